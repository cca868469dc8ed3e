namespace Engage.Plugins.TransparencyReports;

/// <summary>The rows of a figure: the total, of two fields those of each alone, and the groups.</summary>
internal static class FigureGroups
{
    /// <summary>How many groups a field may make, besides what few have and what is not recorded.</summary>
    public const int Most = 60;

    /// <summary>How many rows a figure may have.</summary>
    public const int MostRows = 600;

    /// <param name="fields">The fields, with the codes of each in their order.</param>
    public static IReadOnlyList<IReadOnlyList<FigureGroup>> Rows(IReadOnlyList<(string Field, IReadOnlyList<string> Codes)> fields)
    {
        foreach (var (field, codes) in fields)
            if (codes.Count(code => code is not (Tables.NotRecorded or Tables.OtherValues)) > Most) throw TooMany(field);
        var alone = fields.Select(each => each.Codes.Select(code => new FigureGroup(each.Field, code)).ToArray()).ToArray();
        List<IReadOnlyList<FigureGroup>> rows = [[], .. alone.SelectMany(groups => groups, (_, group) => new[] { group })];
        if (alone is [var one, var other]) rows.AddRange(one.SelectMany(_ => other, (first, second) => new[] { first, second }));
        if (rows.Count > MostRows)
            throw new Refusal("transparency-reports.too-many-rows", $"A figure has at most {MostRows} rows, and this one would have {rows.Count:N0}. Group by one field, or by fields with fewer values.");
        return rows;
    }

    /// <summary>Codes as readers find them: in the order of the field, others by their letters, then what few have, and last what is not recorded.</summary>
    public static IReadOnlyList<string> Ordered(DatasetTable table, string field, IEnumerable<string> codes)
    {
        string[] declared = [.. Tables.Field(table, field)?.Codes ?? []];
        return [.. codes.Distinct().OrderBy(code => code == Tables.NotRecorded ? 2 : code == Tables.OtherValues ? 1 : 0)
            .ThenBy(code => Array.IndexOf(declared, code) is var at && at < 0 ? int.MaxValue : at).ThenBy(code => code, StringComparer.Ordinal)];
    }

    public static Refusal TooMany(string field) =>
        new("transparency-reports.too-many-groups", $"The field {field} has more than {Most} different values, too many for a figure. Group by another one, or map its values to fewer codes.");
}
