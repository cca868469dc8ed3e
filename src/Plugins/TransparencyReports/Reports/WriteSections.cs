namespace Engage.Plugins.TransparencyReports;

/// <summary>All sections of a report, in their order.</summary>
/// <param name="Report">The report's name.</param>
/// <param name="Sections">The sections, at most 30, with 60 figures at most in all.</param>
public sealed record WriteSectionsInput(string Report, IReadOnlyList<SectionInput> Sections);

/// <summary>A section of a report.</summary>
/// <param name="Heading">Its heading, 1 to 200 characters.</param>
/// <param name="Text">Its text, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Figures">Its figures, at most 20.</param>
/// <param name="Id">The section that it was before; left out for a new one.</param>
public sealed record SectionInput(string Heading, string Text, IReadOnlyList<SectionFigureInput> Figures, Guid? Id = null);

/// <summary>A figure of a section.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="Until">The last day of the period, at most ten years after the first.</param>
/// <param name="Chart">How it is drawn.</param>
/// <param name="Id">The figure that it was before, in whichever section; left out for a new one.</param>
public sealed record SectionFigureInput(string Metric, DateOnly From, DateOnly Until, FigureChart Chart = FigureChart.Bars, Guid? Id = null);

public static class WriteSections
{
    internal const int MostSections = 30;
    internal const int MostFiguresOfASection = 20;
    internal const int MostFigures = 60;
    private const int Years = 10;

    /// <summary>Writes the sections of the next edition, in place of those before. What was published is not touched.</summary>
    [Requires(ReportPermissions.Write)]
    public static async Task<TransparencyReport> Handle(WriteSectionsInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        MustBeFew(input.Sections);
        var metrics = await session.LoadManyAsync<Metric>(stop, [.. input.Sections.SelectMany(section => section.Figures).Select(figure => Metric.IdOf(figure.Metric)).Distinct()]);
        return await session.ChangeReport(
            input.Report, report => [Decide(report, input, metrics.ToDictionary(metric => metric.Name), () => StreamId.New(clock), actor.Author())], stop);
    }

    /// <param name="metrics">The metrics by their names, as far as there are any.</param>
    /// <param name="newId">Makes ids for what is new.</param>
    public static SectionsWritten Decide(TransparencyReport report, WriteSectionsInput input, IReadOnlyDictionary<string, Metric> metrics, Func<Guid> newId, ActorId by)
    {
        MustBeFew(input.Sections);
        var there = report.Sections.SelectMany(section => section.Figures).ToDictionary(figure => figure.Id);
        var sections = input.Sections.Select(section => new SectionText(
            Known(section.Id, report.Sections.Any(each => each.Id == section.Id), "section") ?? newId(), Text.Checked(section.Heading, nameof(section.Heading), 200),
            Text.Checked(section.Text, nameof(section.Text), 20_000), [.. section.Figures.Select(Figure)])).ToList();
        foreach (var ids in new[] { sections.ConvertAll(section => section.Id), [.. sections.SelectMany(section => section.Figures).Select(figure => figure.Id)] })
            if (ids.Distinct().Count() != ids.Count) throw new Refusal("transparency-reports.section-twice", "A section or a figure stands in a report once.", nameof(input.Sections));
        return new(sections, by);

        FigureRequest Figure(SectionFigureInput figure)
        {
            Known(figure.Id, figure.Id is { } id && there.ContainsKey(id), "figure");
            var metric = metrics.GetValueOrDefault(figure.Metric)
                ?? throw new Refusal("transparency-reports.no-such-metric", "A figure names a metric that there is not. Define it, or name another one.", nameof(input.Sections));
            // What stands in the report already stays correctable.
            if (metric.RetiredFor is not null && !(figure.Id is { } known && there[known].Metric == figure.Metric))
                throw new Refusal("transparency-reports.metric-retired", $"The metric {metric.Name} was retired. Name another one.", nameof(input.Sections));
            if (figure.From > figure.Until || figure.From.Year is < 1900 or > 2200 || figure.Until >= figure.From.AddYears(Years))
                throw new Refusal("transparency-reports.period", $"A period begins before it ends, after 1899, and takes {Years} years at most.", nameof(input.Sections));
            return new(figure.Id ?? newId(), metric.Name, figure.From, figure.Until, figure.Chart);
        }

        Guid? Known(Guid? id, bool isThere, string what) => id is null || isThere ? id : throw Refusal.NotFound(what, nameof(input.Sections));
    }

    private static void MustBeFew(IReadOnlyList<SectionInput> sections)
    {
        if (sections.Count > MostSections) throw TooMany($"A report has {MostSections} sections at most.");
        if (sections.Any(section => section.Figures.Count > MostFiguresOfASection)) throw TooMany($"A section has {MostFiguresOfASection} figures at most.");
        if (sections.Sum(section => section.Figures.Count) > MostFigures) throw TooMany($"A report has {MostFigures} figures at most.");

        static Refusal TooMany(string message) => new("transparency-reports.too-many-sections", message, nameof(WriteSectionsInput.Sections));
    }
}
