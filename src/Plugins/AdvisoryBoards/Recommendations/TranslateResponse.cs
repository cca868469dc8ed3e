namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A response to a recommendation in another language.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="Number">Which of the responses, as its field <c>number</c> says.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Rationale">Why, in Markdown, up to 10,000 characters; needed where the response says why.</param>
public sealed record TranslateResponseInput(Guid RecommendationId, int Number, string Language, string Text, TranslationStatus Status, string? Rationale = null);

public static class TranslateResponse
{
    /// <summary>Translates what was said to a recommendation, or translates it anew. The original stays what counts.</summary>
    [Requires(BoardPermissions.Translate)]
    public static Task<Recommendation> Handle(
        TranslateResponseInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, _) => Decide(recommendation, input), stop);

    public static ResponseTranslated Decide(Recommendation recommendation, TranslateResponseInput input)
    {
        var response = recommendation.Responses.FirstOrDefault(each => each.Number == input.Number)
            ?? throw new Refusal("advisory-boards.no-response", "The recommendation has no response of this number.", nameof(input.Number));
        return new(
            response.Number, response.Text.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Text, nameof(input.Text), 20_000),
            response.Rationale is null ? null : RespondToRecommendation.Rationale(input.Rationale, needed: true), input.Status);
    }
}
