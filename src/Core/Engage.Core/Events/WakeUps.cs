using Marten;
using Marten.Services;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Events;

/// <summary>
/// Wakes the readers of the log where something was committed: this host's at once, those of the others by a notification of the database. What gets lost
/// of these costs a second and no event, since every reader looks for itself once a second.
/// </summary>
/// <remarks>
/// A transaction that notifies takes a lock of the whole server when it commits: within appends it halves their rate. So it is sent from here, once for
/// everything that is committed within a window. Listening needs a session: behind a pooler of transactions each host is left to look for itself.
/// </remarks>
internal sealed partial class WakeUps(EventLog reader, NpgsqlDataSource database, ILogger<WakeUps> log) : BackgroundService
{
    public const string Channel = "engage_events";

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Bell _committed = new();

    /// <summary>A session of this host committed events.</summary>
    public void Committed()
    {
        reader.Wake();
        _committed.Ring();
    }

    protected override Task ExecuteAsync(CancellationToken stop) => Task.WhenAll(Tell(stop), Listen(stop));

    private async Task Tell(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _committed.Wait(Timeout.InfiniteTimeSpan, stop);
                if (stop.IsCancellationRequested) return;
                await using var notify = database.CreateCommand("select pg_notify($1, $2)");
                notify.Parameters.AddWithValue(Channel);
                notify.Parameters.AddWithValue(_self);
                await notify.ExecuteNonQueryAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Untold(log, fault);
            }
            await Rest(Window, stop);
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                connection.Notification += (_, told) =>
                {
                    if (told.Payload != _self) reader.Wake();
                };
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection)) await listen.ExecuteNonQueryAsync(stop);
                // For what was told while nobody listened.
                reader.Wake();
                while (true)
                {
                    if (await connection.WaitAsync(Silence, stop)) continue;
                    // A connection that was cut without a word is noticed by using it only.
                    await using var ask = new NpgsqlCommand("select 1", connection);
                    await ask.ExecuteNonQueryAsync(stop);
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Deaf(log, fault);
            }
            await Rest(Pause, stop);
        }
    }

    private static async Task Rest(TimeSpan time, CancellationToken stop) => await Task.Delay(time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(13, LogLevel.Information, "The other hosts could not be told of new events; they look for themselves.")]
    private static partial void Untold(ILogger log, Exception fault);

    [LoggerMessage(14, LogLevel.Information, "The connection on which other hosts tell of new events broke; it is opened again.")]
    private static partial void Deaf(ILogger log, Exception fault);

    /// <summary>Hears of what the sessions of this host commit.</summary>
    public sealed class Commits(Lazy<WakeUps> wakeUps) : DocumentSessionListenerBase
    {
        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            if (commit.GetEvents().Any()) wakeUps.Value.Committed();
            return Task.CompletedTask;
        }
    }
}
