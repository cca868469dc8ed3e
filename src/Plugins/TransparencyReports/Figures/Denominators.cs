using System.Globalization;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Counts to divide by, of residents, officers or calls, as they were at a number of the log.</summary>
internal sealed class Denominators(DatasetAt dataset)
{
    private static readonly string[] About = [.. Tables.Fields(DatasetTable.Denominators).Select(field => field.Name).Except(["of", "from", "until", "count"])];

    private readonly Dictionary<Guid, Dictionary<string, string>> _rows = [];

    /// <summary>Takes in the next event of a denominator: it counts in place of what was under its key.</summary>
    public void Add(in StoredEvent happened, Guid key, ref Utf8JsonReader values)
    {
        if (!dataset.Imports.Contains(happened.StreamId)) return;
        var row = new Dictionary<string, string>();
        while (values.Read() && values.TokenType is JsonTokenType.PropertyName)
        {
            var field = values.GetString()!;
            values.Read();
            if (values.TokenType is JsonTokenType.String) row[field] = values.GetString()!;
        }
        _rows[key] = row;
    }

    /// <summary>
    /// What a group's count is divided by over a period; null where there is nothing, or not all of it. Rows with a last day happened: those count that lie within the
    /// period, and together they have to cover it. Rows without one hold from their day until the next row of the same people begins, and are averaged over the days of the period on which they hold.
    /// </summary>
    /// <param name="of">Of whom or what.</param>
    /// <param name="group">The group.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="until">The last day of the period.</param>
    public double? Of(string of, IReadOnlyList<FigureGroup> group, DateOnly from, DateOnly until)
    {
        // The same people may stand in it twice, as a total and by groups: the rows are taken that tell apart as little as possible besides what is asked for.
        var rows = _rows.Values.Where(row => row.GetValueOrDefault("of") == of)
            .GroupBy(row => string.Join(' ', About.Where(row.ContainsKey)))
            .Where(like => group.All(each => like.First().ContainsKey(each.Field)))
            .OrderBy(like => About.Count(like.First().ContainsKey)).ThenBy(like => like.Key, StringComparer.Ordinal)
            .FirstOrDefault()?
            .Where(row => group.All(each => row[each.Field] == each.Code)).ToList();
        if (rows is null) return null;
        var people = rows.GroupBy(row => string.Join('|', About.Select(field => row.GetValueOrDefault(field)))).OrderBy(same => same.Key, StringComparer.Ordinal)
            .ToLookup(same => same.Any(row => row.ContainsKey("until")), same => same.OrderBy(row => Day(row, "from")).ThenBy(row => row.GetValueOrDefault("until"), StringComparer.Ordinal).ToList());
        var (happened, held) = (people[true].Select(same => Sum(same, from, until)).ToList(), people[false].Select(same => Average(same, from, until)).OfType<double>().ToList());
        return happened.Count + held.Count == 0 || happened.Contains(null) ? null : happened.Sum() + held.Sum();
    }

    /// <summary>What happened over the period, where the rows within it cover each of its days once; else null: what happened on the other days is not known, and without it a rate would be too high.</summary>
    private static double? Sum(IEnumerable<Dictionary<string, string>> rows, DateOnly from, DateOnly until)
    {
        var (total, next) = (0.0, from);
        foreach (var row in rows.Where(row => row.ContainsKey("until") && Day(row, "from") >= from && Day(row, "until") <= until))
        {
            if (Day(row, "from") != next) return null;
            (total, next) = (total + Count(row), Day(row, "until").AddDays(1));
        }
        return next == until.AddDays(1) ? total : null;
    }

    private static double? Average(IReadOnlyList<Dictionary<string, string>> rows, DateOnly from, DateOnly until)
    {
        var (total, days) = (0.0, 0);
        foreach (var (i, row) in rows.Index())
        {
            var first = Math.Max(Day(row, "from").DayNumber, from.DayNumber);
            var last = Math.Min(i + 1 < rows.Count ? Day(rows[i + 1], "from").DayNumber - 1 : int.MaxValue, until.DayNumber);
            if (last < first) continue;
            total += (double)Count(row) * (last - first + 1);
            days += last - first + 1;
        }
        return days == 0 ? null : total / days;
    }

    private static DateOnly Day(Dictionary<string, string> row, string field) => DateOnly.ParseExact(row[field], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Count(Dictionary<string, string> row) => long.Parse(row["count"], CultureInfo.InvariantCulture);
}
