using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engage.Events;
using Engage.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Agencies;

/// <summary>
/// Walks the whole schema, whatever is in it, with two agencies: one in which every text is marked, and another whose administrator asks for everything, with
/// the ids and cursors of the first. What comes to be added to the schema is walked too; a type that this cannot make a value of fails it.
/// </summary>
public sealed partial class KeepingAgenciesApart : IAsyncLifetime
{
    private const string Marker = "kilimanjaro";

    // What is open to everybody by its purpose.
    private static readonly string[] Public = ["agencies"];

    private readonly Faulted _faults = new();
    private readonly Dictionary<Guid, Guid> _never = [];
    private EngageHarness _engage = null!;
    private SchemaWalk _schema = null!;
    private EngageClient _here = null!;
    private EngageClient _there = null!;

    public async Task InitializeAsync()
    {
        _engage = await EngageHarness.Start(
            configure: engage => engage.AddPlugin<KitchenPlugin>(),
            // The boards and the reports walk theirs among their own tests: here it would be each id of one plugin to each field of the other.
            settings: new Dictionary<string, string?>
            {
                ["Engage:RateLimits:RequestsPerMinute"] = "0",
                ["Engage:Plugins:advisory-boards:Enabled"] = "false",
                ["Engage:Plugins:transparency-reports:Enabled"] = "false"
            },
            services: services => services.AddSingleton<ILoggerProvider>(_faults));
        _here = (await _engage.In(Marker)).As("Ada", [.. Roles.All]);
        _there = (await _engage.In("elsewhere")).As("Bo", [.. Roles.All]);
        _schema = await SchemaWalk.Of(_here);
        foreach (var client in new[] { _here, _there }) await HoldEveryPermission(client);
        for (var round = 0; round < 3; round++) await DoEverything();
    }

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task Nothing_of_one_agency_is_ever_shown_to_another_or_changed_by_it()
    {
        var (ids, cursors, shown) = (await Ids(), new HashSet<string>(), new List<string>());
        foreach (var field in _schema.Queries)
        {
            foreach (var id in _schema.TakesId(field) ? ids : [Guid.NewGuid()])
            {
                var answer = await Ask(_here, "query", field, new(Marker, id, Narrowed: false));
                if (answer.Contains(Marker)) shown.Add(SchemaWalk.Name(field));
                foreach (Match cursor in EndCursors().Matches(answer)) cursors.Add(cursor.Groups[1].Value);
            }
        }
        // Otherwise there would be nothing that could have been shown.
        foreach (var name in new[] { "agency", "topics", "topic", "meals", "meal", "history" }) shown.ShouldContain(name);
        cursors.ShouldNotBeEmpty();

        var before = await Stored();
        foreach (var field in _schema.Queries.Where(field => !Public.Contains(SchemaWalk.Name(field))))
        {
            foreach (var id in _schema.TakesId(field) ? ids : [Guid.NewGuid()]) await LooksLikeNothing("query", field, id, null);
            (await Ask(_there, "query", field, new("other", Guid.NewGuid(), Narrowed: false))).ShouldNotContain(Marker);
            foreach (var cursor in cursors) (await Ask(_there, "query", field, new("other", Guid.NewGuid(), cursor))).ShouldNotContain(Marker);
        }
        foreach (var field in _schema.Mutations)
            foreach (var id in _schema.TakesId(field) ? ids : [Guid.NewGuid()]) await LooksLikeNothing("mutation", field, id, CodesIn);
        (await Stored()).ShouldBe(before);
    }

    [Fact]
    public async Task Nothing_that_happens_in_one_agency_is_heard_in_another()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (heardHere, heardThere) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var following = new List<Task>();
        foreach (var field in _schema.Subscriptions)
        {
            foreach (var id in _schema.TakesId(field) ? (await Ids()).TakeLast(10) : [Guid.NewGuid()])
            {
                var document = _schema.Document("subscription", field, new("other", id));
                following.Add(Follow(await _here.Subscribe(document, stop: stop.Token), heardHere));
                following.Add(Follow(await _there.Subscribe(document, stop: stop.Token), heardThere));
            }
        }
        following.ShouldNotBeEmpty();

