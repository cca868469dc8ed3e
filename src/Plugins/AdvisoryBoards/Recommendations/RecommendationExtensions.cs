namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A recommendation in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title.</param>
/// <param name="Text">What is recommended, in Markdown.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record RecommendationTranslation(string Language, string Title, string Text, TranslationStatus Status, bool Outdated);

/// <summary>A response in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says, in Markdown.</param>
/// <param name="Rationale">Why, in Markdown; null where the response does not say why.</param>
/// <param name="Status">How the translation came about.</param>
public sealed record ResponseTranslation(string Language, string Text, string? Rationale, TranslationStatus Status);

public static class RecommendationExtensions
{
    /// <summary>What is recommended, in a line.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(Recommendation recommendation, string? language = null) => recommendation.Title.In(language);

    /// <summary>What is recommended, in Markdown.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Text(Recommendation recommendation, string? language = null) => recommendation.Text.In(language);

    /// <summary>What is recommended, as HTML that is safe to put into a page.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string? TextHtml(Recommendation recommendation, IMarkdown markdown, string? language = null) => markdown.ToHtml(recommendation.Text.In(language));

    /// <summary>A number that grows whenever its title or its text is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(Recommendation recommendation) => recommendation.Title.Version + recommendation.Text.Version - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<RecommendationTranslation> Translations(Recommendation recommendation) => [.. recommendation.Title.Translations.Select(title =>
    {
        var text = recommendation.Text.Translations.First(each => each.Language == title.Language);
        return new RecommendationTranslation(
            title.Language, title.Text, text.Text, title.Status, recommendation.Title.IsOutdated(title) || recommendation.Text.IsOutdated(text));
    })];

    /// <summary>The board that it is of.</summary>
    public static async Task<IReadOnlyList<Board>> Board(IReadOnlyList<Recommendation> recommendations, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(recommendations.Select(each => each.BoardId), stop);
        return [.. recommendations.Select(each => boards[each.BoardId])];
    }

    /// <summary>The motion of the board that carried it; null while it is a draft.</summary>
    public static Task<IReadOnlyList<Motion?>> Motion(IReadOnlyList<Recommendation> recommendations, IQuerySession session, CancellationToken stop) =>
        Motions([.. recommendations.Select(each => each.MotionId)], session, stop);

    /// <summary>The motion of the board by which it verified or closed it; null until it did.</summary>
    public static Task<IReadOnlyList<Motion?>> EndingMotion(IReadOnlyList<Recommendation> recommendations, IQuerySession session, CancellationToken stop) =>
        Motions([.. recommendations.Select(each => each.EndedByMotion)], session, stop);

    /// <summary>The recommendation whose place it takes, once it is issued; null where it takes none's.</summary>
    public static Task<IReadOnlyList<Recommendation?>> Supersedes(IReadOnlyList<Recommendation> recommendations, IQuerySession session, CancellationToken stop) =>
        Others([.. recommendations.Select(each => each.Supersedes)], session, stop);

    /// <summary>The recommendation that took its place; null where none did.</summary>
    public static Task<IReadOnlyList<Recommendation?>> SupersededBy(IReadOnlyList<Recommendation> recommendations, IQuerySession session, CancellationToken stop) =>
        Others([.. recommendations.Select(each => each.SupersededBy)], session, stop);

    /// <summary>What was said to it and holds now: the newest response. Null where there is none.</summary>
    public static RecommendationResponse? Response(Recommendation recommendation) => recommendation.Responses.FirstOrDefault();

    /// <summary>All that was said to it, the newest first.</summary>
    public static Connection<RecommendationResponse> Responses(Recommendation recommendation, Page page) =>
        recommendation.Responses.ToConnection(page, response => NumberOf(recommendation, response.Number));

    /// <summary>All reports that it was implemented, the newest first, those too that the board did not accept.</summary>
    public static Connection<ImplementationReport> Reports(Recommendation recommendation, Page page) =>
        recommendation.Reports.ToConnection(page, report => NumberOf(recommendation, report.Number));

    /// <summary>What was done with it since it was issued, when, by whom and in which role, the oldest first.</summary>
    public static Connection<RecommendationStep> Timeline(Recommendation recommendation, Page page) =>
        recommendation.Steps.ToConnection(page, step => NumberOf(recommendation, step.Number));

    /// <summary>What is overdue on a day, the longest first; nothing where all was done in time.</summary>
    /// <param name="asOf">The day, as it stood at its end; left out, today.</param>
    public static async Task<IReadOnlyList<OverdueDuty>> Overdue(Recommendation recommendation, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, DateOnly? asOf = null)
    {
        var days = await calendar.Read(stop);
        var day = RecommendationReading.AsOf(asOf, days.DayOf(clock.GetUtcNow()));
        return RecommendationCourse.Of(recommendation) is { } course && AdvisoryBoards.Overdue.Of([course], day, days) is [var overdue] ? overdue.Duties : [];
    }

    internal static async Task<IReadOnlyList<Motion?>> Motions(IReadOnlyList<Guid?> ids, IQuerySession session, CancellationToken stop)
    {
        var motions = (await session.LoadManyAsync<Motion>(stop, ids.OfType<Guid>().Distinct().ToArray())).ToDictionary(motion => motion.Id);
        return [.. ids.Select(id => id is { } motion ? motions.GetValueOrDefault(motion) : null)];
    }

    // Both ends of a supersession were issued, but of a draft the newer one, which who may read the draft may read.
    internal static async Task<IReadOnlyList<Recommendation?>> Others(IReadOnlyList<Guid?> ids, IQuerySession session, CancellationToken stop)
    {
        var others = (await session.LoadManyAsync<Recommendation>(stop, ids.OfType<Guid>().Distinct().ToArray())).ToDictionary(other => other.Id);
        return [.. ids.Select(id => id is { } other ? others.GetValueOrDefault(other) : null)];
    }

    private static Guid NumberOf(Recommendation recommendation, int number) => StreamId.Of(recommendation.Id.ToString(), $"{number}");
}

