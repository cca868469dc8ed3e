namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How a member is on the record of a vote.</summary>
/// <param name="Motion">What was voted on, and what came of it.</param>
/// <param name="Mark">How.</param>
/// <param name="Scores">What they gave each option, for SCORE.</param>
/// <param name="Ranking">Their order of the options, the best first, for RANKED_CHOICE.</param>
/// <param name="Reason">Why they took no part; null where they did.</param>
public sealed record MemberVote(Motion Motion, RollCallMark Mark, IReadOnlyList<OptionScore>? Scores, IReadOnlyList<Guid>? Ranking, string? Reason);

public static class VotingRecord
{
    /// <summary>How they voted on what, or why they did not, since they took the seat: every vote that was closed, or void, the newest motion first.</summary>
    public static async Task<Connection<MemberVote>> Votes(BoardMembership member, Page page, IQuerySession session, CancellationToken stop)
    {
        var (board, id) = (member.BoardId, member.Id);
        var motions = await session.Query<Motion>().Where(motion => motion.BoardId == board && motion.Result!.RollCall.Any(entry => entry.MembershipId == id))
            .ToConnection(page, Order.NewestFirst, motion => motion.Id, stop);
        var edges = motions.Edges.Select(edge => new Edge<MemberVote>(Of(edge.Node, id), edge.Cursor)).ToList();
        return new(edges.ConvertAll(edge => edge.Node), edges, motions.PageInfo);
    }

    private static MemberVote Of(Motion motion, Guid member)
    {
        var entry = motion.Result!.RollCall.First(each => each.MembershipId == member);
        return new(motion, entry.Mark, entry.Scores, entry.Ranking, entry.Reason);
    }
}
