namespace Engage.Plugins.TransparencyReports;

/// <summary>What an edition is compiled of.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Sequence">The number in the log up to which events count.</param>
/// <param name="Figures">What is asked for.</param>
/// <param name="Salt">Keeps commitments from being guessed: 32 random bytes of the edition.</param>
internal sealed record EditionPlan(Guid EditionId, long Sequence, IReadOnlyList<PlannedFigure> Figures, byte[] Salt);

/// <summary>A figure that is to be compiled, with the version of its metric.</summary>
internal sealed record PlannedFigure(FigureRequest Request, AgencyText Title, int MetricVersion, MetricDefinition Definition);

internal static class Compiling
{
    /// <summary>
    /// The version of the method by which counts are withheld and rounded. Raise it with every change by which another number of the same records is told,
    /// or older editions look as if they had been altered.
    /// </summary>
    public const int Method = 1;

    /// <summary>The longest period of a figure, in years.</summary>
    public const int Longest = 10;

    /// <summary>The figures of an edition as they may be published. The same plan gives the same figures, whenever and wherever it is compiled.</summary>
    public static async Task<IReadOnlyList<ReportFigure>> Compile(EditionPlan plan, ILog log, IQuerySession session, CancellationToken stop)
    {
        foreach (var figure in plan.Figures) Check(figure.Request);
        var earlier = await EarlierEditions.PublishedUpTo(plan.Sequence, log, session, stop);
        var (counted, divisors) = (new Dictionary<(string, DatasetTable), IReadOnlyList<IReadOnlyList<CountedRow>>>(), new Dictionary<string, Denominators>());
        foreach (var name in plan.Figures.SelectMany(figure => new[] { figure.Definition.Dataset, figure.Definition.Denominator?.Dataset }).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            var history = await DatasetHistory.Of(name, plan.Sequence, session, stop);
            var tables = plan.Figures.Where(figure => figure.Definition.Dataset == name).GroupBy(figure => figure.Definition.Table).ToDictionary(
                figures => figures.Key, figures => history.Tabulating(figures.Key, [.. figures], earlier));
            if (plan.Figures.Any(figure => figure.Definition.Denominator?.Dataset == name)) divisors[name] = new(history.At(plan.Sequence)!);
            await Read(history.Streams(tables.Values.SelectMany(table => table.Records.Views)), plan.Sequence, tables, divisors.GetValueOrDefault(name), log, stop);
            foreach (var (table, tabulating) in tables)
            {
                if (tabulating.Records.Count == 0 && !history.At(plan.Sequence)!.Maps(table))
                    throw new Refusal("transparency-reports.no-table", $"The dataset {name} has no records of the table {table}. Import some, or correct the metric.");
                counted[(name, table)] = tabulating.Rows(plan.Salt, stop);
            }
        }
        return [.. plan.Figures.Select(figure =>
        {
            var of = (figure.Definition.Dataset, figure.Definition.Table);
            var place = plan.Figures.Where(each => (each.Definition.Dataset, each.Definition.Table) == of).ToList().IndexOf(figure);
            var divisor = figure.Definition.Denominator?.Dataset is { } name ? divisors[name] : null;
            return Measuring.Of(figure, plan.EditionId, [.. counted[of][place].Select(row => Tallied(figure, row, divisor))]);
        })];
    }

    /// <summary>Refuses a period that is no period.</summary>
    public static void Check(FigureRequest request)
    {
        if (request.Until < request.From) throw new Refusal("transparency-reports.period", "The last day of a period is not before its first. Exchange them.", "until");
        if (request.Until >= request.From.AddYears(Longest)) throw new Refusal("transparency-reports.period", $"A period has at most {Longest} years. Take a shorter one.", "until");
    }

    private static async Task Read(
        IReadOnlyCollection<Guid> imports, long until, Dictionary<DatasetTable, Tabulating> tables, Denominators? denominators, ILog log, CancellationToken stop)
    {
        await foreach (var each in log.Read(imports, 0, until, stop)) Take(each, tables, denominators);
    }

    private static void Take(in StoredEvent happened, Dictionary<DatasetTable, Tabulating> tables, Denominators? denominators)
    {
        if (!RecordEvent.TryRead(happened, out var table, out var key, out var values)) return;
        var again = values;
        if (tables.TryGetValue(table, out var tabulating)) tabulating.Records.Add(happened, key, ref values);
        if (table is DatasetTable.Denominators) denominators?.Add(happened, key, ref again);
    }

    private static TalliedRow Tallied(PlannedFigure figure, CountedRow row, Denominators? denominators)
    {
        var of = row.Whole is { } whole ? Rounded(whole) : denominators?.Of(figure.Definition.Denominator!.Of!, row.Group, figure.Request.From, figure.Request.Until);
        return new(row.Group, row.Told ? Rounded(row.Count) : 0, row.Told, of, row.Whole is null || row.WholeTold, row.Told ? row.Waits : [], row.Commitment);

        long Rounded(long count) => figure.Definition.Rounding > 1 ? Suppression.Rounded(count, figure.Definition.Rounding) : count;
    }
}
