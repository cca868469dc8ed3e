using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Records as the log holds them, and what follows of them, counted in the plainest way: each figure for itself, each row for itself.</summary>
internal sealed class Counting(string mapping = "{}")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly List<(long Sequence, Guid Import, Guid EventId, object Record)> _records = [];
    private readonly List<(long Sequence, object Happened)> _dataset =
        [(1, new DatasetDescribed("stops", "Stops", "Made up.", null, "Nobody", "CC0-1.0", DatasetAccess.Protected, mapping, ""))];
    private long _sequence = 1;

    public long Sequence => _sequence;

    /// <summary>Imports records under keys; answers the import.</summary>
    public Guid Import(DateTimeOffset at, params (int Key, Dictionary<string, string> Values)[] records)
    {
        var import = new Guid(_dataset.Count, 0, 0, new byte[8]);
        _dataset.Add((++_sequence, new ImportBegun(import, "stops.csv", "", "", at)));
        foreach (var (key, values) in records)
        {
            var id = new Guid(key, 1, 1, new byte[8]);
            object record = _records.Any(each => KeyOf(each.Record) == id) ? new RecordCorrected(DatasetTable.Stops, id, values) : new RecordAdded(DatasetTable.Stops, id, values);
            _records.Add((++_sequence, import, StreamId.Of("event", $"{_sequence}"), record));
        }
        _dataset.Add((++_sequence, new ImportCompleted(import, records.Length, 0, 0, 0, 0, at)));
        return import;
    }

    public void Withdraw(Guid import) => _dataset.Add((++_sequence, new ImportWithdrawn(import, "Wrong file.")));

    public DatasetAt At(long sequence) => DatasetAt.Of(Dataset.IdOf("stops"), _dataset, sequence)!;

    /// <summary>What the machinery says.</summary>
    public IReadOnlyList<IReadOnlyList<CountedRow>> Tabulated(IReadOnlyList<CountedFigure> figures, IReadOnlyList<long> views, byte[] salt)
    {
        var tabulating = new Tabulating(DatasetTable.Stops, figures, [.. views.Select(At)]);
        foreach (var (sequence, import, id, record) in _records)
        {
            var stored = new StoredEvent(id, sequence, import, record is RecordAdded ? RecordEvent.Added : RecordEvent.Corrected, JsonSerializer.SerializeToUtf8Bytes(record, Json));
            RecordEvent.TryRead(stored, out var table, out var key, out var values).ShouldBeTrue();
            (table, key).ShouldBe((DatasetTable.Stops, KeyOf(record)));
            tabulating.Records.Add(stored, key, ref values);
        }
        return tabulating.Rows(salt);
    }

    /// <summary>The records that count at a number of the log.</summary>
    public List<(Guid EventId, IReadOnlyDictionary<string, string> Values)> Records(long sequence)
    {
        var imports = At(sequence).Dataset.Counting().Select(import => import.Id).ToList();
        return [.. _records.Where(each => imports.Contains(each.Import)).GroupBy(each => KeyOf(each.Record)).Select(same => same.MaxBy(each => each.Sequence)).OrderBy(each => each.Sequence)
            .Select(each => (each.EventId, ValuesOf(each.Record)))];
    }

    /// <summary>The rows as anybody would count them.</summary>
    public List<(string Group, long Count, long? Whole, string Waits, string Commitment)> Rows(CountedFigure figure, long sequence, byte[] salt)
    {
        var (metric, all) = (figure.Definition, Records(sequence));
        var codes = metric.GroupBy.Select(field => all.Select(record => Code(record.Values, field)).Append(Tables.NotRecorded).Distinct()
            .OrderBy(code => code == Tables.NotRecorded).ThenBy(code => code == Tables.OtherValues)
            .ThenBy(code => Tables.Field(DatasetTable.Stops, field)!.Codes!.ToList().IndexOf(code)).ToList()).ToList();
        List<List<FigureGroup>> rows = [[]];
        for (var i = 0; i < codes.Count; i++) rows.AddRange(codes[i].Select(code => new List<FigureGroup> { new(metric.GroupBy[i], code) }));
        if (codes.Count == 2) rows.AddRange(codes[0].SelectMany(one => codes[1].Select(other => new List<FigureGroup> { new(metric.GroupBy[0], one), new(metric.GroupBy[1], other) })));
        // What fewer than five have, and no mapping names.
        string Code(IReadOnlyDictionary<string, string> values, string field) => !values.TryGetValue(field, out var code) ? Tables.NotRecorded
            : all.Count(record => record.Values.GetValueOrDefault(field) == code) < 5 ? Tables.OtherValues : code;

        return [.. rows.Select(row =>
        {
            var inPeriod = all.Where(record => record.Values.TryGetValue(metric.PeriodField, out var day) && DateOnly.Parse(day) >= figure.From && DateOnly.Parse(day) <= figure.Until
                && row.All(group => Code(record.Values, group.Field) == group.Code)).ToList();
            var whole = inPeriod.Where(record => Meets(record.Values, metric.Denominator?.Where ?? [])).ToList();
            var counted = whole.Where(record => Meets(record.Values, metric.Where) && (metric.Measure is not (MetricMeasure.Duration or MetricMeasure.Survival) || Wait(record.Values, metric, sequence) is not null)).ToList();
            var nonce = HMACSHA256.HashData(salt, FigureRow.IdOf(figure.Id, row).ToByteArray(bigEndian: true));
            var commitment = Convert.ToHexStringLower(SHA256.HashData([.. nonce, .. counted.SelectMany(record => record.EventId.ToByteArray(bigEndian: true))]));
            var waits = metric.FromField is null ? "" : Written(counted.Select(record => Wait(record.Values, metric, sequence)!.Value));
            return (Written(row), (long)counted.Count, metric.Denominator?.Where is null ? (long?)null : whole.Count, waits, commitment);
        })];
    }

    public static string Written(IEnumerable<FigureGroup> group) => string.Join(' ', group.Select(each => $"{each.Field}={each.Code}"));

    public static string Written(IEnumerable<Wait> waits) => string.Join(' ', waits.Select(wait => $"{wait.Days}{(wait.Ended ? "" : "+")}"));

    private Wait? Wait(IReadOnlyDictionary<string, string> values, MetricDefinition metric, long sequence)
    {
        if (!values.TryGetValue(metric.FromField!, out var from)) return null;
        if (values.TryGetValue(metric.UntilField!, out var until)) return DateOnly.Parse(until).DayNumber - DateOnly.Parse(from).DayNumber is var days && days < 0 ? null : new(days, true);
        return metric.Measure is MetricMeasure.Survival ? new(Math.Max(0, LastDay(metric, sequence) - DateOnly.Parse(from).DayNumber), false) : null;
    }

    private int LastDay(MetricDefinition metric, long sequence) => Records(sequence)
        .SelectMany(record => new[] { record.Values.GetValueOrDefault(metric.FromField!), record.Values.GetValueOrDefault(metric.UntilField!) }).OfType<string>()
        .Select(day => DateOnly.Parse(day).DayNumber).Where(day => day <= At(sequence).ImportedOn).DefaultIfEmpty().Max();

    private static bool Meets(IReadOnlyDictionary<string, string> values, IReadOnlyList<RecordCondition> conditions) =>
        conditions.All(condition => condition.In.Contains(values.GetValueOrDefault(condition.Field, Tables.NotRecorded)) != condition.Not);

    private static Guid KeyOf(object record) => record is RecordAdded added ? added.Key : ((RecordCorrected)record).Key;

    private static IReadOnlyDictionary<string, string> ValuesOf(object record) => record is RecordAdded added ? added.Values : ((RecordCorrected)record).Values;
}
