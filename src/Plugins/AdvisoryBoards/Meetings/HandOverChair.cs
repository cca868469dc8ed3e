namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who presides from now on.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="MembershipId">Their membership; they have to be there.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record HandOverChairInput(Guid MeetingId, Guid MembershipId, DateTimeOffset? At = null);

public static class HandOverChair
{
    /// <summary>
    /// Hands the chair over to another member who has a vote, with or without a quorum, but not while a vote is on: when whoever presides votes is a rule of its own.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Meeting> Handle(HandOverChairInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static PresidingChanged Decide(Floor floor, HandOverChairInput input)
    {
        floor.MustBeInSession();
        floor.MustPreside();
        floor.MustNotBeVoting();
        floor.MustSit(input.MembershipId, nameof(input.MembershipId));
        if (!floor.Meeting.IsPresent(input.MembershipId)) throw new Refusal("advisory-boards.not-present", "This member is not there. Put their arrival on record first.", nameof(input.MembershipId));
        floor.MustHaveVote(input.MembershipId);
        if (floor.Meeting.Presiding == input.MembershipId) throw new Refusal("advisory-boards.in-chair-already", "This member presides already.", nameof(input.MembershipId));
        return new(input.MembershipId, floor.At);
    }
}