        await DoEverything();
        await _there.Data("mutation { cook(input: { name: \"The last\" }) { errors { code } } }");
        while (!heardThere.Any(message => message.Contains("The last"))) await Task.Yield();
        await stop.CancelAsync();
        await Task.WhenAll(following);
        heardHere.ShouldContain(message => message.Contains(Marker));
        heardThere.ShouldAllBe(message => !message.Contains(Marker));
    }

    private static async Task Follow(IAsyncEnumerable<JsonElement> messages, ConcurrentQueue<string> heard)
    {
        try
        {
            await foreach (var message in messages) heard.Enqueue(message.ToString());
        }
        catch (OperationCanceledException)
        {
            // The test has heard enough.
        }
    }

    /// <summary>With an id of the other agency it is answered as with one that there never was.</summary>
    private async Task LooksLikeNothing(string operation, JsonElement field, Guid id, Func<string, string>? part)
    {
        for (var attempt = 1; ; attempt++)
        {
            // The same one each time: what is asked of one id before is asked of the other too, and may leave traces in the agency that asks.
            if (!_never.TryGetValue(id, out var never)) _never[id] = never = Guid.NewGuid();
            var answer = (await Ask(_there, operation, field, new("other", id))).Replace(id.ToString(), "id");
            answer.ShouldNotContain(Marker);
            var nothing = (await Ask(_there, operation, field, new("other", never))).Replace(never.ToString(), "id");
            if (part is not null) (answer, nothing) = (part(answer), part(nothing));
            if (answer == nothing) return;
            // In between a job may have changed what it shows of its own agency.
            if (attempt == 5) answer.ShouldBe(nothing, $"{operation} {SchemaWalk.Name(field)}");
        }
    }

    private async Task<string> Ask(EngageClient client, string operation, JsonElement field, Values values)
    {
        var document = _schema.Document(operation, field, values);
        var answer = (await client.GraphQL(document)).ToString();
        // What is not run keeps nothing apart.
        foreach (var code in new[] { "engage.syntax-error", "engage.invalid-document", "engage.too-complex", "engage.document-too-large", "engage.internal", "engage.rate-limited" })
            answer.ShouldNotContain($"\"{code}\"", customMessage: $"{document}\n{_faults.Last}");
        return answer;
    }

    /// <summary>Calls every mutation in the marked agency, each with the newest ids that it takes.</summary>
    private async Task DoEverything()
    {
        foreach (var field in _schema.Mutations)
        {
            foreach (var id in _schema.TakesId(field) ? (await Ids()).Reverse().Take(20) : [Guid.NewGuid()])
                if (CodesIn(await Ask(_here, "mutation", field, new(Marker, id))).Length == 0) break;
        }
    }

    private async Task HoldEveryPermission(EngageClient client)
    {
        if (!_schema.Mutations.Any(field => SchemaWalk.Name(field) == "definePermissionsOfRole")) return;
        var answer = await client.GraphQL("mutation { definePermissionsOfRole(input: { role: \"auditor\", permissions: [\"engage.audit\", \"engage.read-personal\"] }) { errors { code } } }");
        CodesIn(answer.ToString()).ShouldBeEmpty();
    }

    private static string CodesIn(string answer) => string.Join(' ', Codes().Matches(answer).Select(code => code.Groups[1].Value));

    /// <summary>The ids of everything that the marked agency has and no other, in the order it came: a role's stream has the same id in every agency.</summary>
    private async Task<IReadOnlyList<Guid>> Ids()
    {
        await using var command = Database.CreateCommand(
            $"""
             with theirs as (select stream_id, id, seq_id from {EventStore.Schema}.mt_events
                 where tenant_id = $1 and stream_id not in (select stream_id from {EventStore.Schema}.mt_events where tenant_id <> $1))
             select id from (select stream_id as id, min(seq_id) as at from theirs group by stream_id union all select id, seq_id from theirs) as ids order by at
             """);
        command.Parameters.AddWithValue(Marker);
        var ids = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) ids.Add(rows.GetGuid(0));
        return ids;
    }

    /// <summary>A digest of every row of the marked agency in every table that has agencies. The ledger follows the log by itself.</summary>
    private async Task<string> Stored()
    {
        var tables = new List<string>();
        await using (var names = Database.CreateCommand("select format('%I.%I', table_schema, table_name) from information_schema.columns where column_name = 'tenant_id' and table_name not like 'ledger%' order by 1"))
        await using (var rows = await names.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        var digests = new List<string>();
        foreach (var table in tables)
        {
            await using var command = Database.CreateCommand($"select md5(coalesce(string_agg(it::text, '' order by it::text), '')) || ' ' || count(*) from {table} as it where tenant_id = $1");
            command.Parameters.AddWithValue(Marker);
            digests.Add($"{table} {await command.ExecuteScalarAsync()}");
        }
        return string.Join('\n', digests);
    }

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Remembers what went wrong inside, which no answer tells.</summary>
    private sealed class Faulted : ILoggerProvider, ILogger
    {
        public Exception? Last { get; private set; }

        public ILogger CreateLogger(string category) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) => Last = exception ?? Last;

        public void Dispose()
        {
        }
    }

    [GeneratedRegex("\"endCursor\":\"([A-Za-z0-9_-]+)\"")]
    private static partial Regex EndCursors();

    [GeneratedRegex("\"code\":\"([a-z.-]+)\"")]
    private static partial Regex Codes();
}
