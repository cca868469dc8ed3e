namespace Engage.Plugins.TransparencyReports;

public sealed class ReadingDatasets(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Rows = "1,2026-03-30,Person,Arrested,High St\n2,2026-03-31,Car,Sent home,Low St\n3,2026-03-31,Car,Sent home,Low St\n";

    [Fact]
    public async Task Records_of_an_open_dataset_are_read_by_everybody_page_by_page_through_all_its_files()
    {
        await Import("open", MadeUpFile.Header + Rows);
        await Import("open", MadeUpFile.Header + "3,2026-03-31,Person,Sent home,\n4,2026-04-01,Person,,\n");
        var (read, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await reports.Engage.Anonymous.Data(
                "query ($after: String) { dataset(name: \"open\") { records(first: 2, after: $after) { nodes { corrected values { value } } pageInfo { hasNextPage endCursor } } } }", new { after })).GetProperty("dataset").GetProperty("records");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node =>
                $"{node.GetProperty("corrected").GetBoolean()} {string.Join(' ', node.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()))}"));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        read.ShouldBe([
            "False 2026-03-30 PERSON ARREST", "False 2026-03-31 VEHICLE Sent home", "False 2026-03-31 VEHICLE Sent home", "True 2026-03-31 PERSON Sent home", "False 2026-04-01 PERSON"]);
    }

    [Fact]
    public async Task Of_a_protected_dataset_only_auditors_read_records_and_nobody_else_than_staff_and_auditors_how_many_there_are()
    {
        await Import("protected", MadeUpFile.Header + Rows, MadeUpFile.Mapping.Replace("\"OPEN\"", "\"PROTECTED\""));
        const string read = "{ dataset(name: \"protected\") { records { nodes { table } } imports { nodes { counts { added } } } } }";
        (await reports.Resident.Data(read)).ToString().ShouldBe("""{"dataset":{"records":null,"imports":{"nodes":[{"counts":null}]}}}""");
        (await reports.Writer.Data(read)).ToString().ShouldBe("""{"dataset":{"records":null,"imports":{"nodes":[{"counts":{"added":3}}]}}}""");
        (await reports.Auditor.Data(read)).ToString().ShouldBe(
            """{"dataset":{"records":{"nodes":[{"table":"STOPS"},{"table":"STOPS"},{"table":"STOPS"}]},"imports":{"nodes":[{"counts":{"added":3}}]}}}""");
    }

    [Fact]
    public async Task Datasets_are_listed_found_by_their_words_and_known_by_name()
    {
        await Import("found", MadeUpFile.Header + Rows, MadeUpFile.Mapping.Replace("\"Made up.\"", "\"Stops near the lighthouse.\""));
        (await reports.Engage.Anonymous.Data("{ datasets(first: 100) { nodes { name } } }")).ToString().ShouldContain("\"found\"");
        await reports.Engage.Indexed();
        (await reports.Engage.Anonymous.Data("{ searchDatasets(text: \"lighthouses\") { nodes { dataset { name } snippet } } }")).ToString().ShouldSatisfyAllConditions(
            found => found.ShouldContain("\"name\":\"found\""), found => found.ShouldContain("mark"));
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"nowhere\") { name } }")).ToString().ShouldBe("""{"dataset":null}""");
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"found\") { mapping } }")).GetProperty("dataset").GetProperty("mapping").GetString().ShouldNotBeNull().ShouldContain("\"STOPS\"");
    }

    [Fact]
    public async Task The_canonical_tables_are_there_for_whoever_writes_a_mapping()
    {
        var tables = (await reports.Engage.Anonymous.Data("{ datasetTables { nodes { table fields { name kind title codes } } } }")).GetProperty("datasetTables").GetProperty("nodes");
        tables.GetArrayLength().ShouldBe(6);
        tables[0].GetProperty("fields")[0].ToString().ShouldBe("""{"name":"occurred","kind":"DAY","title":"Day of the stop","codes":null}""");
    }

    [Fact]
    public async Task A_dataset_is_translated_and_says_when_its_translation_is_outdated()
    {
        await Import("translated", MadeUpFile.Header + Rows);
        await ReportFixture.Done(reports.Writer, "translateDataset", """{ dataset: "translated", language: "de", title: "Anhaltungen", description: "Erfunden.", status: HUMAN, of: 1 }""");
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"translated\") { title(language: \"de-AT\") description translations { language outdated } } }")).ToString()
            .ShouldBe("""{"dataset":{"title":"Anhaltungen","description":"Made up.","translations":[{"language":"de","outdated":false}]}}""");
        await Import("translated", MadeUpFile.Header + Rows, MadeUpFile.Mapping.Replace("\"Made up.\"", "\"All made up.\""));
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"translated\") { translations { outdated } } }")).ToString().ShouldBe("""{"dataset":{"translations":[{"outdated":true}]}}""");
        await reports.Refused(reports.Writer, "translateDataset", """{ dataset: "translated", language: "de", title: "A", description: "B", status: HUMAN, of: 1 }""", "engage.conflict");
        await reports.Refused(reports.Writer, "translateDataset", """{ dataset: "translated", language: "en", title: "A", description: "B", status: HUMAN }""", "engage.original-language");
        await reports.Refused(reports.Writer, "translateDataset", """{ dataset: "translated", language: "de", title: " ", description: "B", status: HUMAN }""", "engage.empty-text");
        await reports.Refused(reports.Writer, "translateDataset", """{ dataset: "nowhere", language: "de", title: "A", description: "B", status: HUMAN }""", "engage.not-found");
        await reports.Refused(reports.Resident, "translateDataset", """{ dataset: "translated", language: "de", title: "A", description: "B", status: HUMAN }""", "engage.forbidden");
    }

    [Fact]
    public async Task Only_an_import_that_counts_is_withdrawn_once_with_a_reason_and_by_who_manages_data()
    {
        await Import("withdrawn", MadeUpFile.Header + Rows);
        await using var session = reports.Session();
        var import = (await session.LoadAsync<Dataset>(Dataset.IdOf("withdrawn")))!.Imports.Single().Id;
        string Input(string dataset, Guid id, string reason) => $"{{ dataset: \"{dataset}\", importId: \"{id}\", reason: \"{reason}\" }}";
        await reports.Refused(reports.Engage.Anonymous, "withdrawImport", Input("withdrawn", import, "Wrong."), "engage.unauthenticated");
        await reports.Refused(reports.Resident, "withdrawImport", Input("withdrawn", import, "Wrong."), "engage.forbidden");
        await reports.Refused(reports.Writer, "withdrawImport", Input("withdrawn", Guid.NewGuid(), "Wrong."), "engage.not-found");
        await reports.Refused(reports.Writer, "withdrawImport", Input("nowhere", import, "Wrong."), "engage.not-found");
        await reports.Refused(reports.Writer, "withdrawImport", Input("withdrawn", import, " "), "engage.empty-text");
        await ReportFixture.Done(reports.Writer, "withdrawImport", Input("withdrawn", import, "Wrong."));
        await reports.Refused(reports.Writer, "withdrawImport", Input("withdrawn", import, "Wrong."), "transparency-reports.import-not-counting");
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"withdrawn\") { records { nodes { key } } } }")).ToString().ShouldBe("""{"dataset":{"records":{"nodes":[]}}}""");
    }

    [Fact]
    public async Task Whoever_follows_a_dataset_hears_of_each_import()
    {
        await Import("followed", MadeUpFile.Header + Rows);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await reports.Engage.Anonymous.Subscribe(
            "subscription { datasetChanged(name: \"followed\") { imports { nodes { state } } } }", null, stop.Token)).GetAsyncEnumerator(stop.Token);
        await Import("other", MadeUpFile.Header + Rows);
        await Import("followed", MadeUpFile.Header + "5,2026-04-01,Person,,\n");
        string shown;
        do
        {
            (await changes.MoveNextAsync()).ShouldBeTrue();
            shown = changes.Current.GetProperty("data").GetProperty("datasetChanged").GetProperty("imports").GetProperty("nodes").ToString();
        }
        while (shown != """[{"state":"COMPLETED"},{"state":"COMPLETED"}]""");
    }

    private Task<TestImport> Import(string name, string file, string mapping = MadeUpFile.Mapping) => TestImport.OfText(reports, file, mapping.Replace("\"name\": \"stops\"", $"\"name\": \"{name}\""));
}
