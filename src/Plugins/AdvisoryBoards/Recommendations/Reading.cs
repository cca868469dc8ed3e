using Marten.Linq.MatchesSql;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>
/// Which recommendations somebody may read: everybody those that were issued, and members in office and the clerk the drafts of the board. Whatever shows or
/// changes one asks
/// here, so that a draft looks like what does not exist.
/// </summary>
public static class RecommendationReading
{
    // Text of a document: an account's id holds nothing that would have to be escaped.
    private const string SitsOn = "exists (select from jsonb_array_elements(d.data -> 'memberships') member where member ->> 'account' = ?)";

    /// <summary>Whether somebody writes and reads for the board: the clerk, and who is in office on a day.</summary>
    public static bool SpeaksFor(Board board, Actor actor, DateOnly day) =>
        actor.May(BoardPermissions.Clerk) || (actor.Kind is ActorKind.Person && InOffice.On(board, day).Any(member => member.Account == actor.Id));

    /// <summary>The recommendation, or null where there is none that may be read.</summary>
    public static async Task<Recommendation?> Recommendation(IQuerySession session, Actor actor, Guid id, DateOnly today, CancellationToken stop)
    {
        var recommendation = await session.LoadAsync<Recommendation>(id, stop);
        return recommendation is null || recommendation.State is not RecommendationState.Drafted || actor.May(BoardPermissions.Clerk)
            || SpeaksFor((await session.LoadAsync<Board>(recommendation.BoardId, stop))!, actor, today) ? recommendation : null;
    }

    public static async Task<IQueryable<Recommendation>> Recommendations(IQuerySession session, Actor actor, DateOnly today, CancellationToken stop)
    {
        var all = session.Query<Recommendation>();
        if (actor.May(BoardPermissions.Clerk)) return all;
        var own = actor.Kind is not ActorKind.Person ? [] : (await session.Query<Board>().Where(board => board.MatchesSql(SitsOn, actor.Id.Value)).ToListAsync(stop))
            .Where(board => SpeaksFor(board, actor, today)).Select(board => board.Id).ToArray();
        return own.Length == 0
            ? all.Where(recommendation => recommendation.State != RecommendationState.Drafted)
            : all.Where(recommendation => recommendation.State != RecommendationState.Drafted || recommendation.BoardId.IsOneOf(own));
    }

    /// <summary>The day to compute on: the one that was asked for, or today. What is overdue or answered on a day to come nobody knows.</summary>
    public static DateOnly AsOf(DateOnly? asOf, DateOnly today) => asOf is { } day && day > today
        ? throw new Refusal("advisory-boards.as-of-future", $"Today is {today:O}. Ask for a day that has begun, or leave 'asOf' out.", nameof(asOf))
        : asOf ?? today;
}
