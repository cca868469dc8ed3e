using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// The records of a table of a dataset, in the order of the log: 48 bytes each, and what they say once for all that say the same. An index of 8 bytes a record
/// finds out which were corrected.
/// </summary>
/// <param name="columns">What has to be known of a record.</param>
/// <param name="views">The dataset as it was at those numbers of the log whose figures are compared.</param>
internal sealed class RecordTable(RecordColumns columns, IReadOnlyList<DatasetAt> views)
{
    private const int Chunk = 1 << 14;
    private readonly List<Record[]> _records = [];
    private readonly List<int[]> _timed = [];
    private readonly Dictionary<Guid, ViewSet> _imports = [];
    private readonly ViewSets _sets = new(views.Count);

    public RecordColumns Columns => columns;

    public IReadOnlyList<DatasetAt> Views => views;

    /// <summary>How many events there are, those that were corrected among them.</summary>
    public int Count { get; private set; }

    /// <summary>Takes in the next event of a record.</summary>
    public void Add(in StoredEvent happened, Guid key, ref Utf8JsonReader values)
    {
        if (!_imports.TryGetValue(happened.StreamId, out var set))
        {
            var import = happened.StreamId;
            _imports[import] = set = _sets.Of([.. views.Select(view => view.Imports.Contains(import))]);
        }
        if (set.IsEmpty) return;
        var place = Count % Chunk;
        if (place == 0)
        {
            _records.Add(new Record[Chunk]);
            _timed.Add(new int[Chunk * columns.Timed]);
        }
        var profile = columns.Read(ref values, _timed[^1].AsSpan(place * columns.Timed, columns.Timed));
        _records[^1][place] = new(key, happened.Id, profile, set);
        Count++;
    }

    /// <summary>The places of the events that say of one record this in some views and that in others, in the order of the log.</summary>
    public IReadOnlyList<int[]> Corrected { get; private set; } = [];

    /// <summary>Takes each record out of the views in which a later event under its key counts.</summary>
    public void Correct()
    {
        var size = 1 << (33 - int.LeadingZeroCount(Math.Max(Count, 1)));
        var (newest, before) = (new int[size], new Dictionary<int, int>());
        for (var i = 0; i < Count; i++)
        {
            ref var record = ref At(i);
            var at = record.Key.GetHashCode() & (size - 1);
            while (newest[at] != 0 && At(newest[at] - 1).Key != record.Key) at = (at + 1) & (size - 1);
            if (newest[at] != 0) before[i] = newest[at] - 1;
            newest[at] = i + 1;
        }
        if (before.Count == 0) return;
        var corrected = new List<int[]>();
        foreach (var last in newest)
        {
            if (last == 0 || !before.TryGetValue(last - 1, out var older)) continue;
            var (counted, same) = (At(last - 1).Set, new List<int> { last - 1 });
            do
            {
                ref var record = ref At(older);
                (record.Set, counted) = (_sets.Without(record.Set, counted), _sets.Union(record.Set, counted));
                if (!record.Set.IsEmpty) same.Add(older);
            }
            while (before.TryGetValue(older, out older));
            if (same.Count > 1) corrected.Add([.. same.Order()]);
        }
        Corrected = [.. corrected.OrderBy(same => same[0])];
    }

    public ref Record At(int place) => ref _records[place / Chunk][place % Chunk];

    /// <summary>What is timed of a record.</summary>
    public int Timed(int place, int by) => _timed[place / Chunk][place % Chunk * columns.Timed + by];

    /// <summary>
    /// The day up to which what has not ended is known to have waited: the last one that a record names which counts, and not the one on which somebody imported
    /// the file. A day behind that of the newest file is a slip of the pen.
    /// </summary>
    public int LastDay(int view, int by)
    {
        var last = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!At(i).Set.Views[view]) continue;
            var (later, earlier) = (Timed(i, by + 1), Timed(i, by + 1) - Math.Abs(Timed(i, by)));
            if ((later <= views[view].ImportedOn ? later : earlier) is var day && day > last && day <= views[view].ImportedOn) last = day;
        }
        return last;
    }

    internal struct Record(Guid key, Guid eventId, int profile, ViewSet set)
    {
        public readonly Guid Key = key;
        public readonly Guid EventId = eventId;
        public readonly int Profile = profile;
        public ViewSet Set = set;
    }
}

/// <summary>In which views something counts.</summary>
internal sealed record ViewSet(int Number, bool[] Views)
{
    public bool IsEmpty { get; } = !Views.Contains(true);
}

/// <summary>Keeps one of each.</summary>
internal sealed class ViewSets(int views)
{
    private readonly Dictionary<string, ViewSet> _known = [];

    public ViewSet Of(bool[] set)
    {
        var key = string.Create(views, set, static (text, from) => { for (var i = 0; i < text.Length; i++) text[i] = from[i] ? '1' : '0'; });
        return _known.TryGetValue(key, out var known) ? known : _known[key] = new(_known.Count, set);
    }

    public ViewSet Union(ViewSet one, ViewSet other) => one == other ? one : Of([.. one.Views.Zip(other.Views, (a, b) => a || b)]);

    public ViewSet Without(ViewSet one, ViewSet other) => Of([.. one.Views.Zip(other.Views, (a, b) => a && !b)]);
}
