using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// What has to be known of a record to say where it counts, and no more: which codes it has in the fields that are asked for, between which ends of periods its
/// days lie, and whether what is timed has ended. Most records are alike in this, so that what is worked out once holds for thousands.
/// </summary>
internal sealed class RecordColumns
{
    private readonly Dictionary<byte[], (int Code, int Day)> _fields = new(Utf8.Comparer);
    private readonly List<CodeColumn> _codes = [];
    private readonly List<DayColumn> _periods = [];
    private readonly List<DaysBetween> _between = [];
    private readonly Dictionary<byte[], int> _numbers = new(Utf8.Comparer);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _numberOf;
    private readonly List<ushort[]> _profiles = [];
    private readonly ushort[] _profile;
    private readonly int[] _days;

    /// <param name="selections">What is counted.</param>
    /// <param name="grouping">The fields whose values make groups.</param>
    public RecordColumns(IReadOnlyList<Selection> selections, IEnumerable<string> grouping)
    {
        var (codes, days) = (new Dictionary<string, int>(), new List<string>());
        foreach (var field in grouping.Distinct()) Code(field, grouping: true);
        foreach (var condition in selections.SelectMany(each => each.Where)) _codes[Code(condition.Field, grouping: false)].Knows(condition.In);
        foreach (var period in selections.GroupBy(each => each.PeriodField))
            _periods.Add(new(period.Key, Day(period.Key), [.. period.SelectMany(each => new[] { each.From.DayNumber, each.Until.DayNumber + 1 }).Distinct().Order()]));
        _between.AddRange(selections.Where(each => each.Between is not null).Select(each => each.Between! with { Open = true }).Distinct());
        foreach (var each in _between) (_, _) = (Day(each.From), Day(each.Until));
        foreach (var field in codes.Keys.Union(days))
            _fields[System.Text.Encoding.UTF8.GetBytes(field)] = (codes.GetValueOrDefault(field, -1), days.IndexOf(field));
        Waits = [.. _between.Select(each => (days.IndexOf(each.From), days.IndexOf(each.Until)))];
        _profile = new ushort[_codes.Count + _periods.Count + _between.Count];
        _days = new int[days.Count];
        _numberOf = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

        int Code(string field, bool grouping)
        {
            if (codes.TryGetValue(field, out var known)) return known;
            _codes.Add(new(field, grouping));
            return codes[field] = _codes.Count - 1;
        }

        int Day(string field)
        {
            if (!days.Contains(field)) days.Add(field);
            return days.IndexOf(field);
        }
    }

    private IReadOnlyList<(int From, int Until)> Waits { get; }

    /// <summary>How many numbers are kept of each record because something is timed: two for each pair of days, of which the second is the later day.</summary>
    public int Timed => 2 * _between.Count;

    /// <summary>The profiles that there are, by their numbers: codes, then periods, then what is timed.</summary>
    public IReadOnlyList<ushort[]> Profiles => _profiles;

    /// <summary>The profile of a record that says nothing.</summary>
    public ushort[] Nothing => new ushort[_profile.Length];

    /// <summary>Where a field's code stands in a profile.</summary>
    public int Of(string field) => _codes.FindIndex(each => each.Field == field);

    public CodeColumn Column(int place) => _codes[place];

    public int TimedBy(DaysBetween between) => 2 * _between.IndexOf(between with { Open = true });

    /// <summary>Reads the values of a record. Answers the number of its profile, and what is timed: the days, or where it has not ended the complement of the day that it began.</summary>
    public int Read(ref Utf8JsonReader values, Span<int> timed)
    {
        Array.Clear(_profile);
        Array.Fill(_days, -1);
        var fields = _fields.GetAlternateLookup<ReadOnlySpan<byte>>();
        Span<byte> unescaped = stackalloc byte[512];
        while (values.Read() && values.TokenType is JsonTokenType.PropertyName)
        {
            var known = fields.TryGetValue(values.ValueSpan, out var field);
            values.Read();
            if (!known || values.TokenType is not JsonTokenType.String) continue;
            scoped var text = values.ValueSpan;
            if (values.ValueIsEscaped) text = text.Length > unescaped.Length ? [] : unescaped[..values.CopyString(unescaped)];
            if (field.Code >= 0) _profile[field.Code] = _codes[field.Code].Of(text);
            if (field.Day >= 0) _days[field.Day] = DayOf(text);
        }
        for (var i = 0; i < _periods.Count; i++) _profile[_codes.Count + i] = _periods[i].Of(_days[_periods[i].Day]);
        for (var i = 0; i < _between.Count; i++)
        {
            var (from, until) = (_days[Waits[i].From], _days[Waits[i].Until]);
            _profile[_codes.Count + _periods.Count + i] = Time(from, until, out timed[2 * i]);
            timed[2 * i + 1] = Math.Max(from, until);
        }
        return Number();
    }

