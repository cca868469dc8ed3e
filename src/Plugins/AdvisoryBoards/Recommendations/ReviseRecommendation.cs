namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A draft in its new words. They take the place of all that it said.</summary>
/// <param name="RecommendationId">The draft.</param>
/// <param name="Title">What is recommended, in a line of 1 to 200 characters.</param>
/// <param name="Text">All of it, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Topic">What it is about, in a word or two; 1 to 80 characters.</param>
/// <param name="To">Whom it is addressed to, by the name of the office; 1 to 200 characters.</param>
/// <param name="Evidence">What it rests on, up to 20 links.</param>
/// <param name="Supersedes">The recommendation of the same board whose place it takes once it is issued.</param>
/// <param name="Language">The language of the texts, a tag of BCP 47; without it, it stays as it was.</param>
public sealed record ReviseRecommendationInput(
    Guid RecommendationId, string Title, string Text, string Topic, string To, IReadOnlyList<EvidenceLinkInput>? Evidence = null, Guid? Supersedes = null, string? Language = null);

public static class ReviseRecommendation
{
    /// <summary>Revises a draft. What was issued is not changed any more: another recommendation may supersede it.</summary>
    [Requires(BoardPermissions.Recommend)]
    public static async Task<Recommendation> Handle(
        ReviseRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var old = input.Supersedes is { } supersedes
            ? await RecommendationReading.Recommendation(session, actor, supersedes, await calendar.Today(clock, stop), stop)
            : null;
        return await session.ChangeRecommendation(input.RecommendationId, actor, calendar, clock, (draft, _) => Decide(draft, old, input), stop);
    }

    public static RecommendationRevised Decide(Recommendation draft, Recommendation? superseded, ReviseRecommendationInput input)
    {
        draft.Must(RecommendationMove.Revise);
        if (input.Supersedes is not null) DraftRecommendation.MustBeSuperseded(superseded, draft.BoardId);
        return new(
            Text.Checked(input.Title, nameof(input.Title), 200), Text.Checked(input.Text, nameof(input.Text), 20_000), Text.Checked(input.Topic, nameof(input.Topic), 80),
            Text.Checked(input.To, nameof(input.To), 200), AdvisoryBoards.Evidence.Checked(input.Evidence, nameof(input.Evidence)), input.Supersedes,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }
}
