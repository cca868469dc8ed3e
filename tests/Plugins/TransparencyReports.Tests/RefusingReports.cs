namespace Engage.Plugins.TransparencyReports;

public sealed class RefusingReports(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string None = "00000000-0000-0000-0000-000000000000";

    /// <summary>Each mutation, what it takes, and a role that may all but this.</summary>
    public static TheoryData<string, string, string> Mutations => new()
    {
        { "describeReport", "report: \"ID\", title: \"T\"", Roles.Administrator },
        { "translateReport", "report: \"ID\", language: \"es\", title: \"T\", summary: \"S\", status: HUMAN", Roles.Administrator },
        { "writeSections", "report: \"ID\", sections: []", Roles.Administrator },
        { "translateSection", $"report: \"ID\", sectionId: \"{None}\", language: \"es\", heading: \"H\", text: \"T\", status: HUMAN", Roles.Administrator },
        { "compileEdition", "report: \"ID\"", Roles.Administrator },
        { "returnEdition", "editionId: \"ID\", reason: \"R\"", Roles.Auditor },
        { "approveEdition", "editionId: \"ID\"", Roles.Auditor },
        { "publishEdition", "editionId: \"ID\"", Roles.Auditor },
        { "withdrawEdition", "editionId: \"ID\", reason: \"R\"", Roles.Auditor },
        { "openFigure", $"editionId: \"ID\", rowId: \"{None}\", reason: \"R\"", Roles.Staff }
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Each_takes_its_permission_and_something_that_there_is(string mutation, string input, string other)
    {
        await reports.Refused(reports.Engage.Anonymous, mutation, $"{{ {input.Replace("ID", None)} }}", "engage.unauthenticated");
        foreach (var client in new[] { reports.Resident, reports.Engage.As("Olu", Roles.Officer), reports.Engage.As("Nia", other) })
            await reports.Refused(client, mutation, $"{{ {input.Replace("ID", None)} }}", "engage.forbidden");
        var may = mutation == "openFigure" ? reports.Auditor : reports.Writer;
        foreach (var id in new[] { None, Guid.CreateVersion7().ToString() }) await reports.Refused(may, mutation, $"{{ {input.Replace("ID", id)} }}", "engage.not-found");
    }

    [Fact]
    public async Task Drafting_takes_a_permission_too()
    {
        const string input = """{ name: "by-nobody", title: "T", summary: "S" }""";
        await reports.Refused(reports.Engage.Anonymous, "draftReport", input, "engage.unauthenticated");
        await reports.Refused(reports.Resident, "draftReport", input, "engage.forbidden");
        await reports.Refused(reports.Auditor, "draftReport", input, "engage.forbidden");
    }

    [Fact]
    public async Task A_program_writes_nothing_that_whoever_made_its_key_could_approve()
    {
        var name = await reports.Report();
        var key = (await ReportFixture.Done(reports.Engage.As("Alice", Roles.Staff, Roles.Administrator), "createApiKey", $$"""
            {
              name: "Robot", scopes: ["transparency-reports.write", "transparency-reports.translate", "transparency-reports.define"]
              expiresAt: "{{DateTimeOffset.UtcNow.AddDays(1):O}}"
            }
            """, "newApiKey { token }")).GetProperty("newApiKey").GetProperty("token").GetString();
        var program = reports.Engage.Anonymous.With("Authorization", $"Bearer {key}");
        var draft = (await reports.Writer.Report(name, "draft { sections { nodes { id } } }")).GetProperty("draft");
        var section = draft.GetProperty("sections").GetProperty("nodes")[0].GetProperty("id").GetString();
        const string definition = "{ measure: COUNT, dataset: \"DATA\", table: STOPS, periodField: \"occurred\", groupBy: [\"kind\"] }";
        foreach (var (mutation, input) in new[]
        {
            ("draftReport", """{ name: "by-a-program", title: "T", summary: "S" }"""),
            ("describeReport", $$"""{ report: "{{name}}", title: "T" }"""),
            ("translateReport", $$"""{ report: "{{name}}", language: "es", title: "T", summary: "S", status: MACHINE }"""),
            ("writeSections", EditionFixture.Sections(name, "Other.")),
            ("translateSection", $$"""{ report: "{{name}}", sectionId: "{{section}}", language: "es", heading: "H", text: "T", status: MACHINE }"""),
            ("compileEdition", $$"""{ report: "{{name}}" }"""),
            ("defineMetric", $$"""{ name: "by-a-program", title: "T", explanation: "E", definition: {{definition.Replace("DATA", $"data-{name}")}} }"""),
            ("reviseMetric", $$"""{ name: "metric-{{name}}", reason: "R", definition: {{definition.Replace("DATA", $"data-{name}")}} }""")
        }) await reports.Refused(program, mutation, input, "engage.person-needed");
    }

    [Fact]
    public async Task Who_revised_a_metric_does_not_approve_the_first_edition_that_is_computed_so()
    {
        var name = await reports.Report();
        await ReportFixture.Done(reports.Reviewer, "reviseMetric", $$"""
            {
              name: "metric-{{name}}", reason: "Smaller."
              definition: { measure: COUNT, dataset: "data-{{name}}", table: STOPS, periodField: "occurred", groupBy: ["outcome"], threshold: 3 }
            }
            """);
        var edition = await reports.Compiled(name);
        await reports.Refused(reports.Reviewer, "approveEdition", $"{{ editionId: \"{edition}\" }}", "transparency-reports.second-person");
        foreach (var mutation in new[] { "approveEdition", "publishEdition" })
            await ReportFixture.Done(reports.Engage.As("Rolf", Roles.Staff), mutation, $"{{ editionId: \"{edition}\" }}");
        // Of the next one it is nothing new.
        await reports.Published(name, "Once more.");
    }

    [Fact]
    public async Task What_is_written_badly_is_refused()
    {
        var name = await reports.Report();
        foreach (var (mutation, input, code) in new[]
        {
            ("draftReport", $$"""{ name: "{{name}}", title: "T", summary: "S" }""", "transparency-reports.name-taken"),
            ("draftReport", """{ name: "Not kebab", title: "T", summary: "S" }""", "transparency-reports.name"),
            ("draftReport", """{ name: "fine", title: " ", summary: "S" }""", "engage.empty-text"),
            ("draftReport", $$"""{ name: "fine", title: "{{new string('a', 201)}}", summary: "S" }""", "engage.text-too-long"),
            ("draftReport", $$"""{ name: "fine", title: "T", summary: "{{new string('a', 5_001)}}" }""", "engage.text-too-long"),
            ("draftReport", """{ name: "fine", title: "T", summary: "S", language: "plain english" }""", "engage.language"),
            ("describeReport", $$"""{ report: "{{name}}" }""", "transparency-reports.report-unchanged"),
            ("translateReport", $$"""{ report: "{{name}}", language: "en", title: "T", summary: "S", status: HUMAN }""", "engage.original-language"),
            ("translateReport", $$"""{ report: "{{name}}", language: "es", title: "T", summary: "S", status: HUMAN, of: 9 }""", "engage.conflict"),
            ("translateSection", $$"""{ report: "{{name}}", sectionId: "{{None}}", language: "es", heading: "H", text: "T", status: HUMAN }""", "engage.not-found"),
            ("writeSections", $$"""{ report: "{{name}}", sections: [{{string.Join(", ", Enumerable.Repeat("{ heading: \"H\", text: \"T\", figures: [] }", 31))}}] }""", "transparency-reports.too-many-sections"),
            ("writeSections", $$"""{ report: "{{name}}", sections: [{ heading: "H", text: "T", figures: [{ metric: "nothing", from: "2026-01-01", until: "2026-01-31" }] }] }""", "transparency-reports.no-such-metric"),
            ("writeSections", EditionFixture.Sections(name, from: "2027-01-01"), "transparency-reports.period"),
            ("compileEdition", $$"""{ report: "{{name}}", correction: "Typo." }""", "transparency-reports.correction")
        }) await reports.Refused(reports.Writer, mutation, input, code);
    }

    [Fact]
    public async Task An_edition_goes_its_way_step_by_step()
    {
        var name = await reports.Report();
        var edition = await reports.Compiled(name);
        var (id, reason) = ($"{{ editionId: \"{edition}\" }}", $"{{ editionId: \"{edition}\", reason: \"R\" }}");
        await reports.Refused(reports.Writer, "compileEdition", $"{{ report: \"{name}\" }}", "transparency-reports.edition-pending");
        await reports.Refused(reports.Writer, "approveEdition", id, "transparency-reports.second-person");
        await reports.Refused(reports.Reviewer, "publishEdition", id, "transparency-reports.edition-state");
        await reports.Refused(reports.Reviewer, "withdrawEdition", reason, "transparency-reports.edition-state");
        await reports.Refused(reports.Reviewer, "returnEdition", $"{{ editionId: \"{edition}\", reason: \" \" }}", "engage.empty-text");
        await ReportFixture.Done(reports.Reviewer, "approveEdition", id);
        await reports.Refused(reports.Reviewer, "approveEdition", id, "transparency-reports.edition-state");
        await ReportFixture.Done(reports.Reviewer, "publishEdition", id);
        foreach (var mutation in new[] { "approveEdition", "publishEdition" }) await reports.Refused(reports.Reviewer, mutation, id, "transparency-reports.edition-state");
        await reports.Refused(reports.Reviewer, "returnEdition", reason, "transparency-reports.edition-state");
        await reports.Refused(reports.Writer, "compileEdition", $"{{ report: \"{name}\" }}", "transparency-reports.correction");
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", reason);
        await reports.Refused(reports.Reviewer, "withdrawEdition", reason, "transparency-reports.edition-state");
    }

    [Fact]
    public async Task Of_two_editions_over_one_dataset_that_know_nothing_of_each_other_one_is_published()
    {
        var one = await reports.Report();
        var other = $"other-{one}";
        await ReportFixture.Done(reports.Writer, "draftReport", $$"""{ name: "{{other}}", title: "T", summary: "S" }""");
        await ReportFixture.Done(reports.Writer, "writeSections", EditionFixture.Sections(one).Replace($"report: \"{one}\"", $"report: \"{other}\""));
        var editions = new[] { await reports.Approved(one), await reports.Approved(other) };
        var codes = await Task.WhenAll(editions.Select(async edition =>
            ReportFixture.CodeOf(await ReportFixture.Mutation(reports.Reviewer, "publishEdition", $"{{ editionId: \"{edition}\" }}", "__typename"))));
        codes.Order().ShouldBe([null, "transparency-reports.published-since"]);
        // Compiled again, it knows.
        var late = codes[0] is null ? other : one;
        await ReportFixture.Done(reports.Reviewer, "returnEdition", $"{{ editionId: \"{editions[codes[0] is null ? 1 : 0]}\", reason: \"Compile it again.\" }}");
        await reports.Published(late);
    }

    [Fact]
    public async Task Of_two_who_approve_and_return_at_the_same_moment_one_is_heard()
    {
        var edition = await reports.Compiled(await reports.Report());
        var codes = await Task.WhenAll(
            Code(reports.Reviewer, "approveEdition", $"{{ editionId: \"{edition}\" }}"), Code(reports.Engage.As("Rolf", Roles.Staff), "approveEdition", $"{{ editionId: \"{edition}\" }}"));
        codes.Count(code => code is null).ShouldBe(1, string.Join(", ", codes));
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "transparency-reports.edition-state");

        static async Task<string?> Code(EngageClient by, string mutation, string input) => ReportFixture.CodeOf(await ReportFixture.Mutation(by, mutation, input, "__typename"));
    }

    [Fact]
    public async Task An_auditor_opens_a_row_that_there_is_and_says_why()
    {
        var edition = await reports.Published(await reports.Report());
        var row = (await reports.Engage.Anonymous.Edition(edition, "figures { nodes { rows { nodes { id } } } }")).GetProperty("figures").GetProperty("nodes")[0].GetProperty("rows").GetProperty("nodes")[0]
            .GetProperty("id").GetGuid();
        await reports.Refused(reports.Auditor, "openFigure", $"{{ editionId: \"{edition}\", rowId: \"{Guid.NewGuid()}\", reason: \"R\" }}", "engage.not-found");
        await reports.Refused(reports.Auditor, "openFigure", $"{{ editionId: \"{edition}\", rowId: \"{row}\", reason: \" \" }}", "engage.empty-text");
        await reports.Refused(reports.Auditor, "openFigure", $"{{ editionId: \"{edition}\", rowId: \"{row}\", reason: \"{new string('a', 501)}\" }}", "engage.text-too-long");
        // To open figures is no permission to read what waits.
        var pending = await reports.Compiled(await reports.Report());
        await reports.Refused(reports.Auditor, "openFigure", $"{{ editionId: \"{pending}\", rowId: \"{row}\", reason: \"R\" }}", "engage.not-found");
    }
}
