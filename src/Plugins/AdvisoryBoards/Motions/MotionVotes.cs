namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What the caller voted on a motion.</summary>
/// <param name="Choice">For PROPOSAL.</param>
/// <param name="Scores">For SCORE.</param>
/// <param name="Ranking">For RANKED_CHOICE, the best first.</param>
/// <param name="At">When.</param>
/// <param name="ByClerk">Whether the clerk put it on record for you.</param>
public sealed record OwnVote(VoteChoice? Choice, IReadOnlyList<OptionScore>? Scores, IReadOnlyList<Guid>? Ranking, DateTimeOffset At, bool ByClerk);

public static class MotionVotes
{
    /// <summary>How each voting member is on the record of the vote. Empty until the vote is closed.</summary>
    public static Connection<RollCallEntry> RollCall(Motion motion, Page page) => (motion.Result?.RollCall ?? []).ToConnection(page, entry => entry.MembershipId);

    /// <summary>How many have voted so far. While the vote is on, this is all that shows of it.</summary>
    public static int VotesCast(Motion motion) => motion.Votes.Count;

    /// <summary>Your own vote, which nobody else is shown until the vote is closed; null where you did not vote.</summary>
    public static async Task<IReadOnlyList<OwnVote?>> OwnVote(IReadOnlyList<Motion> motions, Actor actor, IQuerySession session, CancellationToken stop)
    {
        if (actor.Kind is not ActorKind.Person) return [.. motions.Select(_ => (OwnVote?)null)];
        var voters = motions.SelectMany(motion => motion.Votes).Select(vote => vote.MembershipId).Distinct().ToArray();
        var own = voters.Length == 0 ? [] : (await session.LoadManyAsync<BoardMembership>(stop, voters)).Where(member => member.Account == actor.Id).Select(member => member.Id).ToHashSet();
        return [.. motions.Select(motion => motion.Votes.FirstOrDefault(vote => own.Contains(vote.MembershipId)) is { } vote
            ? new OwnVote(vote.Choice, vote.Scores, vote.Ranking, vote.At, vote.ByClerk)
            : null)];
    }
}
