namespace Engage.Plugins.TransparencyReports;

/// <summary>An edition that was compiled again, from the same events and by the same definitions.</summary>
/// <param name="Digest">SHA-256 of what came out, in lower case hexadecimal digits.</param>
/// <param name="Matches">Whether it is byte for byte what was published.</param>
/// <param name="Sequence">The number in the log up to which events counted.</param>
public sealed record EditionReproduction(string Digest, bool Matches, long Sequence)
{
    /// <summary>Compiles it again from the log, by the versions of its metrics as the log has them.</summary>
    internal static async Task<EditionReproduction> Of(ReportEdition edition, string report, ILog log, IQuerySession session, CancellationToken stop)
    {
        var metrics = (await session.LoadManyAsync<Metric>(stop, [.. edition.Figures.Select(figure => Metric.IdOf(figure.Metric)).Distinct()])).ToDictionary(metric => metric.Name);
        var plan = new EditionPlan(
            edition.Id, edition.Sequence, [.. edition.Figures.Select(figure => new PlannedFigure(
                new(figure.Id, figure.Metric, figure.From, figure.Until, figure.Chart), figure.Title, figure.MetricVersion,
                metrics[figure.Metric].Versions.Single(version => version.Version == figure.MetricVersion).Definition))], edition.Salt);
        var json = EditionJson.Of(EditionContent.Of(edition, report) with { Figures = await Compiling.Compile(plan, log, session, stop) });
        var digest = EditionJson.Digest(json);
        return new(digest, digest == edition.Digest && json.AsSpan().SequenceEqual(EditionJson.Of(EditionContent.Of(edition, report))), edition.Sequence);
    }
}
