namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What is said to a recommendation.</summary>
/// <param name="RecommendationId">The recommendation.</param>
/// <param name="Response">Whether it will be done.</param>
/// <param name="Text">What is said, in Markdown, 1 to 20,000 characters.</param>
/// <param name="InRole">The role that you speak in, such as staff. It is the badge of the response for ever; you have to hold it now.</param>
/// <param name="Rationale">Why, in Markdown, up to 10,000 characters. Needed for PARTLY and DECLINE.</param>
/// <param name="ImplementBy">When it is to be done: a day after today, within ten years. Needed for CONCUR and PARTLY; there is none for DECLINE.</param>
/// <param name="Language">The language of the response, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record RespondToRecommendationInput(
    Guid RecommendationId, ResponseKind Response, string Text, string InRole, string? Rationale = null, DateOnly? ImplementBy = null, string? Language = null);

public static class RespondToRecommendation
{
    private const int MostResponses = 50;
    private const int Years = 10;

    /// <summary>
    /// Responds to a recommendation, for all to read. Another response may follow until the board verified what was done or closed the recommendation; all of
    /// them stay, and the clock goes by the first. So with the day to do it by: a later one that another response names is shown beside it and counted.
    /// </summary>
    [Requires(BoardPermissions.Respond)]
    public static Task<Recommendation> Handle(
        RespondToRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop) =>
        session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (recommendation, today) => Decide(recommendation, today, input, actor), stop);

    public static RecommendationResponded Decide(Recommendation recommendation, DateOnly today, RespondToRecommendationInput input, Actor actor)
    {
        recommendation.Must(RecommendationMove.Respond);
        if (recommendation.Responses.Count >= MostResponses)
            throw new Refusal(
                "advisory-boards.too-many-responses", $"There are {MostResponses} responses, which is all that a recommendation can have.", nameof(input.RecommendationId));
        return new(
            input.Response, Text.Checked(input.Text, nameof(input.Text), 20_000), Rationale(input.Rationale, needed: input.Response is not ResponseKind.Concur), today,
            Personal.Of(actor.Id, actor.Name), HeldRole.Checked(input.InRole, actor, nameof(input.InRole)), ImplementBy(input, today),
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }

    internal static string? Rationale(string? rationale, bool needed)
    {
        if (!string.IsNullOrWhiteSpace(rationale)) return Text.Checked(rationale, nameof(rationale), 10_000);
        return needed
            ? throw new Refusal("advisory-boards.rationale-needed", "Say why. A board that is not followed wholly is owed the reasons.", nameof(rationale))
            : null;
    }

    private static DateOnly? ImplementBy(RespondToRecommendationInput input, DateOnly today) => (input.Response, input.ImplementBy) switch
    {
        (ResponseKind.Decline, null) => null,
        (ResponseKind.Decline, _) => throw new Refusal(
            "advisory-boards.implement-by", "Where nothing will be done there is no day to do it by. Leave it out.", nameof(input.ImplementBy)),
        (_, { } day) when day > today && day <= today.AddYears(Years) => day,
        _ => throw new Refusal(
            "advisory-boards.implement-by", $"Say by when it will be done: a day after today, {today:O}, within {Years} years.", nameof(input.ImplementBy))
    };
}
