using System.Text.Json;

namespace Engage.Plugins.Forums;

/// <summary>A deliberation with the answers of the engine that the formulas come from. Its people and statements are numbers there.</summary>
public sealed record PolisReference(
    string Name, IReadOnlyList<Guid> Statements, IReadOnlySet<Guid> Apart, IReadOnlyList<VoteOn> Votes, IReadOnlyList<IReadOnlyList<Guid>> Groups, JsonElement Answers)
{
    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("ENGAGE_SAMPLE_DATA") is { Length: > 0 } folder && Directory.Exists($"{folder}/polis/reference") ? $"{folder}/polis/reference" : null;

    public static IEnumerable<PolisReference> All => Directory.EnumerateDirectories(Folder!).Order().Select(Read);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    private static PolisReference Read(string folder)
    {
        var answers = JsonDocument.Parse(File.ReadAllText($"{folder}/math-pca2.json")).RootElement;
        var votes = JsonDocument.Parse(File.ReadAllText($"{folder}/votes.json")).RootElement.EnumerateArray()
            .Select(vote => new VoteOn(Id(Field(vote, "participant_id", "pid")), Id(Field(vote, "statement_id", "tid")), vote.GetProperty("vote").GetInt32() switch
            {
                1 => VoteValue.Agree,
                -1 => VoteValue.Disagree,
                _ => VoteValue.Pass
            })).ToList();
        var bases = answers.GetProperty("base-clusters");
        var members = Ids(bases.GetProperty("id")).Zip(bases.GetProperty("members").EnumerateArray().Select(Ids)).ToDictionary(each => each.First, each => each.Second);
        var groups = answers.GetProperty("group-clusters").EnumerateArray().OrderBy(group => group.GetProperty("id").GetInt32())
            .Select(group => (IReadOnlyList<Guid>)[.. Ids(group.GetProperty("members")).SelectMany(each => members[each])]).ToList();
        return new(Path.GetFileName(folder), Ids(answers.GetProperty("tids")), Ids(answers.GetProperty("mod-out")).ToHashSet(), votes, groups, answers);
    }

    private static List<Guid> Ids(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => Id(number.GetInt32()))];

    private static int Field(JsonElement vote, string name, string other) => (vote.TryGetProperty(name, out var value) ? value : vote.GetProperty(other)).GetInt32();
}

/// <summary>Runs where ENGAGE_SAMPLE_DATA names a folder with real deliberations, which are not ours to give away.</summary>
public sealed class PolisReferenceFact : FactAttribute
{
    public PolisReferenceFact()
    {
        if (PolisReference.Folder is null) Skip = "Set ENGAGE_SAMPLE_DATA to a folder that holds polis/reference.";
    }
}
