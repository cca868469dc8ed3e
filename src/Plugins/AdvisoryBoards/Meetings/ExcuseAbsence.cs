namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who is excused, and why.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="MembershipId">Their membership.</param>
/// <param name="Reason">Why, as the public minutes give it until the member is erased, 1 to 500 characters: no more of it than the public may know.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record ExcuseAbsenceInput(Guid MeetingId, Guid MembershipId, string Reason, DateTimeOffset? At = null);

public static class ExcuseAbsence
{
    /// <summary>Excuses a member from a meeting, before it is adjourned: what is excused counts towards no forfeiture of the seat.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(ExcuseAbsenceInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static AbsenceExcused Decide(Floor floor, ExcuseAbsenceInput input)
    {
        floor.MustNotBeOver();
        floor.MustPreside();
        floor.MustSit(input.MembershipId, nameof(input.MembershipId));
        if (floor.Meeting.Attendance.Any(each => each.MembershipId == input.MembershipId))
            throw new Refusal("advisory-boards.not-absent", "This member is there, or was, and needs no excuse.", nameof(input.MembershipId));
        var person = floor.Board.Memberships.Single(member => member.Id == input.MembershipId).Person;
        return new(input.MembershipId, Personal.Of(person, Text.Checked(input.Reason, nameof(input.Reason), 500)), floor.At);
    }
}
