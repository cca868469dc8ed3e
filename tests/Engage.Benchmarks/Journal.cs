using Engage.Events;
using Engage.GraphQL;
using Engage.Idempotency;
using Engage.Ledger;
using Engage.Privacy;
using Engage.Search;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Engage.Benchmarks;

/// <summary>What comes with an append.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Personal">Its two texts are personal.</param>
/// <param name="LookedUp">The author's key is not at hand: they have not written for a while.</param>
/// <param name="Keyed">It has an idempotency key.</param>
/// <param name="Ledger">The ledger follows meanwhile.</param>
internal sealed record Append(string Name, bool Personal = false, bool LookedUp = false, bool Keyed = false, bool Ledger = false);

/// <summary>The core within this process, and what a mutation does with it to append one event: everything but HTTP, GraphQL, rules and read models.</summary>
internal sealed class Journal : IAsyncDisposable
{
    private static readonly Guid Topic = Guid.CreateVersion7();

    private readonly IHost _host;
    private readonly int _postmaster;
    private readonly Actor[] _authors;
    private long _personal, _keyed, _appended;

    private Journal(IHost host, int postmaster, Actor[] authors) => (_host, _postmaster, _authors) = (host, postmaster, authors);

    private T The<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<Journal> Start(PrivatePostgres postgres, string data, TrustOptions options, CancellationToken stop)
    {
        // The ledger follows in some slices only, and nobody searches.
        var host = NotesHost.Build(postgres, data, without: [typeof(LedgerJob), typeof(SearchJob)]);
        await host.StartAsync(stop);
        var authors = Enumerable.Range(0, options.Authors).Select(author => new Actor(new(Guid.NewGuid().ToString()), $"Author {author}", [], [])).ToArray();
        await host.Services.GetRequiredService<SubjectKeys>().Make(Agency.Default, authors.ToDictionary(author => new SubjectKey(author.Id.Value, ""), _ => (DateTimeOffset?)null), stop);
        return new(host, OwnServer.ProcessIdOf(postgres), authors);
    }

    public async Task<Slice> Run(Append append, int connections, TimeSpan duration, CancellationToken stop)
    {
        // What others appended is no matter of this slice.
        await LedgerFollows(stop);
        using var ledger = append.Ledger ? ActivatorUtilities.CreateInstance<LedgerJob>(_host.Services) : null;
        if (ledger is not null) await ledger.StartAsync(stop);
        var (before, began) = (ProcessorTime.Now(Environment.ProcessId, _postmaster), Stopwatch.GetTimestamp());
        var slice = await Clients.Run(connections, () => Do(append, stop), duration, stop);
        // And what the ledger has not done by now is.
        if (ledger is not null) await LedgerFollows(stop);
        slice = slice with { Rate = slice.Requests / Stopwatch.GetElapsedTime(began).TotalSeconds, Took = ProcessorTime.Now(Environment.ProcessId, _postmaster) - before };
        if (ledger is not null) await ledger.StopAsync(stop);
        return slice;
    }

    /// <summary>Throws where the database does not hold what was measured.</summary>
    public async Task Check(CancellationToken stop)
    {
        await LedgerFollows(stop);
        await Holds("events", "select count(*) from engage.mt_events where type like 'notes.%'", _appended, stop);
        await Holds("encrypted events", "select count(*) from engage.mt_events where data -> 'body' ? 'sealed' and data -> 'author' ? 'sealed'", _personal, stop);
        await Holds("keys with their answers", "select count(answer) from engage.idempotency_keys", _keyed, stop);
        await Holds("leaves", "select count(*) from engage.ledger_leaves join engage.mt_events on event_id = id where type like 'notes.%'", _appended, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }

    private async Task Do(Append append, CancellationToken stop)
    {
        var author = _authors[Random.Shared.Next(_authors.Length)];
        await using var scope = _host.Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (request.Actor, request.Cause) = (author, "mutation:takeNote");
        var body = DeliberationFiles.Body(Random.Shared.Next(100_000));
        object note = append.Personal ? new PersonalNoteTaken(Topic, Personal.Of(author.Id, body), Personal.Of(author.Id, author.Name)) : new NoteTaken(Topic, body, author.Name);
        if (append.LookedUp) The<KnownKeys>().Forget();
        if (!append.Keyed) await Take();
        else await The<IdempotencyKeys>().Once(request, "takeNote", Guid.NewGuid().ToString(), new { TopicId = Topic, Body = body }, note.GetType(), Take, stop);
        Interlocked.Increment(ref _appended);
        if (append.Personal) Interlocked.Increment(ref _personal);
        if (append.Keyed) Interlocked.Increment(ref _keyed);

        async ValueTask<object?> Take()
        {
            await using var session = scope.ServiceProvider.GetRequiredService<ISessionFactory>().OpenSession();
            session.Events.StartStream(StreamId.New(TimeProvider.System), note);
            await session.SaveChangesAsync(stop);
            return note;
        }
    }

    private async Task LedgerFollows(CancellationToken stop)
    {
        var log = The<EventLog>();
        await log.Advanced(await Number("select coalesce(max(seq_id), 0) from engage.mt_events", stop) - 1, stop);
        while (await The<LedgerGrowth>().Add(log.Position, stop)) { }
    }

    private async Task Holds(string what, string query, long expected, CancellationToken stop)
    {
        if (await Number(query, stop) is var found && found != expected) throw new InvalidOperationException($"The database holds {found} {what} where {expected} were written.");
    }

    private async Task<long> Number(string query, CancellationToken stop)
    {
        await using var command = The<NpgsqlDataSource>().CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }
}
