namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a decision in a meeting is made from: the meeting and its board, who sits on it that day, and who speaks.</summary>
/// <param name="Roster">Those who sit on the board on <paramref name="Day"/>.</param>
/// <param name="At">When it happens.</param>
/// <param name="Day">The day that it is then by the agency's clocks.</param>
/// <param name="Self">The membership of whoever speaks; null where they do not sit on the board.</param>
/// <param name="Clerk">Whether they keep the record.</param>
public sealed record Floor(Meeting Meeting, Board Board, Roster Roster, DateTimeOffset At, DateOnly Day, Guid? Self, bool Clerk)
{
    /// <summary>The day that it is at another moment, by the agency's clocks.</summary>
    public Func<DateTimeOffset, DateOnly> DayOf { get; init; } = at => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>The rules of the board on that day.</summary>
    public BoardRules Rules => InOffice.RulesOn(Board, Day);

    /// <summary>Refuses what only the clerk, or the member who presides, does.</summary>
    public void MustPreside()
    {
        if (!Clerk && (Self is null || Self != Meeting.Presiding))
            throw new Refusal("advisory-boards.not-presiding", "Only the clerk and the member who presides do this.");
    }

    /// <summary>The member that something is done by: whoever speaks, or whom the clerk names. They have to be there.</summary>
    /// <param name="membershipId">Whom the clerk names; null where members speak for themselves.</param>
    /// <param name="field">The field of the input that names them.</param>
    public Guid Member(Guid? membershipId, string field)
    {
        if (membershipId is not null && membershipId != Self && !Clerk)
            throw new Refusal("advisory-boards.not-yourself", "Members speak for themselves. Only the clerk puts on record what another member does.", field);
        if ((membershipId ?? Self) is not { } member || Meeting.Roster.Members.All(each => each.MembershipId != member))
            throw new Refusal("advisory-boards.not-a-member", "This is done by a member in office. Name the member, or act by the account of one.", field);
        return Meeting.IsPresent(member) ? member : throw new Refusal("advisory-boards.not-present", "This member is not there. Put their arrival on record first.", field);
    }

    /// <summary>Refuses what is done before a meeting is called to order.</summary>
    public void MustBeAhead()
    {
        MustNotBeOver();
        if (Meeting.State is not (MeetingState.Scheduled or MeetingState.Noticed))
            throw new Refusal("advisory-boards.meeting-opened", "The meeting was called to order already. This is done before.");
    }

    /// <summary>Refuses what is done while a meeting goes on, be it in open or closed session or in a recess.</summary>
    public void MustBeInSession()
    {
        MustNotBeOver();
        if (Meeting.State is MeetingState.Scheduled or MeetingState.Noticed)
            throw new Refusal("advisory-boards.meeting-not-open", "The meeting was not called to order yet. Open it first.");
    }

    /// <summary>Refuses what nobody does any more once a meeting was adjourned or cancelled.</summary>
    public void MustNotBeOver()
    {
        if (Meeting.State is MeetingState.Adjourned or MeetingState.Cancelled) throw new Refusal("advisory-boards.meeting-over", "The meeting was adjourned or cancelled, and takes nothing more.");
    }

    /// <summary>Refuses what would cut a vote off.</summary>
    public void MustNotBeVoting()
    {
        if (Meeting.Motions.Any(motion => motion.State is MotionState.Voting)) throw new Refusal("advisory-boards.vote-open", "A vote is on. End it first.");
    }

    /// <summary>Refuses who does not sit on the board on that day.</summary>
    /// <param name="field">The field of the input that names them.</param>
    public void MustSit(Guid membershipId, string field)
    {
        if (Roster.Members.All(each => each.MembershipId != membershipId))
            throw new Refusal("advisory-boards.not-a-member", "This is no membership of somebody who is in office on this board that day.", field);
    }

    /// <summary>Refuses what is done in open session only, and as long as it is known who is there.</summary>
    public void MustBeOpen()
    {
        MustBeInOpenSession();
        MustNotBeStale();
    }

    /// <summary>Refuses what is done in open session only.</summary>
    public void MustBeInOpenSession()
    {
        if (Meeting.State is MeetingState.Closed) throw new Refusal("advisory-boards.closed-session", "In a closed session nothing is moved and nothing is decided. Reopen the session first.");
        if (Meeting.State is not MeetingState.Open) throw new Refusal("advisory-boards.meeting-not-open", "This is done while the meeting is open. It is not.");
    }

    /// <summary>Refuses what would rest on a roll that was called more than a day ago: a meeting that nobody adjourned decides nothing weeks later.</summary>
    public void MustNotBeStale()
    {
        var called = Meeting.Recesses.Select(recess => recess.Until).Prepend(Meeting.OpenedAt).Max();
        if (At > called?.AddHours(24))
            throw new Refusal(
                "advisory-boards.stale-session", $"The meeting was opened or resumed at {called:O}, and goes on for 24 hours at most. Adjourn it, and schedule another one.");
    }

    /// <summary>Refuses what takes a quorum: everything but coming, going, a recess and the end.</summary>
    public void MustHaveQuorum()
    {
        if (!Meeting.HasQuorum())
            throw new Refusal("advisory-boards.no-quorum", $"{Meeting.PresentVoters().Count()} voting members are present, and {Meeting.Roster.Required} are needed. Without a quorum the board can only recess or adjourn.");
    }

