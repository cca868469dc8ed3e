using System.Text;
using Snapshooter.Xunit;
using static Engage.Plugins.TransparencyReports.MadeUpFile;

namespace Engage.Plugins.TransparencyReports;

public sealed class ImportingDatasets(ReportFixture reports) : IClassFixture<ReportFixture>
{
    private const string Rows = "1,2026-03-30,Person,Arrested,High St\n2,2026-03-31,Car,Sent home,Low St\n3,2026-03-31,Horse,Sent home,Low St\n";

    private const string Read = """
        query ($name: String!) {
          dataset(name: $name) {
            name title access source licence textVersion
            imports { nodes { file state withdrawnFor counts { rows added corrected unchanged repeated rejected leftOut } rejectedRows { nodes { line column reason } } } }
            records { nodes { key table corrected values { field value } } }
          }
        }
        """;

    [Fact]
    public async Task A_file_comes_to_count_a_later_one_corrects_it_and_is_taken_back()
    {
        var said = await Transcript.Begin(reports.Engage);
        var first = await Import("story", Header + Rows);
        first.Rejected.ShouldBe([(4, "Kind: the mapping does not list this value")]);
        first.Said.ShouldBe([
            "Read as utf-8: 3 rows of stops.csv.", "Not in the mapping: Kind = 'Horse', in 1 row.", "Records added: 2, corrected: 0, unchanged: 0, said again by another row: 0. Rows rejected: 1.", "story"]);
        await said.Ask("a member of the staff", reports.Writer, Read, new { name = "story" });

        var second = await Import("story", Header + "2,2026-03-31,Car,Arrested,Low St\n1,2026-03-30,Person,Arrested,High St\n");
        second.Said[^2].ShouldBe("Records added: 0, corrected: 1, unchanged: 1, said again by another row: 0. Rows rejected: 0.");
        var answer = await said.Ask("a member of the staff", reports.Writer, Read, new { name = "story" });
        var import = await ImportOf("story", 1);
        answer.GetProperty("data").GetProperty("dataset").GetProperty("imports").GetProperty("nodes").GetArrayLength().ShouldBe(2);

        await said.Ask(
            "a member of the staff", reports.Writer,
            $$"""mutation { withdrawImport(input: { dataset: "story", importId: "{{import}}", reason: "The file was of another month." }) { dataset { imports { nodes { state withdrawnFor } } } errors { code } } }""");
        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task The_same_file_or_rows_of_it_in_another_add_nothing_say_so_and_leave_no_event()
    {
        await Import("again", Header + Rows);
        await Import("keyless-again", Header + Rows + Rows, Keyless);
        var before = (await reports.Engage.Events()).Count;
        (await Import("again", Header + Rows)).Said.ShouldContain("Nothing has changed: the 2 records that could be read were imported before.");
        (await Import("again", Header.TrimEnd() + "\r\n2,31/3/2026,CAR,Sent  home,Elsewhere\r\n")).Said.ShouldContain("Nothing has changed: the 1 records that could be read were imported before.");
        (await Import("keyless-again", Header + Rows + Rows, Keyless)).Said.ShouldContain("Nothing has changed: the 4 records that could be read were imported before.");
        (await reports.Engage.Events()).Count.ShouldBe(before);
        (await Import("keyless-again", Header + Rows + Rows + Rows, Keyless)).Said[^2].ShouldStartWith("Records added: 2, corrected: 0, unchanged: 4,");
    }

    [Fact]
    public async Task A_mapping_that_is_put_right_corrects_the_records_and_describes_the_dataset_anew()
    {
        await Import("mended", Header + Rows, Keyless);
        var run = await Import("mended", Header + Rows, Keyless.Replace("\"Car\": \"VEHICLE\"", "\"Car\": \"PERSON_AND_VEHICLE\", \"Horse\": \"PERSON\""));
        run.Said[^2].ShouldBe("Records added: 1, corrected: 1, unchanged: 1, said again by another row: 0. Rows rejected: 0.");
        (await Aliases("mended")).ShouldBe(["dataset-described", "import-begun", "import-completed", "dataset-described", "import-begun", "import-completed"]);
    }

    [Fact]
    public async Task A_mapping_that_only_describes_otherwise_is_taken_over_without_an_import()
    {
        await Import("renamed", Header + Rows);
        (await Import("renamed", Header + Rows, Mapping.Replace("\"title\": \"Stops\"", "\"title\": \"Stops and searches\""))).Said.ShouldContain("Nothing has changed: the 2 records that could be read were imported before.");
        (await Aliases("renamed")).ShouldBe(["dataset-described", "import-begun", "import-completed", "dataset-described"]);
        (await reports.Engage.Anonymous.Data("{ dataset(name: \"renamed\") { title textVersion } }")).ToString().ShouldBe("""{"dataset":{"title":"Stops and searches","textVersion":2}}""");
    }

    [Fact]
    public async Task A_mapping_that_tells_records_apart_by_something_else_is_refused_until_nothing_counts()
    {
        await Import("other-key", Header + Rows);
        await Refused("other-key", Header + Rows, "transparency-reports.dataset-key", Keyless);
        await Refused("other-key", Header + Rows, "transparency-reports.dataset-key", Mapping.Replace("[\"Id\"]", "[\"Id\", \"Day\"]"));
        await Withdraw("other-key", 0);
        (await Import("other-key", Header + Rows, Keyless)).Said[^2].ShouldStartWith("Records added: 2,");
    }

    [Fact]
    public async Task Of_two_imports_that_begin_at_once_one_is_refused()
    {
        var other = false;
        var refusal = await Should.ThrowAsync<Refusal>(Import("at-once", Header + Rows, Mapping, what =>
        {
            if (what != "lines read" || other) return;
            other = true;
            Import("at-once", Header + Rows).GetAwaiter().GetResult();
        }));
        refusal.Code.ShouldBe("transparency-reports.import-conflict");
        (await Aliases("at-once")).ShouldBe(["dataset-described", "import-begun", "import-completed"]);
    }

    [Fact]
    public async Task An_import_that_broke_off_never_counts_and_the_next_one_abandons_it()
    {
        await Should.ThrowAsync<IOException>(Import("broken-off", Header + Rows, Mapping, what =>
        {
            if (what == "records written") throw new IOException("The disk is gone.");
        }));
        (await Aliases("broken-off")).ShouldBe(["dataset-described", "import-begun"]);
        (await Import("broken-off", Header + Rows)).Said[^2].ShouldStartWith("Records added: 2,", Case.Sensitive, "nothing of the first counts");
        (await Aliases("broken-off")).ShouldBe(["dataset-described", "import-begun", "import-abandoned", "import-begun", "import-completed"]);
    }

    [Fact]
    public async Task An_import_that_another_one_took_for_broken_off_does_not_come_to_count()
    {
        var refusal = await Should.ThrowAsync<Refusal>(Import("taken-over", Header + Rows, Mapping, During("records written", () => Import("taken-over", Header + Rows))));
        refusal.Code.ShouldBe("transparency-reports.import-taken-over");
        (await Aliases("taken-over")).ShouldBe(["dataset-described", "import-begun", "import-abandoned", "import-begun", "import-completed"]);
    }

    [Fact]
    public async Task What_is_withdrawn_while_a_file_is_compared_with_it_refuses_the_file()
    {
        await Import("pulled", Header + Rows);
        var refusal = await Should.ThrowAsync<Refusal>(Import("pulled", Header + Rows + "4,2026-03-31,Car,,\n", Mapping, During("records written", () => Withdraw("pulled", 0))));
        refusal.Code.ShouldBe("transparency-reports.import-conflict");
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_does_not_come_to_count()
    {
        var folder = Directory.CreateTempSubdirectory();
        var (file, mapping) = (Path.Combine(folder.FullName, "stops.csv"), Path.Combine(folder.FullName, "mapping.json"));
        await File.WriteAllTextAsync(file, Header + Rows);
        await File.WriteAllTextAsync(mapping, Mapping.Replace("\"stops\"", "\"changing\""));
        var refusal = await Should.ThrowAsync<Refusal>(TestImport.Of(reports, file, mapping, During("records written", () => File.AppendAllTextAsync(file, "4,2026-03-31,Car,,\n"))));
        refusal.Code.ShouldBe("transparency-reports.file-changed");
        (await Aliases("changing")).ShouldNotContain("import-completed");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_a_withdrawn_file_said_comes_in_again_with_another()
    {
        await Import("back", Header + Rows);
        await Withdraw("back", 0);
        (await Import("back", Header + Rows)).Said[^2].ShouldStartWith("Records added: 2,");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_changes_nothing()
    {
        await Refused("nothing", Header + Rows + "\"", "transparency-reports.file-unreadable");
        await Refused("nothing", "Id,Day\n1,2\n", "transparency-reports.file-columns");
        await Refused("nothing", Header + "1,never,Person,Arrested,High St\n", "transparency-reports.nothing-imported");
        await Refused("nothing", Header + Rows, "transparency-reports.mapping", "{}");
        var before = (await reports.Engage.Events()).Count;
        (await Should.ThrowAsync<Refusal>(TestImport.Of(reports, "nowhere.csv", Path.Combine(TestImport.Mappings, "lansing-complaints.json")))).Code.ShouldBe("transparency-reports.file-missing");
        (await reports.Engage.Events()).Count.ShouldBe(before);
    }

    [Fact]
    public async Task More_rejected_rows_than_anybody_reads_refuse_the_file()
    {
        var file = new StringBuilder(Header);
        for (var i = 0; i <= DatasetReading.MostRejected; i++) file.Append("x,never,,,\n");
        await Refused("rejected", file.ToString(), "transparency-reports.too-many-rejected");
    }

    [Fact]
    public async Task Rejected_rows_are_read_in_pages_and_by_nobody_else_than_who_manages_data()
    {
        var file = new StringBuilder(Header + Rows[..Rows.IndexOf("3,", StringComparison.Ordinal)]);
        for (var i = 0; i < 250; i++) file.Append($"x{i},never,,,\n");
        await Import("paged", file.ToString());
        var (lines, after) = (new List<int>(), (string?)null);
        do
        {
            var page = (await reports.Writer.Data("query ($after: String) { dataset(name: \"paged\") { imports { nodes { rejectedRows(first: 70, after: $after) { nodes { line } pageInfo { hasNextPage endCursor } } } } } }", new { after }))
                .GetProperty("dataset").GetProperty("imports").GetProperty("nodes")[0].GetProperty("rejectedRows");
            lines.AddRange(page.GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("line").GetInt32()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        lines.ShouldBe(Enumerable.Range(4, 250));

        const string rows = "{ dataset(name: \"paged\") { imports { nodes { rejectedRows { nodes { reason } } } } } }";
        (await reports.Engage.Anonymous.GraphQL(rows)).ToString().ShouldContain("engage.unauthenticated");
        (await reports.Resident.GraphQL(rows)).ToString().ShouldContain("engage.forbidden");
    }

    private Task<TestImport> Import(string name, string file, string mapping = Mapping, Action<string>? showing = null) =>
        TestImport.OfText(reports, file, mapping.Replace("\"name\": \"stops\"", $"\"name\": \"{name}\""), showing);

    private async Task Refused(string name, string file, string code, string mapping = Mapping)
    {
        var before = (await reports.Engage.Events()).Count;
        (await Should.ThrowAsync<Refusal>(Import(name, file, mapping))).Code.ShouldBe(code);
        (await reports.Engage.Events()).Count.ShouldBe(before);
    }

    private async Task<Guid> ImportOf(string name, int number)
    {
        await using var session = reports.Session();
        return (await session.LoadAsync<Dataset>(Dataset.IdOf(name)))!.Imports[number].Id;
    }

    private async Task Withdraw(string name, int number) =>
        await ReportFixture.Done(reports.Writer, "withdrawImport", $"{{ dataset: \"{name}\", importId: \"{await ImportOf(name, number)}\", reason: \"Wrong.\" }}");

    /// <summary>Does something once while an import is under way.</summary>
    private static Action<string> During(string what, Func<Task> act)
    {
        var done = false;
        return shown =>
        {
            if (shown != what || done) return;
            done = true;
            act().GetAwaiter().GetResult();
        };
    }

    private async Task<List<string>> Aliases(string name) =>
        [.. (await reports.Engage.Events()).Where(each => each.Stream == Dataset.IdOf(name)).Select(each => each.Alias["transparency-reports.".Length..])];
}
