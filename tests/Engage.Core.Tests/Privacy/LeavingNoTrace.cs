using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Engage.Ledger;
using Engage.Plugins;
using Engage.Postgres;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Privacy;

/// <summary>
/// Marked personal data goes into the host by every way there is. In no dump of the database, no file of its server, no log and no trace is a mark to be
/// found: not before the people are erased, since it is stored encrypted, and not after, when nothing is left to decrypt it with.
/// </summary>
public sealed class LeavingNoTrace : IAsyncLifetime
{
    // The name is what the development token's subject is made of, so the mark is in both.
    private const string Name = "Xanthe Tourmaline";
    private const string Post = "vermilionpost";
    private const string Entry = "vermilionentry";
    private const string Street = "vermilionstreet";
    private const string Statement = "vermilionstatement";
    private const string Participant = "vermilionparticipant";
    private const string Reason = "vermilionreason";

    private static readonly string[] Marks = ["tourmaline", "vermilion"];

    private readonly Diaries _diaries = new();
    private readonly Journal _journal = new();
    private readonly ConcurrentQueue<string> _traces = new();
    private ActivityListener _listener = null!;

    private EngageHarness Engage => _diaries.Engage;

    private EngageClient Xanthe => Engage.As(Name, Roles.Resident);

    private EngageClient Root => Engage.As("Root", Roles.Administrator, Roles.Moderator, Roles.Auditor);

