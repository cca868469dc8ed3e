namespace Engage.Plugins.Forums;

/// <summary>The question to ask.</summary>
/// <param name="Question">What is asked, 1 to 300 characters.</param>
/// <param name="Groups">The answers to choose from, 2 to 30 of them. They need not say «I would rather not tell»: who would not does not answer.</param>
/// <param name="Source">Where the numbers of people come from, 1 to 300 characters.</param>
/// <param name="Year">The year that they are of.</param>
/// <param name="Replaces">The question that this one takes the place of, if any: it is retired.</param>
/// <param name="Language">The language of the texts, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record DefineDemographicInput(
    string Question, IReadOnlyList<DemographicGroupInput> Groups, string Source, int Year, Guid? Replaces = null, string? Language = null);

/// <summary>An answer to choose from.</summary>
/// <param name="Name">What it says, 1 to 100 characters.</param>
/// <param name="Population">How many people in the community it is true of, at least 1.</param>
public sealed record DemographicGroupInput(string Name, int Population);

public static class DefineDemographic
{
    /// <summary>Defines a question about who somebody is, for people to answer in every topic if they want to.</summary>
    [Requires(ForumPermissions.ManageDemographics)]
    public static async Task<Demographic> Handle(DefineDemographicInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        if (input.Replaces is { } replaced)
        {
            if (await session.LoadAsync<Demographic>(replaced, stop) is null) throw Refusal.NotFound("question", nameof(input.Replaces));
            var stream = await session.Events.FetchForWriting<Demographic>(replaced, stop);
            stream.AppendOne(RetireDemographic.Decide(stream.Aggregate!, replacedBy: id));
        }
        var asked = await session.Query<Demographic>().CountAsync(demographic => !demographic.Retired, stop);
        session.Events.StartStream<Demographic>(id, Decide(input, input.Replaces is null ? asked : asked - 1, clock.GetUtcNow().Year));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Demographic>(id, stop))!;
    }

    public static DemographicDefined Decide(DefineDemographicInput input, int asked, int thisYear)
    {
        if (asked >= Demographic.Most)
            throw new Refusal("forums.too-many-demographics", $"The agency asks {Demographic.Most} questions, which is all it can. Retire one that is not needed.");
        if (input.Groups.Count is < 2 or > 30) throw new Refusal("forums.demographic-groups", "A question has 2 to 30 answers to choose from.", nameof(input.Groups));
        var groups = input.Groups.Select((group, index) =>
            new DefinedGroup(index + 1, Text.Checked(group.Name, nameof(input.Groups), 100), Counted(group.Population, nameof(input.Groups)))).ToList();
        if (groups.DistinctBy(group => group.Name, StringComparer.OrdinalIgnoreCase).Count() < groups.Count)
            throw new Refusal("forums.demographic-groups", "Two answers say the same. Name each once.", nameof(input.Groups));
        return new(
            Text.Checked(input.Question, nameof(input.Question), 300), groups, Text.Checked(input.Source, nameof(input.Source), 300), Of(input.Year, thisYear), input.Replaces,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }

    internal static int Counted(int population, string field) =>
        population >= 1 ? population : throw new Refusal("forums.population", "A group has at least 1 person in the community. Leave out one that nobody is in.", field);

    internal static int Of(int year, int thisYear) => year >= 1900 && year <= thisYear
        ? year
        : throw new Refusal("forums.census-year", $"The numbers are of a year from 1900 to {thisYear}.", nameof(DefineDemographicInput.Year));
}
