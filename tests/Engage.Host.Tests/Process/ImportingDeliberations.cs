using System.Text.Encodings.Web;
using System.Text.Json;

namespace Engage.Processes;

public sealed class ImportingDeliberations(RunningHost running) : IClassFixture<RunningHost>
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string WhatDiffers =
        "Statement 3: by votes.csv 2 people agree and 1 disagree, each counted once with the last vote, as here; comments.csv says 3 and 1.";

    private const string ModeratedOut = "Statements that were moderated out where the deliberation was held, and are left out here: 1.";

    [Fact]
    public async Task Everything_goes_in_once_with_its_own_times_and_pseudonyms_and_no_host_needs_to_run()
    {
        await using var deployment = new Deployment();

        var first = (await deployment.RunIn(Export.Fixtures, "import", "forums", "deliberation", Export.Station)).Well();
        var topic = first.Lines[^1];
        first.Lines.ShouldBe([WhatDiffers, ModeratedOut, "Imported statements: 5, votes: 14, people who cast them: 5.", topic]);

        var again = (await deployment.Run("import", "forums", "deliberation", Path.Combine(Export.Fixtures, Export.Station))).Well();
        again.Lines.ShouldBe([WhatDiffers, ModeratedOut, "Nothing has changed: what could be read was imported before.", topic]);

        var host = await deployment.Serve();
        (await deployment.Events()).ShouldBe(1 + 5 + 14);
        Text(await Topic(host, topic, "title body author { name } openedAt closedAt kind state postCount")).ShouldBe(
            """{"title":"How should the station forecourt feel safer at night?","body":"","author":{"name":"Imported"}"""
            + ""","openedAt":"2023-11-14T22:13:20+00:00","closedAt":null,"kind":"DELIBERATION","state":"OPEN","postCount":5}""");
        (await Posts(host, topic, "body")).ShouldBe(
        [
            """{"body":"More lamps along the path"}""",
            """{"body":"They said \"wait here, please\", and then\nnobody came"}""",
            """{"body":"The kiosk should stay open until the last train"}""",
            """{"body":"Ask those who work the night shift, not only commuters"}""",
            """{"body":"A bänch would be nice \uD83D\uDE89"}"""
        ]);
        (await Posts(host, topic, "author { name } postedAt agrees disagrees passes")).ShouldBe(
        [
            """{"author":{"name":"Participant 0"},"postedAt":"2023-11-14T22:13:20+00:00","agrees":2,"disagrees":2,"passes":1}""",
            """{"author":{"name":"Participant 1"},"postedAt":"2023-11-14T22:14:20+00:00","agrees":1,"disagrees":1,"passes":1}""",
            """{"author":{"name":"Participant 0"},"postedAt":"2023-11-14T22:15:20+00:00","agrees":2,"disagrees":1,"passes":0}""",
            """{"author":{"name":"Participant 2"},"postedAt":"2023-11-14T22:16:20+00:00","agrees":1,"disagrees":0,"passes":0}""",
            """{"author":{"name":"Participant 4"},"postedAt":"2023-11-14T22:18:20+00:00","agrees":0,"disagrees":0,"passes":0}"""
        ]);
    }

    [Fact]
    public async Task It_goes_into_the_agency_and_under_the_title_that_are_named_while_a_host_serves()
    {
        using var export = new Export();

        var ended = await Import(export, "camden", "--title", "At the station = ours");

        var topic = ended.Well().Lines[^1];
        (await Topic(running.Host, topic, "title", "camden")).GetProperty("title").GetString().ShouldBe("At the station = ours");
        (await Topic(running.Host, topic, "title")).ValueKind.ShouldBe(JsonValueKind.Null, "another agency does not see it");
    }

    [Fact]
    public async Task Residents_go_on_voting_on_what_was_imported_and_the_next_import_leaves_that_alone()
    {
        using var export = new Export();
        var topic = (await Import(export, "goes-on")).Well().Lines[^1];
        var post = JsonSerializer.Deserialize<JsonElement>((await Posts(running.Host, topic, "id", "goes-on"))[0]).GetProperty("id").GetString();
        var vote = $$"""mutation { vote(input: { postId: "{{post}}", value: AGREE }) { errors { code } } }""";
        await running.Host.Data(vote, running.Deployment.Token("Ada", agency: "goes-on"), "/agencies/goes-on/graphql");

        var again = (await Import(export, "goes-on")).Well();

        again.Lines[^2].ShouldStartWith("Nothing has changed");
        again.Lines.Where(line => line.StartsWith("Statement ")).ShouldBe([WhatDiffers]);
        (await Posts(running.Host, topic, "agrees disagrees passes", "goes-on"))[0].ShouldBe("""{"agrees":3,"disagrees":2,"passes":1}""");
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_by_their_line_and_go_in_once_they_are_mended()
    {
        using var mended = new Export();
        using var broken = new Export()
            .Change("comments.csv", 8, "A bänch would be nice 🚉", "")
            .Append("comments.csv", "1700000060000,,2,1,1,1,1,\"Twice, and\nof two lines\"\n")
            .Change("votes.csv", 6, ",1,3,0", ",99,3,0")
            .Change("votes.csv", 8, ",2,0,-1", ",2,,-1")
            .Change("votes.csv", 13, "1700001110000", "yesterday")
            .Change("votes.csv", 15, ",4,1,1", ",4,1,7")
            .Append("votes.csv", "1700001150000,\"Tue Nov 14,4,0,1\n");

        var first = await Import(broken, "mended");

        first.ExitCode.ShouldBe(1);
        first.Errors.Split('\n').ShouldBe(
        [
            "comments.csv:8: the column comment-body is empty",
            "comments.csv:9: another row above has the same comment-id",
            "votes.csv:6: comments.csv has no statement 99 that can be read",
            "votes.csv:8: the column voter-id is empty",
            "votes.csv:13: the column timestamp holds no time in milliseconds since 1970",
            "votes.csv:15: the vote is none of 1 (agree), -1 (disagree) and 0 (pass)",
            "votes.csv:17: a quotation mark is not closed",
            "Rows left out: 7. Mend them and import again; what is in already stays as it is. (engage.import-rows)",
            ""
        ]);
        first.Lines[^2].ShouldBe("Imported statements: 4, votes: 10, people who cast them: 5.");
        (await running.Deployment.Events("mended")).ShouldBe(1 + 4 + 10);

        var second = (await Import(mended, "mended")).Well();

        second.Lines[^2..].ShouldBe(["Imported statements: 1, votes: 4, people who cast them: 4.", first.Lines[^1]]);
        (await running.Deployment.Events("mended")).ShouldBe(1 + 5 + 14);
        (await Posts(running.Host, first.Lines[^1], "agrees disagrees passes", "mended")).ShouldBe(
        [
            """{"agrees":2,"disagrees":2,"passes":1}""", """{"agrees":1,"disagrees":1,"passes":1}""", """{"agrees":2,"disagrees":1,"passes":0}""",
            """{"agrees":1,"disagrees":0,"passes":0}""", """{"agrees":0,"disagrees":0,"passes":0}"""
        ]);

        mended.Append("votes.csv", "1700009000000,Wed Nov 15 00:43:20 UTC 2023,6,0,1\n");
        var third = (await Import(mended, "mended")).Well();

        third.Lines[^2].ShouldBe("Imported statements: 0, votes: 1, people who cast them: 1.");
        (await running.Deployment.Events("mended")).ShouldBe(1 + 5 + 14 + 1);
    }

    [Fact]
    public async Task Of_two_votes_at_one_moment_the_one_further_down_counts()
    {
        using var export = new Export().Append("votes.csv", "1700002000000,,6,0,1\n1700002000000,,6,0,-1\n");

        var topic = (await Import(export, "same-moment")).Well().Lines[^1];

        (await Posts(running.Host, topic, "agrees disagrees", "same-moment"))[^1].ShouldBe("""{"agrees":0,"disagrees":1}""");
    }

    [Fact]
    public async Task Two_imports_at_once_count_nothing_twice()
    {
        using var export = new Export();

        var both = await Task.WhenAll(Import(export, "at-once"), Import(export, "at-once"));

        foreach (var loser in both.Where(ended => ended.ExitCode != 0)) loser.Refused("engage.conflict");
        await Import(export, "at-once");
        (await running.Deployment.Events("at-once")).ShouldBe(1 + 5 + 14);
    }

    [Theory]
    [InlineData("forums.import-file-missing", "forums", "deliberation", "no-such-folder")]
    [InlineData("engage.no-importer", "forums", "survey", "station-forecourt")]
    [InlineData("engage.no-importer", "fora", "deliberation", "station-forecourt")]
    [InlineData("engage.no-import-option", "forums", "deliberation", "station-forecourt", "--titel", "Lamps")]
    [InlineData("engage.usage", "forums", "deliberation", "station-forecourt", "--title")]
    [InlineData("engage.usage", "forums", "deliberation")]
    [InlineData("engage.usage", "forums", "deliberation", "station-forecourt", "and-another")]
    [InlineData("engage.agency-slug", "forums", "deliberation", "station-forecourt", "--agency", "Elm County")]
    [InlineData("engage.unknown-agency", "forums", "deliberation", "station-forecourt", "--agency", "atlantis")]
    public async Task What_cannot_be_begun_is_refused_in_one_line(string code, params string[] args) =>
        (await running.Deployment.RunIn(Export.Fixtures, ["import", .. args])).Refused(code);

    [Fact]
    public async Task An_export_that_is_not_whole_is_refused_and_leaves_nothing()
    {
        using var export = new Export();
        (await Import(export.Delete("votes.csv"), "not-whole")).Refused("forums.import-file-missing", "votes.csv");
        (await Import(export.Write("votes.csv", ""), "not-whole")).Refused("forums.import-empty", "votes.csv");
        (await Import(export.Write("votes.csv", "timestamp,comment-id,vote\n"), "not-whole")).Refused("forums.import-columns", "votes.csv", "voter-id");
        (await Import(export.Write("summary.csv", "views,9\n"), "not-whole")).Refused("forums.import-summary", "topic");
        (await running.Deployment.Events("not-whole")).ShouldBe(0);
    }

    [Fact]
    public async Task A_person_at_a_terminal_sees_how_far_it_has_come()
    {
        if (!File.Exists("/usr/bin/script")) return;
        using var export = new Export();

        await running.Create("terminal");
        var command = $"dotnet \"$ENGAGE_HOST\" import forums deliberation {export.Path} --agency terminal";
        var ended = await running.Deployment.Shell($"script -qec '{command}' /dev/null", AppContext.BaseDirectory);

        ended.ExitCode.ShouldBe(0);
        ended.Output.ShouldMatch(@"statements .*100%");
        ended.Output.ShouldMatch(@"votes .*100%");
        ended.Lines[^2].ShouldStartWith("Imported statements: 5");
        Guid.TryParse(ended.Lines[^1].TrimEnd('\r'), out _).ShouldBeTrue(ended.Lines[^1]);
    }

    [SampleDataFact]
    public async Task A_real_deliberation_comes_out_as_its_export_says()
    {
        var folder = Path.Combine(SampleDataFact.Folder!, "polis", "london.youth.policing");
        var votes = Export.Rows(Path.Combine(folder, "votes.csv"));
        var people = votes.GroupBy(vote => (vote["comment-id"], vote["voter-id"]))
            .Select(cast => cast.MaxBy(vote => long.Parse(vote["timestamp"]))!).ToLookup(vote => vote["comment-id"]);
        var statements = Export.Rows(Path.Combine(folder, "comments.csv")).Where(statement => int.Parse(statement["moderated"]) >= 0).ToList();

        await running.Create("london");
        var ended = (await running.Deployment.Run("import", "forums", "deliberation", folder, "--agency", "london")).Well();

        var posts = (await Posts(running.Host, ended.Lines[^1], "body author { name } postedAt agrees disagrees passes", "london"))
            .Select(post => JsonSerializer.Deserialize<JsonElement>(post))
            .ToDictionary(post => post.GetProperty("postedAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        posts.Count.ShouldBe(36);
        var differ = new List<string>();
        foreach (var statement in statements)
        {
            var post = posts[long.Parse(statement["timestamp"])];
            var cast = people[statement["comment-id"]].ToLookup(vote => vote["vote"]);
            (Number("agrees"), Number("disagrees"), Number("passes")).ShouldBe((cast["1"].Count(), cast["-1"].Count(), cast["0"].Count()));
            post.GetProperty("body").GetString().ShouldBe(statement["comment-body"].Trim());
            post.GetProperty("author").GetProperty("name").GetString().ShouldBe($"Participant {statement["author-id"]}");
            if ($"{Number("agrees")} {Number("disagrees")}" != $"{statement["agrees"]} {statement["disagrees"]}") differ.Add(statement["comment-id"]);

            int Number(string field) => post.GetProperty(field).GetInt32();
        }

        // Where the same person's vote stands twice, the export counts it twice.
        differ.ShouldBe(["10", "25"], ignoreOrder: true);
        ended.Lines.Where(line => line.StartsWith("Statement ")).Select(line => line.Split(' ', ':')[1]).ShouldBe(differ, ignoreOrder: true);
        var persons = Export.Rows(Path.Combine(folder, "participants-votes.csv"));
        posts.Values.Sum(post => post.GetProperty("agrees").GetInt32()).ShouldBe(persons.Sum(person => int.Parse(person["n-agree"])));
        posts.Values.Sum(post => post.GetProperty("disagrees").GetInt32()).ShouldBe(persons.Sum(person => int.Parse(person["n-disagree"])));
    }

    private async Task<Ended> Import(Export export, string agency, params string[] options)
    {
        await running.Create(agency);
        return await running.Deployment.Run(["import", "forums", "deliberation", export.Path, "--agency", agency, .. options]);
    }

    private static async Task<JsonElement> Topic(HostProcess host, string topic, string fields, string agency = Agency.Default) =>
        (await host.Data($$"""{ topic(id: "{{topic}}") { {{fields}} } }""", path: $"/agencies/{agency}/graphql")).GetProperty("topic");

    private static async Task<List<string>> Posts(HostProcess host, string topic, string fields, string agency = Agency.Default) =>
        [.. (await Topic(host, topic, $"posts(first: 100) {{ nodes {{ {fields} }} }}", agency))
            .GetProperty("posts").GetProperty("nodes").EnumerateArray().Select(Text)];

    private static string Text(JsonElement json) => JsonSerializer.Serialize(json, Readable);
}

/// <summary>Runs where ENGAGE_SAMPLE_DATA names a folder with real deliberations, which are not ours to give away.</summary>
public sealed class SampleDataFact : FactAttribute
{
    public SampleDataFact()
    {
        if (Folder is null) Skip = "Set ENGAGE_SAMPLE_DATA to a folder that holds polis/london.youth.policing.";
    }

    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("ENGAGE_SAMPLE_DATA") is { Length: > 0 } folder && Directory.Exists($"{folder}/polis/london.youth.policing") ? folder : null;
}
