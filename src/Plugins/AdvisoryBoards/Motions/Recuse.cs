namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who takes no part in what.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="Reason">Which interest forbids it, as the public record gives it until the member is erased, 1 to 500 characters.</param>
/// <param name="ConflictId">The interest, where the member declared it before.</param>
/// <param name="MembershipId">Who takes no part, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record RecuseInput(Guid MotionId, string Reason, Guid? ConflictId = null, Guid? MembershipId = null, DateTimeOffset? At = null);

public static class Recuse
{
    /// <summary>
    /// Takes no part in a motion, and in the amendments to it, because of an interest: before the vote, or while it is on, and then a vote that was cast already
    /// goes. Who is recused does not count towards the quorum for that motion, and the vote is void where that loses it.
    /// </summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static Task<Motion> Handle(RecuseInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, input.At, actor, clock, calendar, floor => Decide(floor, input), stop);

    public static IEnumerable<object> Decide(Floor floor, RecuseInput input)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var member = floor.Member(input.MembershipId, nameof(input.MembershipId));
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        if (!motion.IsPending() && motion.State is not MotionState.Voting)
            throw new Refusal("advisory-boards.motion-not-open", "This motion was decided or laid aside. Nobody takes part in it any more.", nameof(input.MotionId));
        if (motion.IsRecused(member)) throw new Refusal("advisory-boards.recused-already", "This member takes no part in the motion already.", nameof(input.MembershipId));
        if (input.ConflictId is { } conflict && !floor.Board.Conflicts.Any(each => each.Id == conflict && each.MembershipId == member))
            throw Refusal.NotFound("interest that this member declared", nameof(input.ConflictId));
        // Whoever has an interest in a motion has it in what the motion would become.
        List<Motion> concerned = [motion, .. floor.Amendments(motion).Where(each => !each.IsRecused(member))];
        var byClerk = floor.Self != member;
        if (byClerk) concerned.ForEach(each => floor.MustNotHaveVotedThemselves(each, member));
        var person = floor.Board.Memberships.Single(each => each.Id == member).Person;
        var reason = Personal.Of(person, Text.Checked(input.Reason, nameof(input.Reason), 500));
        foreach (var each in concerned) yield return new MemberRecused(each.Id, member, reason, floor.At, input.ConflictId, byClerk);
    }
}
