using Marten.Linq.MatchesSql;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How a member is on the record of a vote.</summary>
/// <param name="Motion">What was voted on, and what came of it.</param>
/// <param name="Mark">How.</param>
/// <param name="Scores">What they gave each option, for SCORE.</param>
/// <param name="Ranking">Their order of the options, the best first, for RANKED_CHOICE.</param>
/// <param name="Reason">Why they took no part; null where they did, or were erased.</param>
/// <param name="ByClerk">Whether the clerk put the vote, or the recusal, on record for them.</param>
public sealed record MemberVote(
    Motion Motion, RollCallMark Mark, IReadOnlyList<OptionScore>? Scores, IReadOnlyList<Guid>? Ranking, Personal<string>? Reason, bool ByClerk);

public static class VotingRecord
{
    // As Marten writes it where a collection is searched, so that the index of the roll calls is read.
    private const string StandsIn = "data -> 'result' -> 'rollCall' @> jsonb_build_array(jsonb_build_object('membershipId', member::text))";

    /// <summary>How they voted on what, or why they did not, since they took the seat: every vote that was closed, or void, the newest motion first.</summary>
    public static async Task<IReadOnlyList<Connection<MemberVote>>> Votes(
        IReadOnlyList<BoardMembership> members, Page page, IQuerySession session, CancellationToken stop)
    {
        var connections = new List<Connection<MemberVote>>();
        if (page.After is null)
        {
            // The first page of each of them, with one question.
            var newest = (await FirstOf(members, page, session, stop)).OrderByDescending(motion => motion.Id).ToList();
            foreach (var id in members.Select(member => member.Id))
                connections.Add(newest.Where(motion => Entry(motion, id) is not null).Select(motion => Of(motion, id)).ToList()
                    .ToConnection(page, vote => vote.Motion.Id));
            return connections;
        }
        // A cursor is of one list, so that there is one member to go on with.
        foreach (var id in members.Select(member => member.Id))
        {
            var motions = await session.Query<Motion>().Where(motion => motion.Result!.RollCall.Any(entry => entry.MembershipId == id))
                .ToConnection(page, Order.NewestFirst, motion => motion.Id, stop);
            var edges = motions.Edges.Select(edge => new Edge<MemberVote>(Of(edge.Node, id), edge.Cursor)).ToList();
            connections.Add(new(edges.ConvertAll(edge => edge.Node), edges, motions.PageInfo));
        }
        return connections;
    }

    private static Task<IReadOnlyList<Motion>> FirstOf(IReadOnlyList<BoardMembership> members, Page page, IQuerySession session, CancellationToken stop)
    {
        var table = session.DocumentStore.Options.FindOrResolveDocumentType(typeof(Motion)).TableName.QualifiedName;
        var newest = $"select id from {table} where tenant_id = ? and {StandsIn} order by id desc limit ?";
        return session.Query<Motion>().Where(motion => motion.MatchesSql(
            $"d.id in (select newest.id from unnest(?::uuid[]) as member cross join lateral ({newest}) as newest)",
            members.Select(member => member.Id).ToArray(), session.TenantId, Math.Clamp(page.First, 0, Page.Limit) + 1)).ToListAsync(stop);
    }

    private static RollCallEntry? Entry(Motion motion, Guid member) => motion.Result?.RollCall.FirstOrDefault(each => each.MembershipId == member);

    private static MemberVote Of(Motion motion, Guid member)
    {
        var entry = Entry(motion, member)!;
        return new(motion, entry.Mark, entry.Scores, entry.Ranking, motion.Recusals.FirstOrDefault(each => each.MembershipId == member)?.Reason, entry.ByClerk);
    }
}
