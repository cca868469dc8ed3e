using Snapshooter.Xunit;

namespace Engage.Plugins.TransparencyReports;

public sealed class DefiningMetrics(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Shown = "metric { name title explanation dataset retiredFor formula version { version reason definition { measure where { field in not } groupBy per threshold rounding denominator { where { field } dataset of } } } } errors { code message path }";

    private static readonly IReadOnlyDictionary<string, string>[] Stops = [new Dictionary<string, string> { ["occurred"] = "2026-01-15", ["kind"] = "PERSON" }];

    private static readonly IReadOnlyDictionary<string, string>[] Residents = [new Dictionary<string, string> { ["of"] = "residents", ["from"] = "2026-01-01", ["count"] = "1200" }];

    [Fact]
    public async Task From_a_count_over_a_rate_to_its_retirement_in_two_languages()
    {
        await reports.Dataset("story-stops", DatasetTable.Stops, Stops);
        await reports.Dataset("story-census", DatasetTable.Denominators, Residents);
        var (cleo, public_) = (reports.Writer, reports.Engage.Anonymous);
        var said = await Transcript.Begin(reports.Engage);

        await said.Ask("Cleo, who writes reports,", cleo, $"mutation ($input: DefineMetricInput!) {{ defineMetric(input: $input) {{ {Shown} }} }}", new
        {
            input = new
            {
                name = "story-searches",
                title = "Searches",
                explanation = "How many people were searched.",
                language = "en",
                definition = new { measure = "COUNT", dataset = "story-stops", table = "STOPS", periodField = "occurred", where = new[] { new { field = "kind", @in = new[] { "PERSON", "PERSON_AND_VEHICLE" } } }, groupBy = new[] { "ethnicity" } }
            }
        });
        const string revise = "mutation ($input: ReviseMetricInput!) { reviseMetric(input: $input) { " + Shown + " } }";
        await said.Ask("Cleo, who leaves the denominator out,", cleo, revise, new
        {
            input = new { name = "story-searches", reason = "Counts of groups that are not equally many compare nothing.", definition = new { measure = "RATE", dataset = "story-stops", table = "STOPS", periodField = "occurred", groupBy = new[] { "ethnicity" }, per = 1000 } }
        });
        await said.Ask("Cleo", cleo, revise, new
        {
            input = new
            {
                name = "story-searches",
                reason = "Counts of groups that are not equally many compare nothing.",
                definition = new { measure = "RATE", dataset = "story-stops", table = "STOPS", periodField = "occurred", groupBy = new[] { "ethnicity" }, per = 1000, denominator = new { dataset = "story-census", of = "residents" }, threshold = 10, rounding = 5 }
            }
        });
        await said.Ask("Cleo", cleo, $"mutation {{ describeMetric(input: {{ name: \"story-searches\", title: \"Searches for each 1,000 residents\" }}) {{ {Shown} }} }}");
        await said.Ask("Cleo", cleo,
            "mutation { translateMetric(input: { name: \"story-searches\", language: \"es\", title: \"Registros por 1.000 residentes\", explanation: \"A cuántas personas se registró.\", status: MACHINE, of: 2 }) { metric { textVersion title(language: \"es-MX\") translations { language title explanation status outdated } } errors { code } } }");
        await said.Ask("Cleo", cleo, "mutation { retireMetric(input: { name: \"story-searches\", reason: \"The census is out of date.\" }) { metric { retiredFor } errors { code } } }");
        await said.Ask("Somebody without a token, in the end,", public_,
            "{ metric(name: \"story-searches\") { name title(language: \"es\") formula versions { nodes { version reason definition { measure formula } } } version(number: 1) { definition { measure } } none: version(number: 3) { version } } metrics(where: { dataset: \"story-stops\", retired: true }) { nodes { name } } other: metrics(where: { dataset: \"story-stops\", retired: false }) { nodes { name } } missing: metric(name: \"nothing\") { name } }");

        Snapshot.Match(said.ToString());
    }

    [Theory]
    [InlineData("defineMetric", """name: "NAME", title: "T", explanation: "E", definition: { measure: COUNT, dataset: "nothing", table: STOPS, periodField: "occurred" }""")]
    [InlineData("reviseMetric", """name: "NAME", reason: "R", definition: { measure: COUNT, dataset: "nothing", table: STOPS, periodField: "occurred" }""")]
    [InlineData("describeMetric", """name: "NAME", title: "T" """)]
    [InlineData("translateMetric", """name: "NAME", language: "de", title: "T", explanation: "E", status: HUMAN""")]
    [InlineData("retireMetric", """name: "NAME", reason: "R" """)]
    public async Task Each_takes_its_permission_and_something_that_there_is(string mutation, string input)
    {
        await reports.Refused(reports.Engage.Anonymous, mutation, $"{{ {input.Replace("NAME", "nothing")} }}", "engage.unauthenticated");
        await reports.Refused(reports.Resident, mutation, $"{{ {input.Replace("NAME", "nothing")} }}", "engage.forbidden");
        foreach (var name in mutation == "defineMetric" ? ["nothing"] : new[] { "nothing", "", "\\u0000", new('a', 5_000) })
            await reports.Refused(reports.Writer, mutation, $"{{ {input.Replace("NAME", name)} }}", "engage.not-found");
    }

    [Fact]
    public async Task What_is_refused_leaves_no_event_and_says_where_the_fault_lies()
    {
        await reports.Dataset("guarded", DatasetTable.Stops, Stops);
        var (name, definition) = ("guarded-metric", """measure: COUNT, dataset: "guarded", table: STOPS, periodField: "occurred" """);
        await ReportFixture.Done(reports.Writer, "defineMetric", Define(name, definition));

        await reports.Refused(reports.Writer, "defineMetric", Define(name, definition), "transparency-reports.name-taken");
        await reports.Refused(reports.Writer, "defineMetric", Define("Guarded", definition), "transparency-reports.name");
        await reports.Refused(reports.Writer, "reviseMetric", $"{{ name: \"{name}\", reason: \"R\", definition: {{ {definition} }} }}", "transparency-reports.metric-unchanged");
        await reports.Refused(reports.Writer, "describeMetric", $"{{ name: \"{name}\", title: \"T\" }}", "transparency-reports.metric-unchanged");
        await reports.Refused(reports.Writer, "translateMetric", $"{{ name: \"{name}\", language: \"de\", title: \"T\", explanation: \"E\", status: HUMAN, of: 9 }}", "engage.conflict");
        foreach (var (more, code) in new[]
        {
            (", groupBy: [\"occurred\"]", "transparency-reports.field"), (", where: [{ field: \"kind\", in: [] }]", "transparency-reports.condition"), (", groupBy: [\"kind\", \"kind\"]", "transparency-reports.group-by"),
            (", denominator: { where: [] }", "transparency-reports.denominator"), (", per: 7", "transparency-reports.per"), (", fromField: \"occurred\"", "transparency-reports.duration-fields"),
            (", reference: \"WHITE\"", "transparency-reports.reference"), (", threshold: 2", "transparency-reports.threshold"), (", rounding: 100", "transparency-reports.rounding")
        })
            await reports.Refused(reports.Writer, "defineMetric", Define("another", definition + more), code);
        await reports.Refused(reports.Writer, "defineMetric", Define("another", definition.Replace("COUNT", "RATE")), "transparency-reports.denominator-missing");
        await reports.Refused(reports.Writer, "defineMetric", Define("another", definition.Replace("STOPS", "DENOMINATORS")), "transparency-reports.table");
        var payload = await ReportFixture.Mutation(reports.Writer, "defineMetric", Define("another", definition + ", denominator: { dataset: \"guarded\", of: \"\" }").Replace("COUNT", "RATE"), "__typename");
        payload.GetProperty("errors")[0].GetProperty("path").EnumerateArray().Select(step => step.GetString()).ShouldBe(["input", "definition", "denominator", "of"]);

        await ReportFixture.Done(reports.Writer, "retireMetric", $"{{ name: \"{name}\", reason: \"R\" }}");
        await reports.Refused(reports.Writer, "retireMetric", $"{{ name: \"{name}\", reason: \"R\" }}", "transparency-reports.metric-retired");
        await reports.Refused(reports.Writer, "reviseMetric", $"{{ name: \"{name}\", reason: \"R\", definition: {{ {definition}, threshold: 10 }} }}", "transparency-reports.metric-retired");
    }

    [Fact]
    public async Task Whoever_follows_a_metric_hears_of_it_and_of_no_other()
    {
        await reports.Dataset("followed", DatasetTable.Stops, Stops);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await reports.Engage.Anonymous.Subscribe("subscription { metricChanged(name: \"followed-metric\") { name title retiredFor } }", null, stop.Token)).GetAsyncEnumerator(stop.Token);
        foreach (var name in new[] { "other-metric", "followed-metric" })
            await ReportFixture.Done(reports.Writer, "defineMetric", Define(name, """measure: COUNT, dataset: "followed", table: STOPS, periodField: "occurred" """));
        await ReportFixture.Done(reports.Writer, "retireMetric", "{ name: \"followed-metric\", reason: \"R\" }");
        for (var heard = false; !heard;)
        {
            (await changes.MoveNextAsync()).ShouldBeTrue();
            var metric = changes.Current.GetProperty("data").GetProperty("metricChanged");
            metric.GetProperty("name").GetString().ShouldBe("followed-metric");
            heard = metric.GetProperty("retiredFor").GetString() == "R";
        }
    }

    [Fact]
    public async Task Of_two_who_define_one_name_at_once_one_does()
    {
        await reports.Dataset("raced", DatasetTable.Stops, Stops);
        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => ReportFixture.CodeOf(
            await ReportFixture.Mutation(reports.Writer, "defineMetric", Define("raced-metric", """measure: COUNT, dataset: "raced", table: STOPS, periodField: "occurred" """), "__typename"))));
        codes.Count(code => code is null).ShouldBe(1);
        codes.OfType<string>().ShouldAllBe(code => code == "engage.conflict" || code == "transparency-reports.name-taken");
    }

    private static string Define(string name, string definition) => $"{{ name: \"{name}\", title: \"T\", explanation: \"E\", definition: {{ {definition} }} }}";
}
