using Engage.Postgres;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Events;

/// <summary>A background job that one host at a time does, however many run: who holds a lock of the database works, the others stand by.</summary>
/// <remarks>
/// The lock belongs to a transaction on a connection of its own, so it is gone when the connection is. A host that was cut off may not know yet that it lost
/// the lock: <see cref="Work"/> must lock what it changes in its own transaction too, and go by what it finds there.
/// </remarks>
internal abstract partial class OneHostJob(NpgsqlDataSource database, ILogger log) : BackgroundService
{
    private readonly Bell _bell = new();

    /// <summary>What the lock is known by: the same on all hosts, another for each job.</summary>
    protected abstract string Name { get; }

    /// <summary>How long it rests after there was nothing to do, unless it is woken.</summary>
    protected virtual TimeSpan Poll => TimeSpan.FromSeconds(1);

    /// <summary>How often a host that stands by asks for the lock.</summary>
    protected virtual TimeSpan StandBy => TimeSpan.FromSeconds(2);

    /// <summary>Does some of the work; true where there may be more at once. The token ends when the lock is lost, too.</summary>
    protected abstract Task<bool> Work(CancellationToken stop);

    public void Wake() => _bell.Ring();

    protected sealed override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = StandBy;
            try
            {
                await WorkWhereElected(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                Failed(log, fault, Name);
                // What fails here may work on another host: long enough for one to ask.
                pause *= 2;
            }
            await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkWhereElected(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Prepare(connection, stop);
        if (!await AdvisoryLock.Try(connection, $"engage.{Name}", stop)) return;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var watch = Watch(connection, held);
        try
        {
            while (!held.IsCancellationRequested)
            {
                while (await Work(held.Token)) { }
                await _bell.Wait(Poll, held.Token);
            }
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // What the watch saw is the reason.
        }
        finally
        {
            await held.CancelAsync();
            await watch;
        }
    }

    private static async Task Prepare(NpgsqlConnection connection, CancellationToken stop)
    {
        // Its transaction does nothing for as long as it lasts. And a host that lost its power says no goodbye; the server has to ask for it.
        await using var command = new NpgsqlCommand(
            """
            set local idle_in_transaction_session_timeout = 0;
            set local tcp_keepalives_idle = 5;
            set local tcp_keepalives_interval = 2;
            set local tcp_keepalives_count = 3;
            """, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Waits on the connection, on which nothing is ever said: what comes is its end.</summary>
    private static async Task Watch(NpgsqlConnection connection, CancellationTokenSource held)
    {
        try
        {
            while (true) await connection.WaitAsync(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            // The host stops, or the work failed.
        }
        finally
        {
            await held.CancelAsync();
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The job {Job} failed, or lost its lock; it is tried again, here or on another host.")]
    private static partial void Failed(ILogger log, Exception fault, string job);
}
