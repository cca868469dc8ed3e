namespace Engage.Plugins.Forums;

/// <summary>The numbers to correct.</summary>
/// <param name="DemographicId">The question.</param>
/// <param name="Populations">How many people each of its groups has, in the order of the groups, each at least 1.</param>
/// <param name="Source">Where the numbers come from, 1 to 300 characters.</param>
/// <param name="Year">The year that they are of.</param>
public sealed record AmendDemographicInput(Guid DemographicId, IReadOnlyList<int> Populations, string Source, int Year);

public static class AmendDemographic
{
    /// <summary>Corrects how many people the groups of a question have. Its words never change; define another question that replaces it.</summary>
    [Requires(ForumPermissions.ManageDemographics)]
    public static async Task<Demographic> Handle(AmendDemographicInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        await session.Change<Demographic>(input.DemographicId, demographic => [Decide(demographic, input, clock.GetUtcNow().Year)], stop);
        return (await session.LoadAsync<Demographic>(input.DemographicId, stop))!;
    }

    public static DemographicAmended Decide(Demographic? demographic, AmendDemographicInput input, int thisYear)
    {
        if (demographic is null) throw Refusal.NotFound("question", nameof(input.DemographicId));
        if (input.Populations.Count != demographic.Groups.Count)
            throw new Refusal("forums.demographic-groups", $"The question has {demographic.Groups.Count} groups. Give a number for each, in their order.", nameof(input.Populations));
        return new(
            [.. input.Populations.Select(population => DefineDemographic.Counted(population, nameof(input.Populations)))],
            Text.Checked(input.Source, nameof(input.Source), 300), DefineDemographic.Of(input.Year, thisYear));
    }
}