    /// <summary>The item of the agenda, or a refusal where it has none with this id.</summary>
    public AgendaItem Item(Guid id, string field) => Meeting.Items.FirstOrDefault(item => item.Id == id) ?? throw Refusal.NotFound("agenda item", field);

    /// <summary>The motion, or a refusal where the meeting has none with this id.</summary>
    public Motion Motion(Guid id, string field) => Meeting.Motions.FirstOrDefault(motion => motion.Id == id) ?? throw Refusal.NotFound("motion", field);
}

/// <summary>Puts on record what happens in a meeting. Everything that changes one goes through here, so that the quorum is known after each step.</summary>
public static class Record
{
    /// <summary>
    /// What is decided, with what follows of it: a roster that is another one by now, and a vote that is void since the quorum for it is lost.
    /// </summary>
    /// <param name="now">What the clock says: nothing is put on record before it happens.</param>
    public static IReadOnlyList<object> Decide(Floor floor, DateTimeOffset now, Func<Floor, IEnumerable<object>> decide)
    {
        if (floor.At > now) throw new Refusal("advisory-boards.not-yet", "This lies in the future. Put it on record when it happens.", "at");
        if (floor.At < floor.Meeting.LastAt)
            throw new Refusal("advisory-boards.out-of-order", $"Something later is on record already, of {floor.Meeting.LastAt:O}. Put things on record in the order they happened in.", "at");
        var happened = new List<object>();
        var meeting = floor.Meeting;
        if (InSession(meeting) && !floor.Roster.Equals(meeting.Roster)) Happens(new RosterChanged(floor.Roster, floor.At));
        var decided = decide(floor with { Meeting = meeting }).ToList();
        // A translation happens to words. Who sits at the meeting is for what happens in it: no translator comes before what the clerk still puts on record.
        if (decided.All(Meeting.IsTranslation)) return decided;
        foreach (var each in decided) Happens(each);
        return happened;

        void Happens(object each)
        {
            happened.Add(each);
            meeting = Meeting.Evolve(meeting, meeting.Id, each)!;
            if (meeting.Motions.FirstOrDefault(motion => motion.State is MotionState.Voting && !meeting.HasQuorumFor(motion)) is { } lost)
                Happens(new MotionVoided(lost.Id, RollCall.Of(meeting, lost), floor.At));
        }
    }

    /// <summary>The meeting as it is after what was decided.</summary>
    public static Meeting After(Meeting meeting, IEnumerable<object> happened) => happened.Aggregate(meeting, (before, each) => Meeting.Evolve(before, meeting.Id, each)!);

    /// <summary>Reads the meeting and its board, decides, and appends, one after the other where several do so at one moment.</summary>
    /// <param name="at">When it happened, as the clerk gives it; null for now.</param>
    /// <param name="ofBoard">What happens to the board with it, made of the meeting as it is then; in the same transaction, and the board is locked too.</param>
    internal static async Task<Meeting> Put(
        IDocumentSession session, Guid meetingId, DateTimeOffset? at, Actor actor, TimeProvider clock, IAgencyCalendar calendar, Func<Floor, IEnumerable<object>> decide, CancellationToken stop,
        Func<Floor, IEnumerable<object>>? ofBoard = null)
    {
        var clerk = actor.May(BoardPermissions.Clerk);
        if (at is not null && !clerk) throw new Refusal("advisory-boards.clerk-only", "Only the clerk says when something happened. Leave 'at' out.", nameof(at));
        // Locked, so that members who vote at one moment wait for each other for some milliseconds. To try again after a conflict would take as many tries as there are
        // members, and to clear the session for it would throw away what the core queued in it: the key that tells a repeat of the mutation.
        var stream = meetingId == Guid.Empty ? null : await session.Events.FetchForExclusiveWriting<Meeting>(meetingId, stop);
        var meeting = stream?.Aggregate ?? throw Refusal.NotFound("meeting", nameof(meetingId));
        var guarded = ofBoard is null ? null : await session.Events.FetchForExclusiveWriting<Board>(meeting.BoardId, stop);
        var board = guarded?.Aggregate ?? (await session.LoadAsync<Board>(meeting.BoardId, stop))!;
        // PostgreSQL keeps microseconds.
        var now = new DateTimeOffset(clock.GetUtcNow().Ticks / 10 * 10, TimeSpan.Zero);
        var moment = at?.ToUniversalTime() ?? (now > meeting.LastAt ? now : meeting.LastAt);
        var days = await calendar.Read(stop);
        var day = days.DayOf(moment);
        var self = actor.Kind is ActorKind.Person ? InOffice.On(board, day).FirstOrDefault(member => member.Account == actor.Id)?.Id : null;
        var floor = new Floor(meeting, board, InOffice.RosterOn(board, day), moment, day, self, clerk) { DayOf = days.DayOf };
        var happened = Decide(floor, at is null && moment > now ? moment : now, decide);
        if (happened.Count > 0)
        {
            stream.AppendMany(happened);
            if (ofBoard is not null) guarded!.AppendMany(ofBoard(floor with { Meeting = After(meeting, happened) }));
            await session.SaveChangesAsync(stop);
        }
        return (await session.LoadAsync<Meeting>(meetingId, stop))!;
    }

    private static bool InSession(Meeting meeting) => meeting.State is MeetingState.Open or MeetingState.Closed or MeetingState.Recessed;
}
