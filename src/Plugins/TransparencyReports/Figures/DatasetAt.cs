using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A dataset as it was at a number of the log, whatever became of it since.</summary>
internal sealed record DatasetAt(long Sequence, Dataset Dataset)
{
    /// <summary>The imports whose records count.</summary>
    public IReadOnlySet<Guid> Imports { get; } = Dataset.Counting().Select(import => import.Id).ToHashSet();

    /// <summary>The day of the newest file.</summary>
    public int ImportedOn { get; } = Dataset.Counting().Select(import => DateOnly.FromDateTime(import.CompletedAt!.Value.UtcDateTime).DayNumber).DefaultIfEmpty().Max();

    /// <summary>Folds the events of a dataset up to a number; null where there was no dataset yet.</summary>
    public static DatasetAt? Of(Guid id, IEnumerable<(long Sequence, object Happened)> events, long sequence) =>
        events.TakeWhile(each => each.Sequence <= sequence).Aggregate((Dataset?)null, (dataset, each) => Dataset.Evolve(dataset, id, each.Happened)) is { } then
            ? new(sequence, then)
            : null;

    /// <summary>Whether the mapping makes records of a table.</summary>
    public bool Maps(DatasetTable table) => Mapped(table).Any();

    /// <summary>The codes that the mapping can make in a field, whether or not a record has them.</summary>
    public IEnumerable<string> Codes(DatasetTable table, string field)
    {
        foreach (var mapped in Mapped(table))
        {
            if (Find(mapped, "fields") is not { ValueKind: JsonValueKind.Object } fields || Find(fields, field) is not { ValueKind: JsonValueKind.Object } how) continue;
            if (Find(how, "values") is { ValueKind: JsonValueKind.Object } values)
                foreach (var value in values.EnumerateObject().Where(value => value.Value.ValueKind is JsonValueKind.String)) yield return value.Value.GetString()!;
            else if (Tables.Field(table, field)?.Kind is FieldKind.Flag)
                foreach (var code in Tables.Field(table, field)!.Codes!) yield return code;
            foreach (var name in new[] { "blank", "value" })
                if (Find(how, name) is { ValueKind: JsonValueKind.String } code && (name == "blank" || Find(how, "values") is null)) yield return code.GetString()!;
        }
    }

    /// <summary>Whether the mapping keeps the agency's own words in a field, which may be any.</summary>
    public bool KeepsWords(DatasetTable table, string field) => Mapped(table).Any(mapped =>
        Find(mapped, "fields") is { ValueKind: JsonValueKind.Object } fields && Find(fields, field) is { ValueKind: JsonValueKind.Object } how
        && Find(how, "asIs") is { ValueKind: JsonValueKind.True });

    private IEnumerable<JsonElement> Mapped(DatasetTable table)
    {
        using var mapping = JsonDocument.Parse(Dataset.Mapping);
        if (Find(mapping.RootElement, "tables") is not { ValueKind: JsonValueKind.Array } tables) return [];
        return [.. tables.EnumerateArray().Where(each => Find(each, "table")?.GetString()?.Replace("_", "").Equals(table.ToString(), StringComparison.OrdinalIgnoreCase) is true).Select(each => each.Clone())];
    }

    private static JsonElement? Find(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        return null;
    }
}
