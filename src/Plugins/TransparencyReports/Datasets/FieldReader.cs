using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

/// <summary>What a text of a file comes to in a field: a value, null for not recorded, or a fault.</summary>
internal readonly record struct FieldValue(string? Value, string? Fault = null, bool Unmapped = false);

/// <summary>Reads a field of a record. What was read once is kept, since files say the same again and again.</summary>
internal sealed class FieldReader(string dataset, TableField field, FieldMapping mapping)
{
    private const int Kept = 20_000;
    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2100, 12, 31);

    private static readonly Dictionary<string, string?> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["yes"] = "YES",
        ["y"] = "YES",
        ["true"] = "YES",
        ["1"] = "YES",
        ["no"] = "NO",
        ["n"] = "NO",
        ["false"] = "NO",
        ["0"] = "NO"
    };

    private readonly Dictionary<string, FieldValue> _known = new(StringComparer.Ordinal);
    private readonly string[] _formats = [.. FormatsOf(mapping)];
    private readonly TimeZoneInfo? _zone = mapping.TimeZone is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : null;
    private readonly bool _required = mapping.Required || (field.Name is "of" or "from" or "count" && Tables.Fields(DatasetTable.Denominators).Contains(field));

    private readonly Dictionary<string, string?>? _values = field.Kind is FieldKind.Flag && mapping.Values is null
        ? Flags
        : mapping.Values?.ToDictionary(each => Cell.Normalised(each.Key), each => each.Value, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> FormatsOf(FieldMapping mapping) => mapping.Formats ?? [mapping.Format ?? "yyyy-MM-dd"];

    /// <summary>What a text of a row comes to.</summary>
    public FieldValue Of(string text)
    {
        if (_known.TryGetValue(text, out var known)) return known;
        if (text.Length > Cell.LongestWord * 2) return Read(Cell.Normalised(text));
        if (_known.Count == Kept) _known.Clear();
        return _known[text] = Read(Cell.Normalised(text));
    }

    private FieldValue Read(string text)
    {
        var read = text.Length == 0 ? new(mapping.Blank) : field.Kind switch
        {
            FieldKind.Day => Day(text),
            FieldKind.Number => Number(text),
            FieldKind.Reference => new(StreamId.Of(dataset, field.Name, text).ToString()),
            _ when mapping.Value is not null && _values is null => Word(text),
            _ => Code(text)
        };
        return read is { Value: null, Fault: null } && _required ? new(null, "it is empty, and has to be there") : read;
    }

    private FieldValue Code(string text)
    {
        if (_values is not null && _values.TryGetValue(text, out var code)) return new(code);
        return mapping.AsIs ? Word(text) : new(null, "the mapping does not list this value", Unmapped: true);
    }

    private FieldValue Word(string text)
    {
        if (Cell.Word(text) is not { } word) return new(null, $"it has more than {Cell.LongestWord} characters, or one that cannot be shown");
        if (field.Codes is { } codes && !codes.Contains(word)) return new(null, "it is no code of the field");
        return word == Tables.NotRecorded ? new(null) : new(word);
    }

    private FieldValue Day(string text)
    {
        DateOnly? found = null;
        foreach (var format in _formats)
        {
            if (!DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)) continue;
            var day = DateOnly.FromDateTime(_zone is null ? moment.DateTime : TimeZoneInfo.ConvertTime(moment, _zone).DateTime);
            if (found is { } other && other != day) return new(null, "it can be read as two different days");
            found = day;
        }
        if (found is not { } one) return new(null, "it is no day in a format that the mapping names");
        return one < FirstDay || one > LastDay ? new(null, "the day is before 1900 or after 2100") : new(one.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private FieldValue Number(string text)
    {
        var plain = mapping.Thousands is { } thousands && text.Split(thousands) is { Length: > 1 } groups && groups[0].Length < 4 && groups.Skip(1).All(group => group.Length == 3)
            ? string.Concat(groups)
            : text;
        // Programs that know no empty number write whole ones as 12.0.
        if (mapping.Thousands is not "." && plain.IndexOf('.') is > 0 and var point && plain.AsSpan(point + 1).Trim('0').IsEmpty) plain = plain[..point];
        return long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000_000_000
            ? new(number.ToString(CultureInfo.InvariantCulture))
            : new(null, "it is no whole number from 0 to a million million");
    }
}
