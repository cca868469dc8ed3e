namespace Engage.Plugins.Forums;

/// <summary>A question in another language.</summary>
/// <param name="DemographicId">The question.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Question">What is asked, in it, 1 to 300 characters.</param>
/// <param name="Groups">What its groups say in it, in their order, each 1 to 100 characters.</param>
/// <param name="Status">How the translation came about.</param>
public sealed record TranslateDemographicInput(Guid DemographicId, string Language, string Question, IReadOnlyList<string> Groups, TranslationStatus Status);

public static class TranslateDemographic
{
    /// <summary>Translates a question about who somebody is, or translates it anew: who is asked in their own language answers.</summary>
    [Requires(ForumPermissions.Translate)]
    public static async Task<Demographic> Handle(TranslateDemographicInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Demographic>(input.DemographicId, demographic => [Decide(demographic, input)], stop);
        return (await session.LoadAsync<Demographic>(input.DemographicId, stop))!;
    }

    public static DemographicTranslated Decide(Demographic? demographic, TranslateDemographicInput input)
    {
        if (demographic is null) throw Refusal.NotFound("question", nameof(input.DemographicId));
        if (input.Groups.Count != demographic.Groups.Count)
            throw new Refusal("forums.demographic-groups", $"The question has {demographic.Groups.Count} groups. Translate each, in their order.", nameof(input.Groups));
        return new(
            demographic.Question.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Question, nameof(input.Question), 300),
            [.. input.Groups.Select(name => Text.Checked(name, nameof(input.Groups), 100))], input.Status);
    }
}