    /// <summary>What says of a profile whether it is selected.</summary>
    public Func<ushort[], bool> Selects(Selection selection)
    {
        var period = _periods.FindIndex(each => each.Field == selection.PeriodField);
        var (first, last) = _periods[period].Places(selection.From.DayNumber, selection.Until.DayNumber + 1);
        // Only when it is first asked: until then there may come codes of groups that no record is in.
        (int Place, bool[] Meets)[]? conditions = null;
        var (at, timed) = (_codes.Count + period, selection.Between is { } between ? _codes.Count + _periods.Count + TimedBy(between) / 2 : -1);
        return profile =>
        {
            if (profile[at] < first || profile[at] > last) return false;
            if (timed >= 0 && !(profile[timed] == Ended || (profile[timed] == Open && selection.Between!.Open))) return false;
            foreach (var (place, meets) in conditions ??= [.. selection.Where.Select(each => (Of(each.Field), _codes[Of(each.Field)].Meeting(each)))])
                if (!meets[profile[place]]) return false;
            return true;
        };
    }

    /// <summary>A profile that is selected and has the codes of a group, and is otherwise like another; null where nobody can be so.</summary>
    public ushort[]? Made(ushort[] like, Selection selection, IReadOnlyList<FigureGroup> group)
    {
        ushort[] made = [.. like];
        foreach (var each in group) made[Of(each.Field)] = (ushort)_codes[Of(each.Field)].Values.IndexOf(each.Code);
        foreach (var asked in selection.Where.GroupBy(each => each.Field))
        {
            var place = Of(asked.Key);
            var meeting = asked.Select(_codes[place].Meeting).ToArray();
            if (meeting.All(meets => meets[made[place]])) continue;
            if (group.Any(each => each.Field == asked.Key)) return null;
            // Rather a code that somebody asks for or has than none.
            var met = Enumerable.Range(2, _codes[place].Values.Count - 2).Append(0).Append(1).FirstOrDefault(code => meeting.All(meets => meets[code]), -1);
            if (met < 0) return null;
            made[place] = (ushort)met;
        }
        var period = _periods.FindIndex(each => each.Field == selection.PeriodField);
        var (first, last) = _periods[period].Places(selection.From.DayNumber, selection.Until.DayNumber + 1);
        if (made[_codes.Count + period] < first || made[_codes.Count + period] > last) made[_codes.Count + period] = (ushort)first;
        if (selection.Between is not { } between) return made;
        var timed = _codes.Count + _periods.Count + TimedBy(between) / 2;
        if (made[timed] != Ended && (made[timed] != Open || !between.Open)) made[timed] = Ended;
        return made;
    }

    private const ushort Ended = 1;
    private const ushort Open = 2;

    private static ushort Time(int from, int until, out int timed)
    {
        timed = until < 0 ? ~from : until - from;
        // What ended before it began was not timed.
        return from < 0 || (until >= 0 && until < from) ? (ushort)0 : until < 0 ? Open : Ended;
    }

    private int Number()
    {
        var bytes = MemoryMarshal.AsBytes(_profile.AsSpan());
        if (_numberOf.TryGetValue(bytes, out var number)) return number;
        _profiles.Add([.. _profile]);
        _numberOf[bytes] = _profiles.Count - 1;
        return _profiles.Count - 1;
    }

    private static int DayOf(ReadOnlySpan<byte> text) =>
        text.Length == 10 && Utf8Parser.TryParse(text[..4], out int year, out _) && Utf8Parser.TryParse(text[5..7], out int month, out _) && Utf8Parser.TryParse(text[8..], out int day, out _)
        && year is > 0 and < 10000 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day).DayNumber
            : -1;
}

/// <summary>A field whose values are told apart, by small numbers: 0 for none, 1 for one that nobody asks for.</summary>
internal sealed class CodeColumn(string name, bool grouping)
{
    private const int Most = 5_000;
    private readonly Dictionary<byte[], ushort> _codes = new(Utf8.Comparer) { [System.Text.Encoding.UTF8.GetBytes(Tables.NotRecorded)] = 0 };

    public string Field => name;

    public List<string> Values { get; } = [Tables.NotRecorded, ""];

    public ushort Of(ReadOnlySpan<byte> text)
    {
        if (_codes.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var code)) return code;
        if (!grouping) return 1;
        if (Values.Count == Most) throw FigureGroups.TooMany(name);
        return Add(text.ToArray());
    }

    public void Knows(IEnumerable<string> values)
    {
        foreach (var value in values.Select(System.Text.Encoding.UTF8.GetBytes))
            if (!_codes.ContainsKey(value)) Add(value);
    }

    /// <summary>By code, whether a condition is met.</summary>
    public bool[] Meeting(RecordCondition condition) => [.. Values.Select((value, code) => (code != 1 && condition.In.Contains(value)) != condition.Not)];

    private ushort Add(byte[] text)
    {
        Values.Add(System.Text.Encoding.UTF8.GetString(text));
        return _codes[text] = (ushort)(Values.Count - 1);
    }
}

/// <summary>A day of which is asked between which ends of periods it lies: 0 where there is none.</summary>
internal sealed record DayColumn(string Field, int Day, int[] Ends)
{
    public ushort Of(int day)
    {
        if (day < 0) return 0;
        var at = Array.BinarySearch(Ends, day);
        return (ushort)((at < 0 ? ~at : at + 1) + 1);
    }

    /// <summary>The first and the last place of a period.</summary>
    public (int First, int Last) Places(int from, int behind) => (Of(from), Of(behind) - 1);
}

internal sealed class Utf8 : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8 Comparer = new();

    public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

    public bool Equals(ReadOnlySpan<byte> one, byte[] other) => one.SequenceEqual(other);

    public int GetHashCode(byte[] bytes) => GetHashCode(bytes.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}
