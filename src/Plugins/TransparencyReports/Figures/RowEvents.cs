using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// The events of records behind one row, found by reading the log once more and looking at one record after the other: another way than the one by which figures are
/// counted, so that the commitment of the one checks the other.
/// </summary>
internal static class RowEvents
{
    public static async Task<IReadOnlyList<TracedEvent>> Of(ReportEdition edition, ReportFigure figure, FigureRow row, ILog log, IQuerySession session, CancellationToken stop)
    {
        var imports = await CountedImport.At(session, [figure.Definition.Dataset], edition.Sequence, stop);
        var counted = new Dictionary<Guid, TracedEvent>();
        await foreach (var happened in log.Read([.. imports.Select(import => import.Id)], 0, edition.Sequence, stop))
        {
            if (happened.Alias is not ("transparency-reports.record-added" or "transparency-reports.record-corrected")) continue;
            var record = JsonSerializer.Deserialize<RecordAdded>(happened.Data.Span, EditionJson.Definition)!;
            if (record.Table != figure.Definition.Table) continue;
            // What comes later under a key counts in place of what was there.
            if (IsBehind(record.Values, figure, row.Group)) counted[record.Key] = new(happened.Id, happened.Sequence);
            else counted.Remove(record.Key);
        }
        return [.. counted.Values.OrderBy(each => each.Sequence)];
    }

    /// <summary>What the commitment of a row is made with.</summary>
    public static byte[] Nonce(byte[] salt, Guid rowId) => HMACSHA256.HashData(salt, rowId.ToByteArray(bigEndian: true));

    /// <summary>What fixes the events without telling them.</summary>
    public static string Commitment(byte[] nonce, IReadOnlyList<TracedEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(nonce);
        foreach (var each in events) hash.AppendData(each.Id.ToByteArray(bigEndian: true));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whether a record is counted for a group of a figure; of a rate, above the line.</summary>
    internal static bool IsBehind(IReadOnlyDictionary<string, string> values, ReportFigure figure, IReadOnlyList<FigureGroup> group)
    {
        var definition = figure.Definition;
        return Day(definition.PeriodField) is { } day && day >= figure.From && day <= figure.Until
            && definition.Where.Concat(definition.Denominator?.Where ?? []).All(condition => condition.In.Contains(Code(condition.Field)) != condition.Not)
            && group.All(each => Code(each.Field) == each.Code || (each.Code == Tables.OtherValues && !HasRow(each.Field, Code(each.Field))))
            && definition.Measure switch
            {
                // What ended before it began was not timed.
                MetricMeasure.Duration => Day(definition.UntilField!) >= Day(definition.FromField!),
                MetricMeasure.Survival => Day(definition.FromField!) is { } from && !(Day(definition.UntilField!) < from),
                _ => true
            };

        bool HasRow(string field, string code) => figure.Rows.Any(row => row.Group is [var only] && only.Field == field && only.Code == code);

        string Code(string field) => values.GetValueOrDefault(field, Tables.NotRecorded);

        DateOnly? Day(string field) => values.TryGetValue(field, out var text) ? DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture) : null;
    }
}
