namespace Engage.Plugins.TransparencyReports;

/// <summary>What cannot be computed, or should not be published, is refused before it is an event.</summary>
public sealed class CheckingMetrics
{
    private static readonly HashSet<string> Datasets = ["stops", "complaints", "census"];

    private static readonly MetricDefinitionInput Count = new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred");

    private static readonly MetricDefinitionInput Share = Count with { Measure = MetricMeasure.Rate, Where = [new("outcome", ["Arrest"])], Denominator = new([]), Per = 100 };

    private static readonly MetricDefinitionInput PerResidents = Count with { Measure = MetricMeasure.Rate, GroupBy = ["ethnicity"], Denominator = new(null, "census", "residents"), Per = 1_000 };

    private static readonly MetricDefinitionInput Days = new(MetricMeasure.Duration, "complaints", DatasetTable.Complaints, "received", FromField: "received", UntilField: "closed");

    private static readonly MetricDefinitionInput Disparity = Share with { Measure = MetricMeasure.Disparity, GroupBy = ["ethnicity"], Per = 1, Reference = "WHITE" };

    private static readonly DefineMetricInput Good = new("arrests", " Arrests ", " Counts. ", Share, "EN");

    public static TheoryData<MetricDefinitionInput, string, string> Bad => new()
    {
        { Count with { Dataset = "pursuits" }, "engage.not-found", "definition.dataset" },
        { Count with { Table = DatasetTable.Denominators, PeriodField = "from" }, "transparency-reports.table", "definition.table" },
        { Count with { PeriodField = "received" }, "transparency-reports.field", "definition.periodField" },
        { Count with { PeriodField = "kind" }, "transparency-reports.field", "definition.periodField" },
        { Count with { Where = [new("nothing", ["A"])] }, "transparency-reports.field", "definition.where" },
        { Count with { Where = [new("occurred", ["2026-01-01"])] }, "transparency-reports.field", "definition.where" },
        { Count with { Where = [new("kind", [])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("outcome", [.. Enumerable.Range(0, 51).Select(each => $"{each}")])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [.. Enumerable.Range(0, 21).Select(_ => new RecordConditionInput("kind", ["PERSON"]))] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("kind", ["BICYCLE"])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("operation", ["MAYBE"])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("outcome", [" "])] }, "engage.empty-text", "definition.where" },
        { Count with { Where = [new("outcome", [new('a', 101)])] }, "engage.text-too-long", "definition.where" },
        { Count with { Where = [new("kind", ["PERSON"]), new("kind", ["VEHICLE"])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("kind", ["PERSON", "VEHICLE"], true), new("kind", ["VEHICLE"])] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("operation", ["YES", "NO", "NOT_RECORDED"], true)] }, "transparency-reports.condition", "definition.where" },
        { Count with { Where = [new("outcome", ["Arrest"]), new("outcome", ["Arrest"], true)] }, "transparency-reports.condition", "definition.where" },
        { Count with { GroupBy = ["kind", "gender", "age"] }, "transparency-reports.group-by", "definition.groupBy" },
        { Count with { GroupBy = ["kind", "kind"] }, "transparency-reports.group-by", "definition.groupBy" },
        { Count with { GroupBy = ["occurred"] }, "transparency-reports.field", "definition.groupBy" },
        { PerResidents with { GroupBy = ["outcome"] }, "transparency-reports.group-by", "definition.groupBy" },
        { Share with { Denominator = null }, "transparency-reports.denominator-missing", "definition.denominator" },
        { Disparity with { Denominator = null }, "transparency-reports.denominator-missing", "definition.denominator" },
        { Count with { Denominator = new([]) }, "transparency-reports.denominator", "definition.denominator" },
        { Days with { Denominator = new([]) }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new() }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new([], "census", "residents") }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new(null, "census") }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new(null, null, "residents") }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new(null, "nobody", "residents") }, "engage.not-found", "definition.denominator.dataset" },
        { Share with { Denominator = new(null, "census", " ") }, "engage.empty-text", "definition.denominator.of" },
        { Share with { Denominator = new([new("nothing", ["A"])]) }, "transparency-reports.field", "definition.denominator.where" },
        { Share with { Where = [] }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new([new("kind", ["PERSON"]), new("outcome", ["Arrest"])]) }, "transparency-reports.denominator", "definition.denominator" },
        { Share with { Denominator = new([new("outcome", ["Warning"])]) }, "transparency-reports.condition", "definition.where" },
        { Share with { Per = 0 }, "transparency-reports.per", "definition.per" },
        { Share with { Per = 50 }, "transparency-reports.per", "definition.per" },
        { Share with { Per = 10_000_000 }, "transparency-reports.per", "definition.per" },
        { Count with { Per = 100 }, "transparency-reports.per", "definition.per" },
        { Disparity with { Per = 100 }, "transparency-reports.per", "definition.per" },
        { Days with { FromField = null }, "transparency-reports.duration-fields", "definition.fromField" },
        { Days with { UntilField = null }, "transparency-reports.duration-fields", "definition.untilField" },
        { Days with { UntilField = "received" }, "transparency-reports.duration-fields", "definition.untilField" },
        { Count with { FromField = "occurred" }, "transparency-reports.duration-fields", "definition.untilField" },
        { Days with { FromField = "kind" }, "transparency-reports.field", "definition.fromField" },
        { Days with { Measure = MetricMeasure.Survival, UntilField = "finding" }, "transparency-reports.field", "definition.untilField" },
        { Share with { Reference = "WHITE" }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { Reference = null }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { Reference = "GREEN" }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { Reference = "NOT_RECORDED" }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { GroupBy = [] }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { GroupBy = ["ethnicity", "gender"] }, "transparency-reports.reference", "definition.reference" },
        { Disparity with { Denominator = new([new("ethnicity", ["WHITE"], true)]) }, "transparency-reports.condition", "definition.reference" },
        { Count with { Threshold = 2 }, "transparency-reports.threshold", "definition.threshold" },
        { Count with { Threshold = 1_001 }, "transparency-reports.threshold", "definition.threshold" },
        { Count with { Rounding = 0 }, "transparency-reports.rounding", "definition.rounding" },
        { Count with { Rounding = 3 }, "transparency-reports.rounding", "definition.rounding" },
        { Count with { Rounding = 10 }, "transparency-reports.rounding", "definition.rounding" }
    };

    [Fact]
    public void A_metric_is_defined_as_it_was_sent() => Given.State(Good with { Definition = Share with { Where = [new("outcome", [" Arrest ", "Arrest"])] } })
        .When(input => DefineMetric.Decide(null, input, Datasets, new("cleo")))
        .Then(new MetricDefined(
            "arrests", "Arrests", "Counts.", "en", new(MetricMeasure.Rate, "stops", DatasetTable.Stops, "occurred", [new("outcome", ["Arrest"])], [], new([]), 100), new("cleo")));

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_computed_or_should_not_be_published_is_refused(MetricDefinitionInput definition, string code, string field)
    {
        foreach (var decide in new Func<object>[]
        {
            () => DefineMetric.Decide(null, Good with { Definition = definition }, Datasets, new("cleo")),
            () => ReviseMetric.Decide(Defined(), new("arrests", definition, "Better."), Datasets, new("cleo"))
        })
        {
            var refusal = Should.Throw<Refusal>(decide);
            (refusal.Code, refusal.Field).ShouldBe((code, field));
        }
    }

    [Fact]
    public void What_lies_at_the_ends_of_the_ranges_is_in_them() => Assert.All(
        [
            Count, Share, PerResidents, Days, Disparity, Days with { Measure = MetricMeasure.Survival, GroupBy = ["finding", "division"] }, Count with { Threshold = 3 },
            Count with { Threshold = 1_000, Rounding = 100 }, Count with { Threshold = 5, Rounding = 5 }, Share with { Per = 1_000_000 }, Share with { Per = 1 },
            Count with { Where = [.. Enumerable.Range(0, 20).Select(each => new RecordConditionInput("outcome", [.. Enumerable.Range(0, 50).Select(value => $"{value}")]))] },
            Count with { Where = [new("operation", ["YES", "NO"], true), new("outcome", ["Arrest"], true)] }, Count with { Where = [new("kind", ["NOT_RECORDED"])] },
            Disparity with { GroupBy = ["area"], Reference = "Central" }, Disparity with { Denominator = new([new("ethnicity", ["WHITE", "BLACK"])]) },
            PerResidents with { Measure = MetricMeasure.Disparity, Per = 1, Reference = "WHITE" }, PerResidents with { GroupBy = null }
        ],
        definition => CheckingDefinitions.Checked(definition, Datasets).Measure.ShouldBe(definition.Measure));

    [Theory]
    [InlineData("")]
    [InlineData("Arrests")]
    [InlineData("arrests_1")]
    [InlineData("-arrests")]
    [InlineData("arrests\n")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789-1")]
    public void A_name_is_kebab_case(string name) =>
        Given.State(Good with { Name = name }).When(input => DefineMetric.Decide(null, input, Datasets, new("cleo"))).ThenRefused("transparency-reports.name");

    [Fact]
    public void Texts_that_cannot_be_are_refused()
    {
        foreach (var (input, code) in new (DefineMetricInput, string)[]
        {
            (Good with { Title = " " }, "engage.empty-text"), (Good with { Title = new('a', 201) }, "engage.text-too-long"), (Good with { Explanation = "" }, "engage.empty-text"),
            (Good with { Explanation = new('a', 5_001) }, "engage.text-too-long"), (Good with { Language = "no language" }, "engage.language")
        })
            Given.State(input).When(each => DefineMetric.Decide(null, each, Datasets, new("cleo"))).ThenRefused(code);
        Given.State(Defined()).When(metric => ReviseMetric.Decide(metric, new("arrests", Count, " "), Datasets, new("cleo"))).ThenRefused("engage.empty-text");
        Given.State(Defined()).When(metric => RetireMetric.Decide(metric, new("arrests", new('a', 2_001)))).ThenRefused("engage.text-too-long");
        Given.State(Defined()).When(metric => DescribeMetric.Decide(metric, new("arrests", Title: new('a', 201)))).ThenRefused("engage.text-too-long");
        Given.State(Defined()).When(metric => TranslateMetric.Decide(metric, new("arrests", "en", "Arrests", "Counts.", TranslationStatus.Human))).ThenRefused("engage.original-language");
    }

    [Fact]
    public void Only_another_definition_is_a_new_version_and_there_are_200_of_them()
    {
        Given.State(Defined()).When(metric => ReviseMetric.Decide(metric, new("arrests", Share, "Better."), Datasets, new("cleo"))).ThenRefused("transparency-reports.metric-unchanged");
        var many = Defined() with { Versions = [.. Enumerable.Repeat(Defined().Versions[0], 200)] };
        Given.State(many).When(metric => ReviseMetric.Decide(metric, new("arrests", Count, "Better."), Datasets, new("cleo"))).ThenRefused("transparency-reports.too-many-versions");
        (many with { Versions = [.. many.Versions.Skip(1)] }).ShouldSatisfyAllConditions(metric => ReviseMetric.Decide(metric, new("arrests", Count, "Better."), Datasets, new("cleo")).Reason.ShouldBe("Better."));
    }

    private static Metric Defined() => Metric.Evolve(null, Guid.CreateVersion7(), DefineMetric.Decide(null, Good, Datasets, new("cleo")))!;
}
