namespace Engage.Plugins.TransparencyReports;

/// <summary>An edition that was compiled again, from the same events and by the same definitions.</summary>
/// <param name="Digest">SHA-256 of what came out, in lower case hexadecimal digits; null where it could not be compiled again.</param>
/// <param name="Matches">Whether it is byte for byte what was published; null where it could not be compiled again, which says nothing against it.</param>
/// <param name="Sequence">The number in the log up to which events counted.</param>
/// <param name="At">When it was compiled again: who asks within the hour after that is told the same.</param>
/// <param name="Obstacle">Why it could not be compiled again; null where it was.</param>
public sealed record EditionReproduction(string? Digest, bool? Matches, long Sequence, DateTimeOffset At, string? Obstacle = null)
{
    /// <summary>Compiles it again from the log, by the versions of its metrics as the log has them.</summary>
    internal static async Task<EditionReproduction> Of(ReportEdition edition, ILog log, IQuerySession session, DateTimeOffset now, CancellationToken stop)
    {
        var report = (await session.LoadAsync<TransparencyReport>(edition.ReportId, stop))!.Name;
        var metrics = (await session.LoadManyAsync<Metric>(stop, [.. edition.Figures.Select(figure => Metric.IdOf(figure.Metric)).Distinct()])).ToDictionary(metric => metric.Name);
        var plan = new EditionPlan(
            edition.Id, edition.Sequence, [.. edition.Figures.Select(figure => new PlannedFigure(
                new(figure.Id, figure.Metric, figure.From, figure.Until, figure.Chart), figure.Title, figure.MetricVersion,
                metrics[figure.Metric].Versions.Single(version => version.Version == figure.MetricVersion).Definition))], edition.Salt);
        var json = EditionJson.Of(EditionContent.Of(edition, report) with { Figures = await Compiling.Compile(plan, log, session, stop) });
        var digest = EditionJson.Digest(json);
        return new(digest, digest == edition.Digest && json.AsSpan().SequenceEqual(EditionJson.Of(EditionContent.Of(edition, report))), edition.Sequence, now);
    }

    // What another method withholds is other bytes, and would look as if the log had been altered.
    internal static EditionReproduction ByAnotherMethod(ReportEdition edition, DateTimeOffset now) => new(
        null, null, edition.Sequence, now,
        $"It was compiled by method {edition.Method} of withholding and rounding, and this host compiles by method {Compiling.Method}. " +
        "Ask a host of a release that has that method.");
}
