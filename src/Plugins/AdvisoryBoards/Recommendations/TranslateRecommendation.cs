namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A recommendation in another language.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title in it, 1 to 200 characters.</param>
/// <param name="Text">Its text in it, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the recommendation's <c>textVersion</c> when you read it. Refused where its words were changed since.</param>
public sealed record TranslateRecommendationInput(Guid RecommendationId, string Language, string Title, string Text, TranslationStatus Status, int? Of = null);

public static class TranslateRecommendation
{
    /// <summary>Translates a recommendation, or translates it anew. The original stays what counts.</summary>
    [Requires(BoardPermissions.Translate)]
    public static Task<Recommendation> Handle(
        TranslateRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, _) => Decide(recommendation, input), stop);

    public static RecommendationTranslated Decide(Recommendation recommendation, TranslateRecommendationInput input)
    {
        if (input.Of is { } of && of != RecommendationExtensions.TextVersion(recommendation)) throw Refusal.Conflict();
        return new(
            recommendation.Title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            Text.Checked(input.Text, nameof(input.Text), 20_000), input.Status);
    }
}
