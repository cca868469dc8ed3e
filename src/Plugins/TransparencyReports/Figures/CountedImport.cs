namespace Engage.Plugins.TransparencyReports;

/// <summary>A file whose records count.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="File">The file's name.</param>
/// <param name="FileDigest">SHA-256 of the file, in lower case hexadecimal digits: whoever has the file can check that it is this one.</param>
/// <param name="MappingDigest">SHA-256 of the mapping file that it was read by.</param>
/// <param name="Counts">How many rows and records; null where the dataset is protected, since figures that are withheld could be found with them.</param>
public sealed record CountedImport(
    [property: Unpublished] Guid Id, string Dataset, string File, string FileDigest, string MappingDigest, ImportCounts? Counts)
{
    /// <summary>The imports of some datasets that counted at a number of the log, in the order in which they came to.</summary>
    internal static async Task<IReadOnlyList<CountedImport>> At(
        IQuerySession session, IReadOnlyCollection<string> datasets, long sequence, CancellationToken stop)
    {
        var counted = await At(session, datasets.Select(dataset => (dataset, sequence)), stop);
        return [.. datasets.SelectMany(dataset => counted[(dataset, sequence)])];
    }

    /// <summary>The same of several numbers of the log at once: what happened to a dataset holds all its mappings, and is read once.</summary>
    internal static async Task<IReadOnlyDictionary<(string Dataset, long Sequence), IReadOnlyList<CountedImport>>> At(
        IQuerySession session, IEnumerable<(string Dataset, long Sequence)> asked, CancellationToken stop)
    {
        var counted = new Dictionary<(string, long), IReadOnlyList<CountedImport>>();
        foreach (var (name, sequences) in asked.Distinct().GroupBy(each => each.Dataset, each => each.Sequence).Select(each => (each.Key, each.ToList())))
        {
            var events = await session.Events.FetchStreamAsync(TransparencyReports.Dataset.IdOf(name), token: stop);
            // What was open then and is protected now is protected.
            var isOpen = At(events, long.MaxValue)?.Access is DatasetAccess.Open;
            foreach (var sequence in sequences)
                counted[(name, sequence)] = [.. (At(events, sequence)?.Counting() ?? []).Select(import => new CountedImport(
                    import.Id, name, import.File, import.FileDigest, import.MappingDigest,
                    isOpen ? new(import.Rows, import.Added, import.Corrected, import.Unchanged, import.Repeated, import.Rejected, import.LeftOut) : null))];
        }
        return counted;
    }

    private static Dataset? At(IReadOnlyList<IEvent> events, long sequence) =>
        events.Where(each => each.Sequence <= sequence).Aggregate((Dataset?)null, (before, each) => TransparencyReports.Dataset.Evolve(before, each.StreamId, each.Data));
}
