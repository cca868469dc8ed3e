using Marten.Linq.MatchesSql;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Which recommendations a list holds; what is left out does not narrow it.</summary>
/// <param name="BoardId">Only those of this board.</param>
/// <param name="State">Only those in this state.</param>
/// <param name="Topic">Only those on this topic, word for word.</param>
/// <param name="To">Only those to this office, word for word.</param>
/// <param name="Response">Only those to which the newest response says this.</param>
/// <param name="Overdue">Only those of which something is overdue today, or only those of which nothing is.</param>
/// <param name="IssuedFrom">Only those that were issued on this day or later.</param>
/// <param name="IssuedUntil">Only those that were issued on this day or before.</param>
public sealed record RecommendationFilter(
    Guid? BoardId = null, RecommendationState? State = null, string? Topic = null, string? To = null, ResponseKind? Response = null, bool? Overdue = null,
    DateOnly? IssuedFrom = null, DateOnly? IssuedUntil = null);

public static class RecommendationQueries
{
    /// <summary>How many are counted at once.</summary>
    public const int Limit = 10_000;

    // Drafts, which have no day yet, are the newest of all.
    private const string Issued = "coalesce((d.data ->> 'issuedOn')::date - date '2000-01-01', 1000000)::numeric";

    // As Overdue.On says it.
    private const string OverdueOn =
        """
        (d.data ->> 'state' in ('Issued', 'Acknowledged', 'Responded', 'InProgress', 'ReportedImplemented') and (
          (d.data ->> 'acknowledgedOn' is null and (d.data ->> 'acknowledgeBy')::date < ?)
          or (d.data ->> 'respondedOn' is null and (d.data ->> 'respondBy')::date < ?)
          or (d.data ->> 'state' in ('Responded', 'InProgress') and coalesce((d.data ->> 'reportBy')::date < ?, false))))
        """;

    /// <summary>One recommendation, or null where there is none that the caller may read.</summary>
    /// <param name="id">The recommendation's id.</param>
    public static async Task<Recommendation?> Recommendation(Guid id, Actor actor, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        await RecommendationReading.Recommendation(session, actor, id, await calendar.Today(clock, stop), stop);

    /// <summary>
    /// What boards recommended, by the day that it was issued. Drafts are shown to the members of their board in office and to the clerk only.
    /// </summary>
    /// <param name="where">Which of them.</param>
    /// <param name="order">The newest first, or the oldest.</param>
    public static async Task<Connection<Recommendation>> Recommendations(
        Page page, RecommendationFilter? where, Actor actor, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, Order order = Order.NewestFirst)
    {
        var today = await calendar.Today(clock, stop);
        var found = Where(await RecommendationReading.Recommendations(session, actor, today, stop), where, today);
        return await found.ToConnection(page, new RankedBy<decimal>(order is Order.NewestFirst ? Issued : $"-{Issued}"), session, recommendation => recommendation.Id, stop);
    }

    /// <summary>
    /// The recommendations of which something was overdue on a day, what it was and since when, the longest overdue first. Of 10,000 recommendations at most. Counts
    /// 2,000 in what a document may cost.
    /// </summary>
    /// <param name="asOf">The day, as it stood at its end; left out, today.</param>
    /// <param name="boardId">Only those of this board.</param>
    [Costs(2_000)]
    public static async Task<Connection<OverdueRecommendation>> OverdueRecommendations(
        Page page, DateOnly? asOf, Guid? boardId, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var days = await calendar.Read(stop);
        var day = RecommendationReading.AsOf(asOf, days.DayOf(clock.GetUtcNow()));
        return Overdue.Of(await Courses(session, boardId, null, null, stop), day, days).ToConnection(page, overdue => overdue.Id);
    }

    /// <summary>
    /// What became of what boards recommended: of all that was issued, not only of what was answered. Of 10,000 recommendations at most. Counts 2,000 in what a document may cost.
    /// </summary>
    /// <param name="boardId">Only those of this board.</param>
    /// <param name="from">Only those that were issued on this day or later.</param>
    /// <param name="until">Only those that were issued on this day or before.</param>
    /// <param name="asOf">The day to compute it on, as it stood at its end; left out, today.</param>
    [Costs(2_000)]
    public static async Task<RecommendationRates> RecommendationRates(
        Guid? boardId, DateOnly? from, DateOnly? until, DateOnly? asOf, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var days = await calendar.Read(stop);
        var day = RecommendationReading.AsOf(asOf, days.DayOf(clock.GetUtcNow()));
        return Rates.Of(await Courses(session, boardId, from, until, stop), day, days);
    }

    internal static IQueryable<Recommendation> Where(IQueryable<Recommendation> all, RecommendationFilter? where, DateOnly today)
    {
        if (where is null) return all;
        if (where.BoardId is { } board) all = all.Where(recommendation => recommendation.BoardId == board);
        if (where.State is { } state) all = all.Where(recommendation => recommendation.State == state);
        if (where.Topic is { } topic) all = Named(all, "topic", Text.Checked(topic, nameof(where.Topic), 80));
        if (where.To is { } to) all = Named(all, "to", Text.Checked(to, nameof(where.To), 200));
        if (where.Response is { } response) all = all.Where(recommendation => recommendation.Concurrence == response);
        if (where.Overdue is { } overdue) all = all.Where(recommendation => recommendation.MatchesSql($"{(overdue ? "" : "not ")}{OverdueOn}", today, today, today));
        if (where.IssuedFrom is { } from) all = all.Where(recommendation => recommendation.MatchesSql("(d.data ->> 'issuedOn')::date >= ?", from));
        if (where.IssuedUntil is { } until) all = all.Where(recommendation => recommendation.MatchesSql("(d.data ->> 'issuedOn')::date <= ?", until));
        return all;
    }

    private static IQueryable<Recommendation> Named(IQueryable<Recommendation> all, string field, string name) =>
        all.Where(recommendation => recommendation.MatchesSql($"d.data ->> '{field}' = ?", name));

    private static async Task<IReadOnlyCollection<RecommendationCourse>> Courses(IQuerySession session, Guid? boardId, DateOnly? from, DateOnly? until, CancellationToken stop)
    {
        var issued = Where(session.Query<Recommendation>(), new(boardId, IssuedFrom: from, IssuedUntil: until), default)
            .Where(recommendation => recommendation.State != RecommendationState.Drafted);
        // Without their texts, which may be long.
        var courses = await issued.Select(each => new { each.Id, each.IssuedOn, each.AcknowledgeBy, each.RespondBy, each.Steps }).Take(Limit + 1).ToListAsync(stop);
        if (courses.Count > Limit)
            throw new Refusal(
                "advisory-boards.too-many-recommendations", $"There are more than {Limit:N0} such recommendations, too many to count at once. Name a board, or a shorter time.", nameof(boardId));
        return [.. courses.Select(each => new RecommendationCourse(each.Id, each.IssuedOn!.Value, each.AcknowledgeBy!.Value, each.RespondBy!.Value, each.Steps))];
    }
}
