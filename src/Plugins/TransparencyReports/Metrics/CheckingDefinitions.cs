namespace Engage.Plugins.TransparencyReports;

/// <summary>What cannot be computed, or should not be published, is no definition.</summary>
internal static class CheckingDefinitions
{
    private const int MostConditions = 20;
    private const int MostValues = 50;
    private static readonly int[] Roundings = [1, 5, 10, 25, 50, 100];

    /// <summary>The datasets that a definition names and that there are.</summary>
    public static async Task<IReadOnlySet<string>> Datasets(MetricDefinitionInput input, IQuerySession session, CancellationToken stop)
    {
        var ids = new[] { input.Dataset, input.Denominator?.Dataset }.OfType<string>().Select(Dataset.IdOf).ToArray();
        return (await session.LoadManyAsync<Dataset>(stop, ids)).Select(dataset => dataset.Name).ToHashSet();
    }

    /// <param name="input">What the caller sent.</param>
    /// <param name="datasets">The datasets that there are.</param>
    public static MetricDefinition Checked(MetricDefinitionInput input, IReadOnlySet<string> datasets)
    {
        if (!datasets.Contains(input.Dataset)) throw Refusal.NotFound("dataset", "definition.dataset");
        if (input.Table is DatasetTable.Denominators) throw new Refusal("transparency-reports.table", "Denominators are divided by and not counted. Choose another table.", "definition.table");
        Day(input.Table, input.PeriodField, "definition.periodField");
        var where = Conditions(input.Table, input.Where ?? [], "definition.where");
        var groupBy = Groups(input);
        var denominator = Denominator(input, where, datasets);
        CheckPer(input);
        CheckDays(input);
        var reference = Reference(input, groupBy, [.. where, .. denominator?.Where ?? []]);
        CheckPrivacy(input);
        return new(
            input.Measure, input.Dataset, input.Table, input.PeriodField, where, groupBy, denominator, input.Per, input.FromField, input.UntilField, reference, input.Threshold, input.Rounding);
    }

    private static bool Divides(MetricDefinitionInput input) => input.Measure is MetricMeasure.Rate or MetricMeasure.Disparity;

    private static bool TakesTime(MetricDefinitionInput input) => input.Measure is MetricMeasure.Duration or MetricMeasure.Survival;

    private static List<string> Groups(MetricDefinitionInput input)
    {
        var groupBy = input.GroupBy ?? [];
        if (groupBy.Count > 2 || groupBy.Distinct().Count() < groupBy.Count)
            throw new Refusal("transparency-reports.group-by", "A metric has groups by two different fields at most. Define another metric for the others.", "definition.groupBy");
        foreach (var field in groupBy)
        {
            Coded(input.Table, field, "definition.groupBy");
            if (input.Denominator?.Dataset is not null && Tables.Field(DatasetTable.Denominators, field) is not { Kind: FieldKind.Code })
                throw new Refusal(
                    "transparency-reports.group-by", $"There are no denominators by this field, only by {Names(DatasetTable.Denominators, FieldKind.Code)}. Choose one of these, or divide by records.",
                    "definition.groupBy");
        }
        return [.. groupBy];
    }

    private static MetricDenominator? Denominator(MetricDefinitionInput input, IReadOnlyList<RecordCondition> where, IReadOnlySet<string> datasets)
    {
        const string field = "definition.denominator";
        if (input.Denominator is not { } given)
            return Divides(input) ? throw new Refusal("transparency-reports.denominator-missing", "A rate without a denominator is not published. Say in 'denominator' what to divide by.", field) : null;
        if (!Divides(input)) throw Wrong("Only a rate and a disparity divide by something. Leave 'denominator' out.");
        if (given.Where is not null == (given.Dataset is not null || given.Of is not null) || given.Dataset is not null != given.Of is not null)
            throw Wrong("Divide either by records, with 'where', or by counts, with 'dataset' and 'of'.");
        if (given.Where is { } whole)
        {
            var conditions = Conditions(input.Table, whole, $"{field}.where");
            if (where.All(met => conditions.Any(each => each.Field == met.Field && each.Not == met.Not && each.In.SequenceEqual(met.In))))
                throw Wrong("Every record of the whole would be counted, and the share always be all. Say in 'where' of the definition which of them are.");
            CheckPossible(input.Table, [.. where, .. conditions], "definition.where");
            return new(conditions);
        }
        if (!datasets.Contains(given.Dataset!)) throw Refusal.NotFound("dataset", $"{field}.dataset");
        return new(null, given.Dataset, Text.Checked(given.Of!, $"{field}.of", 100));

        static Refusal Wrong(string message) => new("transparency-reports.denominator", message, field);
    }

    private static void CheckPer(MetricDefinitionInput input)
    {
        if (input.Per is not (1 or 10 or 100 or 1_000 or 10_000 or 100_000 or 1_000_000))
            throw new Refusal("transparency-reports.per", "A rate is for each 1, 10, 100, 1,000, 10,000, 100,000 or 1,000,000.", "definition.per");
        if (input.Per != 1 && input.Measure is not MetricMeasure.Rate) throw new Refusal("transparency-reports.per", "Only a rate is for each so many. Leave 'per' out.", "definition.per");
    }