    public async Task InitializeAsync()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _traces.Enqueue(string.Join('\n',
                [activity.DisplayName, activity.StatusDescription, .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. activity.Baggage.Select(each => $"{each.Key}={each.Value}"),
                 .. activity.Events.SelectMany(each => each.Tags, (each, tag) => $"{each.Name} {tag.Key}={tag.Value}")]))
        };
        ActivitySource.AddActivityListener(_listener);
        await _diaries.Start(services => services.AddSingleton<ILoggerProvider>(_journal).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)));
    }

    public async Task DisposeAsync()
    {
        await _diaries.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Of_marked_personal_data_that_was_written_by_every_way_no_mark_is_found_anywhere()
    {
        var topic = await WriteEverything();
        var xanthe = await _diaries.IdOf(Xanthe);
        await ReadEverything(topic, xanthe);
        await Settle();
        var dump = await Dump();
        dump.ShouldContain("Forecourt");
        NoMarkIsIn(dump);
        await NoMarkIsInTheFiles();

        var figures = await Figures(topic);
        var subjects = await Subjects();
        subjects.Count.ShouldBeGreaterThan(3);
        foreach (var subject in subjects) Diaries.CodeOf(await Diaries.Erase(Root, subject)).ShouldBeNull();
        await Settle();

        (await Figures(topic)).ShouldBe(figures);
        (await _diaries.Scalar("select count(*) from engage_search.texts where title_of is not null or body_of is not null")).ShouldBe(0L);
        (await _diaries.Scalar("select count(*) from engage_search.texts where length(ts_filter(terms, '{c,d}')) > 0")).ShouldBe(0L);
        (await Engage.Anonymous.Data($$"""{ topic(id: "{{topic}}") { author { name } posts { nodes { body author { name } } } } entries { nodes { text met writerName } } }""")).ToString()
            .ShouldNotContain("vermilion", Case.Insensitive);
        await TheLedgerVerifies();
        (await _diaries.Scalar("select count(*) from engage_keys.subject_keys where wrapped is not null")).ShouldBe(0L);
        NoMarkIsIn(await Dump());
        await NoMarkIsInTheFiles();
        NoMarkIsIn(string.Join('\n', _journal.Lines));
        NoMarkIsIn(string.Join('\n', _traces));
        // They were listening.
        _journal.Lines.Count.ShouldBeGreaterThan(100);
        _traces.Count.ShouldBeGreaterThan(100);
    }

    private async Task<Guid> WriteEverything()
    {
        var topic = (await Done(Xanthe, "openTopic", """{ title: "Lamps", body: "Where?", clientMutationId: "one" }""", "topic { id author { name } }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = (await Done(Xanthe, "reply", $$"""{ topicId: "{{topic}}", body: "{{Post}}", clientMutationId: "two" }""", "post { id body }")).GetProperty("post").GetProperty("id").GetGuid();
        await Done(Xanthe, "vote", $$"""{ postId: "{{post}}", value: AGREE }""", "post { body agrees author { name } }");
        var entry = await Diaries.Write(Xanthe, Entry, Street);
        await Done(Xanthe, "correctEntry", $$"""{ entryId: "{{entry}}", text: "{{Entry}} corrected" }""", "entry { text }");
        await Done(Xanthe, "bookVisit", $$"""{ address: "{{Street}} 5" }""", "visit { address }");
        await Done(Xanthe, "writeWord", """{ text: "lamps" }""", "__typename");
        await Done(Root, "grantRole", $$"""{ actorId: "{{await _diaries.IdOf(Xanthe)}}", role: "staff", reason: "{{Reason}}" }""", "grant { role reason }");
        // What is refused is looked at by more code than what is taken.
        await Xanthe.GraphQL($$"""mutation { reply(input: { topicId: "{{Guid.NewGuid()}}", body: "{{Post}}" }) { errors { code } } }""");
        await Xanthe.GraphQL($$"""mutation { nothing(input: { body: "{{Post}}" }) }""");
        await Xanthe.GraphQL("mutation ($input: ReplyInput!) { reply(input: $input) { errors { code } } }", new { input = new { topicId = Post, body = 5 } });
        return await Import();
    }

    private async Task<Guid> Import()
    {
        var folder = Directory.CreateTempSubdirectory("engage-import-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "summary.csv"), "topic,Forecourt\nurl,https://deliberation.example/1\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "comments.csv"),
                $"timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1700000000000,1,{Participant} A,1,0,1,{Statement} one\n1700000001000,2,{Participant} B,0,1,1,{Statement} two\n");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "votes.csv"), $"timestamp,comment-id,voter-id,vote\n1700000002000,1,{Participant} B,1\n1700000003000,2,{Participant} A,-1\n");
            var importer = Engage.Services.GetRequiredService<PluginCatalog>().Active.SelectMany(plugin => plugin.Declarations.Importers).Single(each => each.Name == "deliberation");
            var run = new Run(Engage.Services.GetRequiredService<IDocumentStore>()) { Path = folder.FullName, Agency = new(Agency.Default) };
            await ((Importer)Activator.CreateInstance(importer.Type)!).Import(run, CancellationToken.None);
            return Guid.Parse(run.Said.Last());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task ReadEverything(Guid topic, Guid xanthe)
    {
        var read = await Root.Data($$"""
            { topics { nodes { author { name } posts { nodes { body author { name } } } } } entries { nodes { text met home { street } writerName length } } topic(id: "{{topic}}") { posts { nodes { body } } } }
            """);
        foreach (var mark in new[] { Name, Post, Entry, Street, Statement, Participant }) read.ToString().ShouldContain(mark);
        await Engage.Indexed();
        var found = await Xanthe.Data("query ($text: String!) { searchForums(text: $text) { nodes { post { id } snippet } } }", new { text = $"{Post} or {Statement}" });
        foreach (var mark in new[] { Post, Statement }) found.ToString().ShouldContain(mark);
        var export = await Done(Xanthe, "exportSubject", $$"""{ subject: "{{xanthe}}", clientMutationId: "three" }""", "subjectExport { json }");
        foreach (var mark in new[] { Name, Post, Entry, Street, Reason }) export.ToString().ShouldContain(mark);
    }

    private async Task<string> Figures(Guid topic) => (await Engage.Anonymous.Data(
        $$"""{ topics { nodes { id title postCount posts { nodes { id agrees disagrees passes } } } } topic(id: "{{topic}}") { postCount } entries { nodes { id corrections } } }""")).ToString();

    /// <summary>Everybody the log holds something personal of.</summary>
    private async Task<List<Guid>> Subjects()
    {
        var subjects = new List<Guid>();
        await using var command = _diaries.Database.CreateCommand("select distinct subject::uuid from engage_keys.subject_keys where wrapped is not null and tenant_id = 'default'");
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) subjects.Add(rows.GetGuid(0));
        return subjects;
    }

    private async Task TheLedgerVerifies()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var last = (long)(await _diaries.Scalar("select max(seq_id) from engage.mt_events"))!;
        await Engage.Services.GetRequiredService<Events.EventLog>().Advanced(last - 1, stop.Token);
        var growth = Engage.Services.GetRequiredService<LedgerGrowth>();
        while (await growth.Add(last, stop.Token)) { }
        var audit = await new VerifyDatabase(_diaries.Database, Engage.Services.GetRequiredService<LedgerKeys>()).Run(Agency.Default, null, (_, _) => { }, stop.Token);
        audit.Size.ShouldBe((await Engage.Events()).Count);
    }

    /// <summary>Waits for the daemon, and lets the server write what it holds into its files.</summary>
    private async Task Settle()
    {
        using var daemon = await Engage.Services.GetRequiredService<IDocumentStore>().BuildProjectionDaemonAsync();
        await daemon.WaitForNonStaleData(TimeSpan.FromMinutes(1));
        await using (var vacuum = _diaries.Database.CreateCommand("vacuum full")) await vacuum.ExecuteNonQueryAsync();
        await using var checkpoint = _diaries.Database.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync();
    }

    private async Task<string> Dump()
    {
        var to = new NpgsqlConnectionStringBuilder(Engage.Services.GetRequiredService<IConfiguration>().GetConnectionString("Engage"));
        var start = new ProcessStartInfo(PgDump(), ["--host", to.Host!, "--port", $"{to.Port}", "--username", to.Username!, to.Database!]) { Environment = { ["PGPASSWORD"] = to.Password } };
        var dump = await PostgresCommand.Run(start, input: null, CancellationToken.None);
        foreach (var table in new[] { "engage.mt_events", "engage_keys.subject_keys", "engage_forums.mt_doc_post", "engage_diaries.mt_doc_diary", "engage_search.texts" }) dump.ShouldContain($"COPY {table}");
        return dump;
    }

    /// <summary>It need not lie beside the server that the tests run on.</summary>
    private static string PgDump() => PostgresCommand.Directories()
        .Concat(Directory.Exists(PostgresSources.OfThisMachine.System) ? Directory.EnumerateDirectories(PostgresSources.OfThisMachine.System).OrderDescending().Select(version => Path.Combine(version, "bin")) : [])
        .Select(folder => Path.Combine(folder, "pg_dump")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no pg_dump on this machine. Install the client programs of PostgreSQL.");

    /// <summary>As text, and as the bytes of a text are written in a dump or in JSON.</summary>
    private static void NoMarkIsIn(string text)
    {
        foreach (var form in Marks.SelectMany(Forms).Distinct())
        {
            var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
            if (at >= 0) Assert.Fail($"{form} is in: {text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 300)]}");
        }
    }

    /// <summary>The server's own files of the database, and its write-ahead log.</summary>
    private async Task NoMarkIsInTheFiles()
    {
        var data = (string)(await _diaries.Scalar("show data_directory"))!;
        var database = (await _diaries.Scalar("select oid::text from pg_database where datname = current_database()"))!;
        var title = false;
        foreach (var file in new[] { $"base/{database}", "pg_wal" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(data, folder))))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            title |= bytes.AsSpan().IndexOf("Forecourt"u8) >= 0;
            foreach (var mark in new[] { "ourmaline", "vermilion" }) bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(mark)).ShouldBe(-1, $"{mark} is in {file}");
        }
        title.ShouldBeTrue("What is not personal is in no file either, so it was looked for in the wrong place.");
    }

    private static IEnumerable<string> Forms(string mark)
    {
        yield return mark;
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(mark));
        for (var shift = 0; shift < 3; shift++)
        {
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + mark));
            yield return base64[(shift == 0 ? 0 : 4)..^4];
        }
    }

    private static async Task<JsonElement> Done(EngageClient by, string mutation, string input, string select)
    {
        var payload = await Diaries.Mutation(by, mutation, input, select);
        Diaries.CodeOf(payload).ShouldBeNull(mutation);
        return payload;
    }

    private sealed class Run(IDocumentStore store) : ImportRun
    {
        public List<string> Said { get; } = [];

        public override IDocumentSession OpenSession() => store.LightweightSession(Agency.Slug);

        public override void Progress(string what, int done, int total) { }

        public override void Reject(string file, long line, string reason) => Assert.Fail(reason);

        public override void Say(string text) => Said.Add(text);
    }

    private sealed class Journal : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string category) => this;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format) =>
            Lines.Enqueue($"{format(state, fault)} {fault} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");

        public bool IsEnabled(LogLevel level) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            Lines.Enqueue($"{state} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");
            return null;
        }

        public void Dispose() { }
    }
}
