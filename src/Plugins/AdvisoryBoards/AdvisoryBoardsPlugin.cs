[assembly: EngagePlugin("advisory-boards", "Advisory boards", "Seats and terms, meetings with a quorum that is known at every instant, votes that stand up in court, and recommendations that cannot be forgotten.")]

namespace Engage.Plugins.AdvisoryBoards;

public sealed class AdvisoryBoardsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin)
    {
        Boards(plugin);
        Members(plugin);
        Meetings(plugin);
        Motions(plugin);
        Minutes(plugin);
        Recommendations(plugin);
    }

    private static void Boards(PluginBuilder plugin) => plugin
        .Event<BoardEstablished>("board-established")
        .Event<BoardDescribed>("board-described")
        .Event<BoardTranslated>("board-translated")
        .Event<BoardRulesAmended>("board-rules-amended")
        .Event<BoardDissolved>("board-dissolved")
        .Event<SeatCreated>("seat-created")
        .Event<SeatAbolished>("seat-abolished")
        .Event<AttendanceRecorded>("attendance-recorded")
        .Projection<BoardProjection>()
        .Permission(BoardPermissions.ManageBoards, "Establish, describe and dissolve boards, amend their rules, create and abolish seats", Roles.Administrator)
        .Permission(BoardPermissions.Translate, "Translate what a board publishes", Roles.Staff)
        .Query(typeof(BoardSearch)).Extend<BoardHit>(typeof(BoardHitExtensions))
        .Query(typeof(BoardQueries)).Extend<Board>(typeof(BoardExtensions)).Extend<Board>(typeof(BoardMembers)).Extend<BoardSeat>(typeof(BoardSeatExtensions))
        .Mutation(typeof(EstablishBoard)).Mutation(typeof(DescribeBoard)).Mutation(typeof(TranslateBoard)).Mutation(typeof(AmendBoardRules)).Mutation(typeof(DissolveBoard))
        .Mutation(typeof(CreateSeat)).Mutation(typeof(AbolishSeat))
        .Subscription(typeof(BoardSubscriptions));

    private static void Members(PluginBuilder plugin) => plugin
        .Event<MemberNominated>("member-nominated")
        .Event<NominationWithdrawn>("nomination-withdrawn")
        .Event<MemberConfirmed>("member-confirmed")
        .Event<MemberIdentified>("member-identified")
        .Event<MemberResigned>("member-resigned")
        .Event<MemberRemoved>("member-removed")
        .Event<SeatForfeited>("seat-forfeited")
        .Event<SeatRestored>("seat-restored")
        .Event<OfficerElected>("officer-elected")
        .Event<OfficerReleased>("officer-released")
        .Event<ConflictDeclared>("conflict-declared")
        .Event<ConflictEnded>("conflict-ended")
        .Projection<BoardMembershipProjection>()
        .Index<BoardMembership>(member => member.Index(m => m.BoardId))
        .Permission(BoardPermissions.Appoint, "Nominate, confirm and remove members, and record officers", Roles.Staff, Roles.Administrator)
        .Extend<BoardMembership>(typeof(BoardMembershipExtensions)).Extend<BoardOfficer>(typeof(BoardOfficerExtensions)).Extend<ConflictOfInterest>(typeof(ConflictOfInterestExtensions))
        .Mutation(typeof(NominateMember)).Mutation(typeof(WithdrawNomination)).Mutation(typeof(ConfirmMember)).Mutation(typeof(IdentifyMember))
        .Mutation(typeof(ResignSeat)).Mutation(typeof(RemoveMember)).Mutation(typeof(RestoreSeat))
        .Mutation(typeof(ElectOfficer)).Mutation(typeof(ReleaseOfficer))
        .Mutation(typeof(DeclareConflict)).Mutation(typeof(EndConflict));

    private static void Meetings(PluginBuilder plugin) => plugin
        .Event<MeetingScheduled>("meeting-scheduled")
        .Event<MeetingRescheduled>("meeting-rescheduled")
        .Event<MeetingTranslated>("meeting-translated")
        .Event<AgendaSet>("agenda-set")
        .Event<AgendaItemTranslated>("agenda-item-translated")
        .Event<MeetingNoticed>("meeting-noticed")
        .Event<MeetingCancelled>("meeting-cancelled")
        .Event<MeetingOpened>("meeting-opened")
        .Event<RosterChanged>("roster-changed")
        .Event<PresidingChanged>("presiding-changed")
        .Event<MemberArrived>("member-arrived")
        .Event<MemberLeft>("member-left")
        .Event<AbsenceExcused>("absence-excused")
        .Event<ItemTaken>("item-taken")
        .Event<DiscussionNoted>("discussion-noted")
        .Event<SessionClosed>("session-closed")
        .Event<SessionReopened>("session-reopened")
        .Event<MeetingRecessed>("meeting-recessed")
        .Event<MeetingResumed>("meeting-resumed")
        .Event<MeetingAdjourned>("meeting-adjourned")
        .Search<MeetingScheduled>(e => new(e.StreamId) { Title = e.Data.Title })
        .Search<AgendaSet>(e => new(e.StreamId) { Body = BoardHitExtensions.Words(e.Data.Items.SelectMany(item => new[] { item.Title, item.Description })) })
        .Projection<MeetingProjection>()
        .Index<Meeting>(meeting => meeting.Index(m => new { m.BoardId, m.StartsAt }))
        .Index<Meeting>(meeting => meeting.Index(m => m.StartsAt))
        .Permission(BoardPermissions.Clerk, "Schedule and notice meetings, and keep their record", Roles.Staff)
        .Permission(
            BoardPermissions.TakePart, "Sit on a board: declare interests, resign; or put on record that a member did",
            Roles.BoardMember, Roles.Staff, Roles.Administrator)
        .Permission(BoardPermissions.RunMeetings, "Attend, move, second, vote and preside as a member, or put on record what members do in a meeting", Roles.BoardMember, Roles.Staff)
        .Query(typeof(CalendarQueries))
        .File("meetings.ics", "text/calendar", "query ($board: ID, $language: String) { meetingCalendar(boardId: $board, language: $language) }")
        .Query(typeof(MeetingQueries)).Extend<Board>(typeof(BoardMeetings)).Extend<BoardMembership>(typeof(AttendanceOfMembers))
        .Extend<Meeting>(typeof(MeetingExtensions)).Extend<Meeting>(typeof(AttendanceExtensions)).Extend<Meeting>(typeof(QuorumExtensions))
        .Extend<AgendaItem>(typeof(AgendaItemExtensions)).Extend<MeetingAttendance>(typeof(MeetingAttendanceExtensions))
        .Extend<ExcusedAbsence>(typeof(ExcusedAbsenceExtensions)).Extend<QuorumCount>(typeof(QuorumCountExtensions))
        .Mutation(typeof(ScheduleMeeting)).Mutation(typeof(RescheduleMeeting)).Mutation(typeof(TranslateMeeting)).Mutation(typeof(SetAgenda)).Mutation(typeof(TranslateAgendaItem))
        .Mutation(typeof(NoticeMeeting)).Mutation(typeof(CancelMeeting)).Mutation(typeof(OpenMeeting)).Mutation(typeof(RecordArrival)).Mutation(typeof(RecordDeparture))
        .Mutation(typeof(ExcuseAbsence)).Mutation(typeof(HandOverChair)).Mutation(typeof(TakeItem)).Mutation(typeof(NoteDiscussion))
        .Mutation(typeof(CloseSession)).Mutation(typeof(ReopenSession)).Mutation(typeof(RecessMeeting)).Mutation(typeof(ResumeMeeting)).Mutation(typeof(AdjournMeeting))
        .Subscription(typeof(MeetingSubscriptions));

    private static void Motions(PluginBuilder plugin) => plugin
        .Event<MotionMoved>("motion-moved")
        .Event<MotionTranslated>("motion-translated")
        .Event<MotionSeconded>("motion-seconded")
        .Event<MotionWithdrawn>("motion-withdrawn")
        .Event<MotionTabled>("motion-tabled")
        .Event<MotionAmended>("motion-amended")
        .Event<MemberRecused>("member-recused")
        .Event<VoteCalled>("vote-called")
        .Event<VoteCast>("vote-cast")
        .Event<MotionCarried>("motion-carried")
        .Event<MotionFailed>("motion-failed")
        .Event<MotionTied>("motion-tied")
        .Event<TieBroken>("tie-broken")
        .Event<MotionVoided>("motion-voided")
        // An amendment replaces the text and leaves the options.
        .Search<MotionMoved>(e => new(e.Data.MotionId) { Title = e.Data.Text, Body = BoardHitExtensions.Words((e.Data.Options ?? []).Select(option => option.Text)) })
        .Search<MotionAmended>(e => new(e.Data.MotionId) { Title = e.Data.Text })
        .Projection<MotionProjection>()
        .Index<Motion>(motion => motion.Index(m => m.BoardId))
        .Index<Motion>(motion => motion.Index(m => m.MeetingId))
        .Index<Motion>(motion => motion.Index(m => m.State))
        .Index<Motion>(motion => motion.Index(m => m.Mover))
        .Index<Motion>(motion => motion.Index(m => m.Seconder))
        .Index<Motion>(motion => motion.GinIndexJsonDataMember(m => m.Result!.RollCall))
        .Query(typeof(MotionQueries))
        .Extend<Motion>(typeof(MotionExtensions)).Extend<Motion>(typeof(MotionVotes)).Extend<Meeting>(typeof(MeetingMotions)).Extend<BoardMembership>(typeof(VotingRecord))
        .Extend<RollCallEntry>(typeof(RollCallExtensions)).Extend<Recusal>(typeof(RecusalExtensions))
        .Mutation(typeof(MoveMotion)).Mutation(typeof(SecondMotion)).Mutation(typeof(WithdrawMotion)).Mutation(typeof(TableMotion)).Mutation(typeof(TranslateMotion))
        .Mutation(typeof(Recuse)).Mutation(typeof(CallVote)).Mutation(typeof(CastVote)).Mutation(typeof(CloseVote)).Mutation(typeof(BreakTie))
        .Subscription(typeof(MotionSubscriptions));

    private static void Minutes(PluginBuilder plugin) => plugin
        .Event<MinutesCorrected>("minutes-corrected")
        .Event<MinutesApproved>("minutes-approved")
        .Extend<Meeting>(typeof(MinutesOfMeetings)).Extend<MeetingMinutes>(typeof(MeetingMinutesExtensions)).Extend<Motion>(typeof(MotionsOnAgenda))
        .Extend<Meeting>(typeof(MeetingRecord)).Extend<MeetingRecordEntry>(typeof(MeetingRecordEntryExtensions))
        .Mutation(typeof(CorrectMinutes)).Mutation(typeof(ApproveMinutes));

    private static void Recommendations(PluginBuilder plugin) => plugin
        .Event<RecommendationDrafted>("recommendation-drafted")
        .Event<RecommendationRevised>("recommendation-revised")
        .Event<RecommendationDiscarded>("recommendation-discarded")
        .Event<RecommendationIssued>("recommendation-issued")
        .Event<RecommendationTranslated>("recommendation-translated")
        .Event<RecommendationAcknowledged>("recommendation-acknowledged")
        .Event<RecommendationResponded>("recommendation-responded")
        .Event<ResponseTranslated>("response-translated")
        .Event<ImplementationStarted>("implementation-started")
        .Event<ImplementationReported>("implementation-reported")
        .Event<ImplementationVerified>("implementation-verified")
        .Event<ImplementationRejected>("implementation-rejected")
        .Event<RecommendationClosed>("recommendation-closed")
        .Event<RecommendationSuperseded>("recommendation-superseded")
        // That it was issued does not repeat what it says; until then the search leaves it out.
        .Search<RecommendationDrafted>(e => new(e.StreamId) { Title = e.Data.Title, Tags = [e.Data.Topic, e.Data.To], Body = e.Data.Text })
        .Search<RecommendationRevised>(e => new(e.StreamId) { Title = e.Data.Title, Tags = [e.Data.Topic, e.Data.To], Body = e.Data.Text })
        .Search<RecommendationDiscarded>(e => new(e.StreamId) { Title = "", Tags = [], Body = "" })
        .Projection<RecommendationProjection>()
        .Projection<MotionUseProjection>()
        .Index<Recommendation>(recommendation => recommendation.Index(r => r.BoardId))
        .Permission(BoardPermissions.Recommend, "Draft what a board recommends, and put on record what it decided on it", Roles.BoardMember, Roles.Staff)
        .Permission(BoardPermissions.Respond, "Acknowledge and respond to recommendations, and report what was done", Roles.Staff, Roles.Officer)
        .Query(typeof(RecommendationQueries))
        .Extend<Recommendation>(typeof(RecommendationExtensions)).Extend<Recommendation>(typeof(RecommendationsDue)).Extend<RecommendationResponse>(typeof(RecommendationResponseExtensions))
        .Extend<ImplementationReport>(typeof(ImplementationReportExtensions)).Extend<RecommendationStep>(typeof(RecommendationStepExtensions))
        .Extend<OverdueRecommendation>(typeof(OverdueRecommendationExtensions)).Extend<Board>(typeof(RecommendingBoards)).Extend<Motion>(typeof(MotionsBehindRecommendations))
        .Mutation(typeof(DraftRecommendation)).Mutation(typeof(ReviseRecommendation)).Mutation(typeof(DiscardRecommendation)).Mutation(typeof(IssueRecommendation))
        .Mutation(typeof(TranslateRecommendation)).Mutation(typeof(AcknowledgeRecommendation)).Mutation(typeof(RespondToRecommendation)).Mutation(typeof(TranslateResponse))
        .Mutation(typeof(StartImplementation)).Mutation(typeof(ReportImplementation)).Mutation(typeof(VerifyImplementation)).Mutation(typeof(RejectImplementation))
        .Mutation(typeof(CloseRecommendation))
        .Subscription(typeof(RecommendationSubscriptions));
}

public static class BoardPermissions
{
    public const string ManageBoards = "advisory-boards.manage-boards";
    public const string Appoint = "advisory-boards.appoint";
    public const string Clerk = "advisory-boards.clerk";
    public const string TakePart = "advisory-boards.take-part";
    public const string RunMeetings = "advisory-boards.run-meetings";
    public const string Recommend = "advisory-boards.recommend";
    public const string Respond = "advisory-boards.respond";
    public const string Translate = "advisory-boards.translate";
}
