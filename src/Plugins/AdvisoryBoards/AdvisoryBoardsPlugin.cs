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
        .Permission(BoardPermissions.Translate, "Translate what a board publishes", Roles.Staff);

    private static void Members(PluginBuilder plugin) => plugin
        .Event<MemberNominated>("member-nominated")
        .Event<NominationWithdrawn>("nomination-withdrawn")
        .Event<MemberConfirmed>("member-confirmed")
        .Event<MemberIdentified>("member-identified")
        .Event<MemberResigned>("member-resigned")
        .Event<MemberRemoved>("member-removed")
        .Event<SeatForfeited>("seat-forfeited")
        .Event<OfficerElected>("officer-elected")
        .Event<OfficerReleased>("officer-released")
        .Event<ConflictDeclared>("conflict-declared")
        .Event<ConflictEnded>("conflict-ended")
        .Projection<MembershipProjection>()
        .Index<Membership>(member => member.Index(m => m.BoardId))
        .Permission(BoardPermissions.Appoint, "Nominate, confirm and remove members, and record officers", Roles.Staff, Roles.Administrator);

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
        .Projection<MeetingProjection>()
        .Index<Meeting>(meeting => meeting.Index(m => m.BoardId))
        .Query(typeof(CalendarQueries))
        .File("meetings.ics", "text/calendar", "query ($board: ID, $language: String) { meetingCalendar(boardId: $board, language: $language) }")
        .Permission(BoardPermissions.Clerk, "Schedule and notice meetings, and keep their record", Roles.Staff)
        .Permission(BoardPermissions.TakePart, "Sit on a board: attend, move, second, vote, preside, declare interests", Roles.BoardMember);

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
        .Projection<MotionProjection>()
        .Index<Motion>(motion => motion.Index(m => m.BoardId))
        .Index<Motion>(motion => motion.Index(m => m.MeetingId));

    private static void Minutes(PluginBuilder plugin) => plugin
        .Event<MinutesCorrected>("minutes-corrected")
        .Event<MinutesApproved>("minutes-approved");

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
        .Projection<RecommendationProjection>()
        .Index<Recommendation>(recommendation => recommendation.Index(r => r.BoardId))
        .Permission(BoardPermissions.Recommend, "Draft what a board recommends, and put on record what it decided on it", Roles.BoardMember, Roles.Staff)
        .Permission(BoardPermissions.Respond, "Acknowledge and respond to recommendations, and report what was done", Roles.Staff, Roles.Officer);
}

public static class BoardPermissions
{
    public const string ManageBoards = "advisory-boards.manage-boards";
    public const string Appoint = "advisory-boards.appoint";
    public const string Clerk = "advisory-boards.clerk";
    public const string TakePart = "advisory-boards.take-part";
    public const string Recommend = "advisory-boards.recommend";
    public const string Respond = "advisory-boards.respond";
    public const string Translate = "advisory-boards.translate";
}
