namespace Engage.Plugins.TransparencyReports;

/// <summary>A file whose records count.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="File">The file's name.</param>
/// <param name="FileDigest">SHA-256 of the file, in lower case hexadecimal digits: whoever has the file can check that it is this one.</param>
/// <param name="MappingDigest">SHA-256 of the mapping file that it was read by.</param>
/// <param name="Rows">How many rows the file has.</param>
/// <param name="Added">How many records are new.</param>
/// <param name="Corrected">How many records it says something else of than the files before.</param>
/// <param name="Unchanged">How many records were there as they are.</param>
/// <param name="Rejected">How many rows did not become records.</param>
public sealed record CountedImport(
    [property: Unpublished] Guid Id, string Dataset, string File, string FileDigest, string MappingDigest, int Rows, int Added, int Corrected, int Unchanged, int Rejected)
{
    /// <summary>The imports of some datasets that counted at a number of the log, in the order in which they came to.</summary>
    internal static async Task<IReadOnlyList<CountedImport>> At(IQuerySession session, IEnumerable<string> datasets, long sequence, CancellationToken stop)
    {
        var counted = new List<CountedImport>();
        foreach (var name in datasets)
        {
            var events = await session.Events.FetchStreamAsync(TransparencyReports.Dataset.IdOf(name), token: stop);
            var dataset = events.Where(each => each.Sequence <= sequence).Aggregate((Dataset?)null, (before, each) => TransparencyReports.Dataset.Evolve(before, each.StreamId, each.Data));
            counted.AddRange((dataset?.Counting() ?? []).Select(import => new CountedImport(
                import.Id, name, import.File, import.FileDigest, import.MappingDigest, import.Rows, import.Added, import.Corrected, import.Unchanged, import.Rejected)));
        }
        return counted;
    }
}