    private static void CheckDays(MetricDefinitionInput input)
    {
        if (TakesTime(input) != input.FromField is not null || TakesTime(input) != input.UntilField is not null || (TakesTime(input) && input.FromField == input.UntilField))
            throw new Refusal(
                "transparency-reports.duration-fields", "A duration and a wait lead from one day of a record to another: name both in 'fromField' and 'untilField'. Nothing else has them.",
                input.FromField is null ? "definition.fromField" : "definition.untilField");
        if (input.FromField is { } from) Day(input.Table, from, "definition.fromField");
        if (input.UntilField is { } until) Day(input.Table, until, "definition.untilField");
    }

    private static string? Reference(MetricDefinitionInput input, List<string> groupBy, IReadOnlyList<RecordCondition> conditions)
    {
        const string field = "definition.reference";
        if (input.Measure is not MetricMeasure.Disparity)
            return input.Reference is null ? null : throw Wrong("Only a disparity compares with a group. Leave 'reference' out.");
        if (groupBy.Count != 1) throw Wrong("A disparity compares the groups of one field. Name one in 'groupBy'.");
        if (input.Reference is not { } code) throw Wrong("Say in 'reference' which group the others are compared with.");
        if (code == Tables.NotRecorded) throw Wrong("Those of whom nothing is recorded may be of any group. Compare with another one.");
        var reference = Value(Coded(input.Table, groupBy[0], "definition.groupBy"), code, field, "transparency-reports.reference");
        CheckPossible(input.Table, [.. conditions, new(groupBy[0], [reference])], field);
        return reference;

        static Refusal Wrong(string message) => new("transparency-reports.reference", message, field);
    }

    private static void CheckPrivacy(MetricDefinitionInput input)
    {
        if (input.Threshold is < 3 or > 1_000)
            throw new Refusal("transparency-reports.threshold", "The threshold is 3 to 1,000. Below that those who are counted are found by those who know one of them.", "definition.threshold");
        if (!Roundings.Contains(input.Rounding) || input.Rounding > input.Threshold)
            throw new Refusal(
                "transparency-reports.rounding", "Counts are rounded to 1, 5, 10, 25, 50 or 100, and not to more than the threshold, or what is told would become 0. Raise the threshold with it.",
                "definition.rounding");
    }

    private static List<RecordCondition> Conditions(DatasetTable table, IReadOnlyList<RecordConditionInput> conditions, string path)
    {
        if (conditions.Count > MostConditions) throw new Refusal("transparency-reports.condition", $"There are {MostConditions} conditions at most. Put values of one field into one.", path);
        var @checked = conditions.Select(condition =>
        {
            var field = Coded(table, condition.Field, path);
            if (condition.In.Count is 0 or > MostValues) throw new Refusal("transparency-reports.condition", $"A condition names 1 to {MostValues} values in 'in'.", path);
            return new RecordCondition(condition.Field, [.. condition.In.Select(value => Value(field, value, path, "transparency-reports.condition")).Distinct()], condition.Not);
        }).ToList();
        CheckPossible(table, @checked, path);
        return @checked;
    }

    private static void CheckPossible(DatasetTable table, IReadOnlyList<RecordCondition> conditions, string path)
    {
        foreach (var ofField in conditions.GroupBy(condition => condition.Field))
        {
            var left = Tables.Field(table, ofField.Key)!.Codes is { } codes ? codes.Append(Tables.NotRecorded).ToHashSet() : null;
            foreach (var condition in ofField.OrderBy(condition => condition.Not))
            {
                if (condition.Not) left?.ExceptWith(condition.In);
                else if (left is null) left = [.. condition.In];
                else left.IntersectWith(condition.In);
            }
            if (left is { Count: 0 })
                throw new Refusal("transparency-reports.condition", $"No record meets what is asked of the field '{ofField.Key}'. Leave one of its conditions out, or allow more values.", path);
        }
    }

    private static string Value(TableField field, string value, string path, string code)
    {
        if (field.Codes is null) return Text.Checked(value, path, 100);
        return field.Codes.Contains(value) || value == Tables.NotRecorded
            ? value
            : throw new Refusal(code, $"The field '{field.Name}' has the values {string.Join(", ", field.Codes)} and {Tables.NotRecorded}. Choose among them.", path);
    }

    private static void Day(DatasetTable table, string name, string path)
    {
        if (Tables.Field(table, name) is not { Kind: FieldKind.Day })
            throw new Refusal("transparency-reports.field", $"This is no day of the records of this table. It has {Names(table, FieldKind.Day)}.", path);
    }

    private static TableField Coded(DatasetTable table, string name, string path) =>
        Tables.Field(table, name) is { Kind: FieldKind.Code or FieldKind.Flag } field
            ? field
            : throw new Refusal("transparency-reports.field", $"This is no field of codes, or of yes and no, of this table. It has {Names(table, FieldKind.Code, FieldKind.Flag)}.", path);

    private static string Names(DatasetTable table, params FieldKind[] kinds) => string.Join(", ", Tables.Fields(table).Where(field => kinds.Contains(field.Kind)).Select(field => $"'{field.Name}'"));
}
