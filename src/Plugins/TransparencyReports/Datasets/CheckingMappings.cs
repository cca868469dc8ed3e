using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

/// <summary>What JSON's own shape does not say of a mapping.</summary>
internal static partial class CheckingMappings
{
    public static void Check(DatasetMapping mapping)
    {
        Check(mapping.Dataset);
        if (mapping.Delimiter is not ("," or ";" or "\t" or "|")) throw MappingFile.Wrong("$.delimiter", "it is a comma, a semicolon, a tab or a bar");
        Names(mapping.Ignore, "$.ignore", 500);
        if (mapping.Tables.Count is 0 or > 20) throw MappingFile.Wrong("$.tables", "name 1 to 20 tables");
        foreach (var (i, table) in mapping.Tables.Index()) Check(table, $"$.tables[{i}]");
        if (mapping.Tables.GroupBy(table => (table.Table, table.Part)).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw MappingFile.Wrong("$.tables", $"{Code(twice.Key.Table)} stands in it twice; give each a part of its own, which tells the records of a row apart");
        var mapped = Columns(mapping);
        if ((mapping.Ignore ?? []).FirstOrDefault(mapped.Contains) is { } both)
            throw MappingFile.Wrong("$.ignore", $"{Shown(both)} is ignored and mapped; leave it out of one of the two");
    }

    /// <summary>The columns that something is made of.</summary>
    public static HashSet<string> Columns(DatasetMapping mapping) => mapping.Tables
        .SelectMany(table => table.Fields.Values.SelectMany(field => field.From).Concat(table.Key ?? [])
            .Concat((table.Only ?? []).Concat(table.Skip ?? []).Select(condition => condition.Column)))
        .Select(Cell.Normalised).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static void Check(MappedDataset dataset)
    {
        if (!KebabCase().IsMatch(dataset.Name)) throw MappingFile.Wrong("$.dataset.name", "write lower case letters and digits, joined by single hyphens, at most 60 characters");
        Said(dataset.Title, "title", 200);
        Said(dataset.Description, "description", 5_000);
        Said(dataset.Source, "source", 500);
        if (dataset.Language is { } language && LanguageTag.Canonical(language) != language) throw MappingFile.Wrong("$.dataset.language", "write it as 'en', 'pt-BR' or 'zh-Hant'");
        if (Spdx().IsMatch(dataset.Licence)) return;
        try
        {
            WebAddress.Checked(dataset.Licence, "licence");
        }
        catch (Refusal)
        {
            throw MappingFile.Wrong("$.dataset.licence", "write an SPDX identifier such as CC-BY-4.0, or an address that begins with https://");
        }
    }

    private static void Said(string text, string field, int limit)
    {
        try
        {
            if (Text.Checked(text, field, limit) == text) return;
        }
        catch (Refusal)
        {
            // Said below with the place in the file.
        }
        throw MappingFile.Wrong($"$.dataset.{field}", $"write 1 to {limit:N0} characters that can be shown, without spaces around them");
    }

    private static void Check(MappedTable table, string at)
    {
        Names(table.Key, $"{at}.key", 10);
        if (table.Key is { Count: 0 }) throw MappingFile.Wrong($"{at}.key", "name the columns that tell records apart, or leave it out");
        if (table.Part is { } part && !KebabCase().IsMatch(part)) throw MappingFile.Wrong($"{at}.part", "write lower case letters and digits, joined by single hyphens");
        Check(table.Only, $"{at}.only");
        Check(table.Skip, $"{at}.skip");
        foreach (var (name, field) in table.Fields)
        {
            if (Tables.Field(table.Table, name) is not { } known)
                throw MappingFile.Wrong($"{at}.fields", $"{Shown(name)} is no field of {Code(table.Table)}, which has {string.Join(", ", Tables.Fields(table.Table).Select(each => each.Name))}");
            CheckingFields.Check(known, field, $"{at}.fields.{name}");
        }
        if (table.Table is DatasetTable.Denominators)
        {
            foreach (var name in new[] { "of", "from", "count" })
                if (!table.Fields.ContainsKey(name)) throw MappingFile.Wrong($"{at}.fields", $"{name} is missing, without which nothing can be divided by it");
        }
        else if (!table.Fields.Keys.Any(name => Tables.Field(table.Table, name)!.Kind is FieldKind.Day))
            throw MappingFile.Wrong($"{at}.fields", "no day is mapped, so that no record would belong to any period");
        if (table.Fields.Values.All(field => field.From.Count == 0) && table.Key is null) throw MappingFile.Wrong($"{at}.fields", "no column is read, so that all rows would say the same");
    }

    private static void Check(IReadOnlyList<RowCondition>? conditions, string at)
    {
        if (conditions is null) return;
        if (conditions.Count is 0 or > 20) throw MappingFile.Wrong(at, "name 1 to 20 conditions, or leave it out");
        foreach (var (i, condition) in conditions.Index())
        {
            Names([condition.Column], $"{at}[{i}].column", 1);
            if (condition.In.Count is 0 or > 500) throw MappingFile.Wrong($"{at}[{i}].in", "name 1 to 500 texts");
            if (condition.In.Any(text => text.Length > 200)) throw MappingFile.Wrong($"{at}[{i}].in", "a text has at most 200 characters");
        }
    }

    internal static void Names(IReadOnlyList<string>? columns, string at, int limit)
    {
        if (columns is null) return;
        if (columns.Count > limit) throw MappingFile.Wrong(at, $"name at most {limit} columns");
        if (columns.Any(column => column.Length > 200 || Cell.Normalised(column).Length == 0)) throw MappingFile.Wrong(at, "a column's name has 1 to 200 characters");
        if (columns.Select(Cell.Normalised).Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Count) throw MappingFile.Wrong(at, "a column stands in it twice");
    }

    public static string Code(DatasetTable table) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(table.ToString());

    /// <summary>A text of a file as a message shows it: short, and in one line.</summary>
    public static string Shown(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return $"'{(line.Length > 80 ? string.Create(CultureInfo.InvariantCulture, $"{line[..80]}…") : line)}'";
    }

    [GeneratedRegex(@"^(?=.{1,60}\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.+-]{1,59}\z")]
    private static partial Regex Spdx();
}
