namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to call to order, and who is there.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Present">The roll: each member who is there, at least whoever presides.</param>
/// <param name="Presiding">The membership of whoever presides, where neither the chair nor the vice chair is there; their seat has a vote.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record OpenMeetingInput(Guid MeetingId, IReadOnlyList<MemberPresenceInput> Present, Guid? Presiding = null, DateTimeOffset? At = null);

/// <summary>A member who is there.</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="Mode">How they attend.</param>
public sealed record MemberPresenceInput(Guid MembershipId, AttendanceMode Mode);

public static class OpenMeeting
{
    /// <summary>Calls a meeting to order with the roll call, with or without a quorum. The clerk does, or the member who presides: the chair, or else the vice chair, or else one who is named.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(OpenMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, OpenMeetingInput input)
    {
        floor.MustBeAhead();
        var meeting = floor.Meeting;
        if (meeting.State is not MeetingState.Noticed) throw new Refusal("advisory-boards.not-noticed", "The public was not told of this meeting as it is. Notice it first.");
        if (floor.At < meeting.StartsAt || floor.At > meeting.StartsAt.AddHours(24))
            throw new Refusal("advisory-boards.opening-time", $"The meeting is called to order from {meeting.StartsAt:O}, which it was noticed for, until 24 hours after that.", nameof(input.At));
        var (presiding, arrivals) = CalledRoll(floor, input.Present, input.Presiding);
        return [new MeetingOpened(presiding, floor.Rules.ChairVote, floor.Roster, floor.At), .. arrivals];
    }

    /// <summary>Who presides by the roll call, and who is there.</summary>
    internal static (Guid Presiding, IEnumerable<MemberArrived> Arrivals) CalledRoll(Floor floor, IReadOnlyList<MemberPresenceInput> roll, Guid? named)
    {
        if (roll.Count == 0 || roll.Count > floor.Roster.Members.Count || roll.Select(each => each.MembershipId).Distinct().Count() != roll.Count)
            throw new Refusal("advisory-boards.roll-call", "The roll call names each member who is there, once, and at least one.", nameof(OpenMeetingInput.Present));
        foreach (var each in roll) floor.MustSit(each.MembershipId, nameof(OpenMeetingInput.Present));
        var presiding = Presiding(floor, [.. roll.Select(each => each.MembershipId)], named);
        if (!floor.Clerk && floor.Self != presiding) throw new Refusal("advisory-boards.not-presiding", "Only the clerk and the member who presides do this.");
        return (presiding, roll.Select(each => new MemberArrived(each.MembershipId, each.Mode, floor.At)));
    }

    // Robert's Rules of Order, 47:11: in the absence of the chair a vice president takes it, and else the members choose one of them.
    private static Guid Presiding(Floor floor, IReadOnlyList<Guid> present, Guid? named)
    {
        var voters = floor.Roster.Members.Where(member => member.Votes && present.Contains(member.MembershipId)).Select(member => member.MembershipId).ToList();
        var officer = Holder(BoardOffice.Chair) ?? Holder(BoardOffice.ViceChair);
        if (officer is not null && named is not null && named != officer)
            throw new Refusal("advisory-boards.presiding", "The chair presides where they are there, and else the vice chair. They can hand the chair over once the meeting is open.", nameof(OpenMeetingInput.Presiding));
        // Whoever presides calls votes and closes them, so an advisor does not.
        if (named is { } advisor && present.Contains(advisor) && !voters.Contains(advisor))
            throw new Refusal("advisory-boards.not-voting", "The seat of this member has no vote, so they do not preside.", nameof(OpenMeetingInput.Presiding));
        return officer ?? (named is { } chosen && voters.Contains(chosen)
            ? chosen
            : throw new Refusal("advisory-boards.presiding", "Neither the chair nor the vice chair is there. Name the member present whom the others chose to preside.", nameof(OpenMeetingInput.Presiding)));

        Guid? Holder(BoardOffice office) => Officers.On(floor.Board, floor.Day).LastOrDefault(each => each.Office == office && voters.Contains(each.MembershipId))?.MembershipId;
    }
}
