namespace Engage.Plugins.TransparencyReports;

internal static class DeclaredCodes
{
    /// <summary>The codes that the mapping of a dataset may put into a field, each once: what its values, its blank and its constant stand for.</summary>
    public static IReadOnlyList<string> Of(Dataset dataset, DatasetTable table, string field) => MappingFile.Stored(dataset.Mapping) is not { } mapping ? [] :
    [
        .. mapping.Tables.Where(each => each.Table == table).Select(each => each.Fields.GetValueOrDefault(field)).OfType<FieldMapping>()
            .SelectMany(each => Tables.Field(table, field) is { Kind: FieldKind.Flag, Codes: { } flags }
                ? flags
                : (each.Values?.Values ?? []).Append(each.Blank).Append(each.Value).OfType<string>())
            .Distinct(StringComparer.Ordinal)
    ];
}
