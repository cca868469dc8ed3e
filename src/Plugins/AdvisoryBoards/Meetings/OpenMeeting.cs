namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to call to order, and who is there.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Present">The roll: each member who is there, at least whoever presides.</param>
/// <param name="Presiding">The membership of whoever presides, where neither the chair nor the vice chair is there.</param>
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
        if (input.Present.Count == 0 || input.Present.Count > floor.Roster.Members.Count || input.Present.Select(each => each.MembershipId).Distinct().Count() != input.Present.Count)
            throw new Refusal("advisory-boards.roll-call", "The roll call names each member who is there, once, and at least one.", nameof(input.Present));
        foreach (var each in input.Present) floor.MustSit(each.MembershipId, nameof(input.Present));
        var presiding = Presiding(floor, input);
        if (!floor.Clerk && floor.Self != presiding) throw new Refusal("advisory-boards.not-presiding", "Only the clerk and the member who presides do this.");
        return [
            new MeetingOpened(presiding, floor.Rules.ChairVote, floor.Roster, floor.At),
            .. input.Present.Select(each => new MemberArrived(each.MembershipId, each.Mode, floor.At))];
    }

    // Robert's Rules of Order, 47:11: in the absence of the chair a vice president takes it, and else the members choose one of them.
    private static Guid Presiding(Floor floor, OpenMeetingInput input)
    {
        var present = input.Present.Select(each => each.MembershipId).ToList();
        var officer = Holder(BoardOffice.Chair) ?? Holder(BoardOffice.ViceChair);
        if (officer is not null && input.Presiding is not null && input.Presiding != officer)
            throw new Refusal("advisory-boards.presiding", "The chair presides where they are there, and else the vice chair. They can hand the chair over once the meeting is open.", nameof(input.Presiding));
        return officer ?? (input.Presiding is { } named && present.Contains(named)
            ? named
            : throw new Refusal("advisory-boards.presiding", "Neither the chair nor the vice chair is there. Name the member present whom the others chose to preside.", nameof(input.Presiding)));

        Guid? Holder(BoardOffice office) => Officers.On(floor.Board, floor.Day).LastOrDefault(each => each.Office == office && present.Contains(each.MembershipId))?.MembershipId;
    }
}
