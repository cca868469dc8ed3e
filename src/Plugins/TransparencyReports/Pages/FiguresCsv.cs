using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The figures of an edition as a table of RFC 4180, a row for each row of each figure. The same edition is the same bytes for ever.</summary>
internal static class FiguresCsv
{
    private static readonly CsvConfiguration Rfc4180 = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    public static readonly IReadOnlyList<CsvColumn> Columns =
    [
        new("figure", "string", "The figure's id, the same in every edition.", (figure, _) => figure.Id.ToString()),
        new("row", "string", "The row's id, the same in every edition.", (_, row) => row.Id.ToString()),
        new("title", "string", "What the figure is called, in the language that it was written in." + FormulaNote, (figure, _) => Guarded(figure.Title.Text)),
        new("metric", "string", "The metric's name.", (figure, _) => figure.Metric),
        new("version", "integer", "The version of the metric's definition.", (figure, _) => Whole(figure.MetricVersion)),
        new("measure", "string", "COUNT, RATE, DURATION, SURVIVAL or DISPARITY.", (figure, _) => figure.Definition.Measure.ToString().ToUpperInvariant()),
        new("from", "date", "The first day of the period.", (figure, _) => Day(figure.From)),
        new("until", "date", "The last day of the period.", (figure, _) => Day(figure.Until)),
        new("field1", "string", "The first field whose value makes the group; missing for the total.", (_, row) => row.Group.ElementAtOrDefault(0)?.Field),
        new("group1", "string", "The value of the first field." + FormulaNote, (_, row) => Guarded(row.Group.ElementAtOrDefault(0)?.Code)),
        new("field2", "string", "The second field whose value makes the group, where there is one.", (_, row) => row.Group.ElementAtOrDefault(1)?.Field),
        new("group2", "string", "The value of the second field." + FormulaNote, (_, row) => Guarded(row.Group.ElementAtOrDefault(1)?.Code)),
        new("count", "integer", "How many records: what a rate divides, how many durations there are, how many wait or waited.", (_, row) => row.Count is { } count ? Whole(count) : null),
        new("of", "number", "What a rate is divided by.", (_, row) => Number(row.Of)),
        new("value", "number", "The count, the rate for so many as the column per says, the median in days, or how many times the rate of the group that is compared with.", (_, row) => Number(row.Value)),
        new("low", "number", "The lower end of the 95 % interval of a rate or a disparity.", (_, row) => Number(row.Low)),
        new("high", "number", "The upper end of the 95 % interval of a rate or a disparity.", (_, row) => Number(row.High)),
        new("percentile90", "number", "The 90th percentile of a duration, in days.", (_, row) => Number(row.Percentile90)),
        new("per", "integer", "For how many a rate is.", (figure, _) => Whole(figure.Definition.Per)),
        new("suppression", "string", "Why there is no number: WITHHELD (it is small, or a small one could be found by subtraction) or NO_DENOMINATOR; missing where there is one.", (_, row) => Code(row.Suppression)),
        new("commitment", "string", "SHA-256 that fixes, without telling them, which events are behind the row.", (_, row) => row.Commitment)
    ];

    private const string FormulaNote = " An apostrophe stands before a text that begins with =, +, -, @ or a tab, which spreadsheets would take for a formula; numbers are never changed.";

    public static string Of(ReportEdition edition)
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, Rfc4180))
        {
            foreach (var column in Columns) csv.WriteField(column.Name);
            csv.NextRecord();
            foreach (var figure in edition.Figures)
            {
                foreach (var row in figure.Rows)
                {
                    foreach (var column in Columns) csv.WriteField(column.Text(figure, row));
                    csv.NextRecord();
                }
            }
        }
        return text.ToString();
    }

    private static string? Guarded(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? "'" + text : text;

    private static string? Code(FigureSuppression? suppression) => suppression switch
    {
        FigureSuppression.Withheld => "WITHHELD",
        FigureSuppression.NoDenominator => "NO_DENOMINATOR",
        _ => null
    };

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A double in the shortest form that reads back as the same one; none of ours is large enough for an exponent, and a table of numbers may hold one.
    private static string? Number(double? number) => number?.ToString("R", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A column of the table, as the Data Package describes it.</summary>
internal sealed record CsvColumn(string Name, string Type, string Description, Func<ReportFigure, FigureRow, string?> Text);
