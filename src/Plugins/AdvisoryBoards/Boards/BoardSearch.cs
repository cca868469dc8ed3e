namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Where to look; what is left out does not narrow it.</summary>
/// <param name="BoardId">Only what is of this board.</param>
public sealed record BoardSearchFilter(Guid? BoardId = null);

/// <summary>What a search found: a meeting, a motion or a recommendation.</summary>
/// <param name="Meeting">The meeting whose title or agenda matches; null where something else does.</param>
/// <param name="Motion">The motion that matches; null where something else does.</param>
/// <param name="Recommendation">The recommendation that matches; null where something else does.</param>
public sealed record BoardHit(
    [property: Unpublished] Guid BoardId, Meeting? Meeting, Motion? Motion, Recommendation? Recommendation, [property: Unpublished] SearchQuery Query);

public static class BoardSearch
{
    /// <summary>
    /// The meetings (by title and agenda), motions (by text and options) and issued recommendations (by title, topic, addressee and text) that hold some words, the most
    /// relevant first. Words are found in all their forms in the agency's first language, in what was written and not in its translations; <c>"a phrase"</c>, <c>or</c> and
    /// <c>-not</c> work as they do elsewhere. What was written a moment ago may take a second to be found.
    /// </summary>
    /// <param name="text">What to look for, 1 to 200 characters.</param>
    /// <param name="where">Where to look.</param>
    public static async Task<Connection<BoardHit>> SearchBoards(
        string text, BoardSearchFilter? where, Page page, ISearch search, IQuerySession session, CancellationToken stop)
    {
        var query = await search.Read(text, nameof(text), stop);
        IQueryable<Meeting> meetings = session.Query<Meeting>();
        IQueryable<Motion> motions = session.Query<Motion>();
        // Drafts are found by nobody, those too who may read them: what a search finds is what can be quoted.
        var recommendations = session.Query<Recommendation>().Where(recommendation => recommendation.State != RecommendationState.Drafted);
        if (where?.BoardId is { } board)
        {
            meetings = meetings.Where(meeting => meeting.BoardId == board);
            motions = motions.Where(motion => motion.BoardId == board);
            recommendations = recommendations.Where(recommendation => recommendation.BoardId == board);
        }
        return await page.ToConnection(
            [
                query.In(meetings, meeting => meeting.Id, meeting => new BoardHit(meeting.BoardId, meeting, null, null, query)),
                query.In(motions, motion => motion.Id, motion => new BoardHit(motion.BoardId, null, motion, null, query)),
                query.In(recommendations, recommendation => recommendation.Id, recommendation => new BoardHit(recommendation.BoardId, null, null, recommendation, query))
            ], stop);
    }
}

public static class BoardHitExtensions
{
    /// <summary>The board whose meeting, motion or recommendation matches.</summary>
    public static async Task<IReadOnlyList<Board>> Board(IReadOnlyList<BoardHit> hits, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(hits.Select(hit => hit.BoardId), stop);
        return [.. hits.Select(hit => boards[hit.BoardId])];
    }

    /// <summary>The passages that match best, as HTML: everything is escaped, and each match stands in a <c>mark</c>.</summary>
    public static async Task<IReadOnlyList<string>> Snippet(IReadOnlyList<BoardHit> hits, ISearch search, CancellationToken stop) =>
        [.. (await search.Snippets(hits[0].Query, [.. hits.Select(hit => Words(Texts(hit)))], stop)).Select(snippet => snippet!)];

    // Of meetings, motions and recommendations the same words that the plugin says can be found.
    internal static string Words(IEnumerable<string?> texts) => string.Join("\n\n", texts.OfType<string>());

    private static IEnumerable<string?> Texts(BoardHit hit) => hit switch
    {
        { Meeting: { } meeting } => [meeting.Title.Text, .. meeting.Items.SelectMany(item => new[] { item.Title.Text, item.Description?.Text })],
        { Motion: { } motion } => [motion.Text.Text, .. motion.Options.Select(option => option.Text)],
        { Recommendation: { } recommendation } => [recommendation.Title.Text, recommendation.Text.Text],
        _ => []
    };
}
