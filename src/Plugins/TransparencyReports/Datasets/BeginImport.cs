namespace Engage.Plugins.TransparencyReports;

/// <summary>What an import is going to do.</summary>
internal sealed record ImportPlan(Guid ImportId, MappingFile Mapping, DataFile File, DatasetSurvey Survey);

internal static class BeginImport
{
    /// <summary>What happens to the dataset before the first record is written; nothing where the file says nothing new and the mapping is the one it was.</summary>
    public static IEnumerable<object> Decide(Dataset? dataset, ImportPlan plan, DateTimeOffset now)
    {
        var (mapping, survey) = (plan.Mapping.Mapping, plan.Survey);
        var described = mapping.Dataset;
        if (survey.Changes == 0 && dataset is null)
            throw new Refusal("transparency-reports.nothing-imported", $"Not one of the {survey.Rows} rows of the file became a record, {survey.FirstRejected}. Mend the file or the mapping. Nothing was imported.");
        if (dataset is not null) MustTellApartAsBefore(dataset, mapping);
        if (dataset?.MappingDigest != plan.Mapping.Digest)
        {
            yield return new DatasetDescribed(
                described.Name, described.Title, described.Description, described.Language, described.Source, described.Licence, described.Access, plan.Mapping.Json, plan.Mapping.Digest);
        }
        if (survey.Changes == 0) yield break;
        // It broke off, or it goes on and is told when it wants to be complete.
        foreach (var before in dataset?.Imports.Where(import => import.State is ImportState.Begun) ?? []) yield return new ImportAbandoned(before.Id);
        yield return new ImportBegun(plan.ImportId, plan.File.Name, plan.File.Digest, plan.Mapping.Digest, now);
    }

    /// <summary>Where records are told apart by something else than before, each row of a file that is in already would come in once more.</summary>
    private static void MustTellApartAsBefore(Dataset dataset, DatasetMapping mapping)
    {
        if (!dataset.Counting().Any() || MappingFile.Stored(dataset.Mapping) is not { } before) return;
        foreach (var table in mapping.Tables)
        {
            if (before.Tables.FirstOrDefault(each => (each.Table, each.Part) == (table.Table, table.Part)) is not { } old || Identity(old) == Identity(table)) continue;
            throw new Refusal(
                "transparency-reports.dataset-key",
                $"This mapping tells the records of {CheckingMappings.Code(table.Table)} apart by other columns than the one before, so that they would be counted twice. Withdraw the imports that count, or give the dataset another name. Nothing was imported.");
        }
    }

    private static string Identity(MappedTable table) => table.Key is { } key
        ? $"key {string.Join('\t', key.Select(Cell.Normalised))}".ToUpperInvariant()
        : string.Join('\t', table.Fields.Where(field => Tables.Field(table.Table, field.Key)?.Kind is FieldKind.Day).Select(field => $"{field.Key} {field.Value.TimeZone} {string.Join(' ', field.Value.From)}")
            .Concat(table.Fields.Where(field => Tables.Field(table.Table, field.Key)?.Kind is not FieldKind.Day).SelectMany(field => field.Value.From).Select(Cell.Normalised).Distinct(StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)).ToUpperInvariant();
}
