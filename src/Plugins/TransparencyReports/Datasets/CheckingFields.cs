using System.Globalization;

namespace Engage.Plugins.TransparencyReports;

internal static class CheckingFields
{
    // Told apart where a format reads the day, the month and the year; a format of months or years alone says the first day of them.
    private static readonly DateTimeOffset Probe = new(2013, 11, 25, 0, 0, 0, TimeSpan.Zero);

    public static void Check(TableField field, FieldMapping mapping, string at)
    {
        if ((mapping.Column is null ? 0 : 1) + (mapping.Columns is null ? 0 : 1) + (mapping.Value is null ? 0 : 1) != 1)
            throw MappingFile.Wrong(at, "say where it comes from, by one of column, columns and value");
        CheckingMappings.Names(mapping.Column is { } column ? [column] : null, $"{at}.column", 1);
        CheckingMappings.Names(mapping.Columns, $"{at}.columns", 5);
        if (mapping.Columns is { Count: < 2 }) throw MappingFile.Wrong($"{at}.columns", "name 2 to 5 columns, or one as column");
        Only(field.Kind is FieldKind.Day, mapping.Format is not null || mapping.Formats is not null, $"{at}.format", "only a day has a format");
        Only(field.Kind is FieldKind.Day, mapping.TimeZone is not null, $"{at}.timeZone", "only a day has a time zone");
        Only(field.Kind is FieldKind.Number, mapping.Thousands is not null, $"{at}.thousands", "only a number has it");
        Only(field.Kind is FieldKind.Code or FieldKind.Flag, mapping.Values is not null, $"{at}.values", "only a code or a flag has values");
        Only(field.Kind is FieldKind.Code && field.Codes is null, mapping.AsIs, $"{at}.asIs", "the field has fixed codes; say by values which text stands for which");
        Only(field.Kind is FieldKind.Code or FieldKind.Flag, mapping.Blank is not null, $"{at}.blank", "only an empty code or flag stands for something");
        Only(!mapping.Required || mapping.Blank is null, mapping.Required, $"{at}.required", "an empty cell stands for something, so it is never missing");
        if (mapping.Thousands is { } thousands && thousands is not ("," or "." or " " or "'")) throw MappingFile.Wrong($"{at}.thousands", "it is a comma, a full stop, a space or an apostrophe");
        CheckDays(mapping, at);
        CheckValues(field, mapping, at);
        // What stands there in every row is checked once and for all, by what checks the rows.
        if (mapping.Value is { } value && (field.Kind is FieldKind.Reference || new FieldReader("", field, mapping).Of(value).Fault is not null))
            throw MappingFile.Wrong($"{at}.value", "it cannot stand in this field");
    }

    private static void CheckDays(FieldMapping mapping, string at)
    {
        if (mapping.Format is not null && mapping.Formats is not null) throw MappingFile.Wrong($"{at}.formats", "say format or formats, not both");
        if (mapping.Formats is { Count: 0 or > 20 }) throw MappingFile.Wrong($"{at}.formats", "name 1 to 20 formats");
        foreach (var format in FieldReader.FormatsOf(mapping))
        {
            if (!Reads(format)) throw MappingFile.Wrong($"{at}.format", $"{CheckingMappings.Shown(format)} does not say which day it is; write it as yyyy-MM-dd, M/d/yyyy or yyyy-MM-dd'T'HH:mm:sszzz");
        }
        if (mapping.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) throw MappingFile.Wrong($"{at}.timeZone", "no time zone is called so; write it as Europe/London");
    }

    private static bool Reads(string format)
    {
        // One letter alone is a format of the machine's culture.
        if (format.Length is < 2 or > 60) return false;
        try
        {
            return DateTimeOffset.TryParseExact(Probe.ToString(format, CultureInfo.InvariantCulture), format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
                && day.Year == Probe.Year && (format.Contains('M') ? day.Month == Probe.Month : !format.Contains('d'));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckValues(TableField field, FieldMapping mapping, string at)
    {
        if (field.Kind is FieldKind.Code && mapping is { Values: null, AsIs: false, Value: null })
            throw MappingFile.Wrong(at, "say by values which text stands for which code, or by asIs that the agency's own words are kept");
        var values = mapping.Values ?? new Dictionary<string, string?>();
        if (values.Count > 2_000) throw MappingFile.Wrong($"{at}.values", "name at most 2,000 values");
        if (values.Keys.Select(Cell.Normalised).Distinct(StringComparer.OrdinalIgnoreCase).Count() < values.Count) throw MappingFile.Wrong($"{at}.values", "a text stands in it twice");
        if (values.Keys.Any(text => text.Length > 500 || Cell.Normalised(text).Length == 0)) throw MappingFile.Wrong($"{at}.values", "a text has 1 to 500 characters; an empty cell is meant by blank");
        foreach (var code in values.Values.Append(mapping.Blank).OfType<string>())
        {
            if (field.Codes is { } codes && !codes.Contains(code))
                throw MappingFile.Wrong(at, $"{CheckingMappings.Shown(code)} is no code of the field, which has {string.Join(", ", codes)}; null stands for not recorded");
            if (Cell.Word(code) != code || code == Tables.NotRecorded)
                throw MappingFile.Wrong(at, $"{CheckingMappings.Shown(code)} is no code: write 1 to {Cell.LongestWord} characters, without spaces around them; null stands for not recorded");
        }
    }

    private static void Only(bool may, bool does, string at, string mend)
    {
        if (does && !may) throw MappingFile.Wrong(at, mend);
    }
}