public static class RecommendationResponseExtensions
{
    /// <summary>What it says, in Markdown.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Text(RecommendationResponse response, string? language = null) => response.Text.In(language);

    /// <summary>What it says, as HTML that is safe to put into a page.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? TextHtml(RecommendationResponse response, IMarkdown markdown, string? language = null) => markdown.ToHtml(response.Text.In(language));

    /// <summary>Why, in Markdown; null where it does not say why.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? Rationale(RecommendationResponse response, string? language = null) => response.Rationale?.In(language);

    /// <summary>Why, as HTML that is safe to put into a page; null where it does not say why.</summary>
    /// <param name="language">The language to read it in, as with the text.</param>
    public static string? RationaleHtml(RecommendationResponse response, IMarkdown markdown, string? language = null) => markdown.ToHtml(response.Rationale?.In(language));

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<ResponseTranslation> Translations(RecommendationResponse response) =>
        [.. response.Text.Translations.Select(each => new ResponseTranslation(each.Language, each.Text, response.Rationale?.In(each.Language), each.Status))];
}

public static class ImplementationReportExtensions
{
    /// <summary>What was done, as HTML that is safe to put into a page.</summary>
    public static string? TextHtml(ImplementationReport report, IMarkdown markdown) => markdown.ToHtml(report.Text);
}

public static class RecommendationStepExtensions
{
    /// <summary>The motion of the board behind it; null where the board did not do it.</summary>
    public static Task<IReadOnlyList<Motion?>> Motion(IReadOnlyList<RecommendationStep> steps, IQuerySession session, CancellationToken stop) =>
        RecommendationExtensions.Motions([.. steps.Select(step => step.MotionId)], session, stop);
}

public static class OverdueRecommendationExtensions
{
    /// <summary>The recommendation, as it is now.</summary>
    public static async Task<IReadOnlyList<Recommendation>> Recommendation(IReadOnlyList<OverdueRecommendation> overdue, IQuerySession session, CancellationToken stop) =>
        [.. (await RecommendationExtensions.Others([.. overdue.Select(each => (Guid?)each.Id)], session, stop)).Select(each => each!)];
}

public static class RecommendingBoards
{
    /// <summary>What the board recommended, the newest first. Drafts are shown to its members in office and to the clerk only.</summary>
    /// <param name="where">Which of them.</param>
    public static Task<Connection<Recommendation>> Recommendations(
        Board board, Page page, Actor actor, IQuerySession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop, RecommendationFilter? where = null) =>
        RecommendationQueries.Recommendations(page, (where ?? new()) with { BoardId = board.Id }, actor, session, calendar, clock, stop);
}

public static class MotionsBehindRecommendations
{
    /// <summary>The recommendation that the board issued, verified, refused to verify or closed by the motion; null where it did none of it.</summary>
    public static async Task<IReadOnlyList<Recommendation?>> Recommendation(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop)
    {
        var uses = (await session.LoadManyAsync<MotionUse>(stop, motions.Select(motion => motion.Id).Distinct().ToArray())).ToDictionary(use => use.Id, use => use.RecommendationId);
        return await RecommendationExtensions.Others([.. motions.Select(motion => uses.GetValueOrDefault(motion.Id))], session, stop);
    }
}
