using Engage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Engage.Ledger;

/// <summary>Lets the trees follow the log, and issues a checkpoint every few seconds while they grow.</summary>
internal sealed partial class LedgerJob(
    NpgsqlDataSource database, EventLog events, LedgerGrowth growth, StoredTrees trees, Checkpoints checkpoints, LedgerKeys keys, ILogger<LedgerJob> log)
    : OneHostJob(database, log)
{
    private static readonly TimeSpan BetweenCheckpoints = TimeSpan.FromSeconds(2);

    private long _taken;
    private bool _grown = true;
    private long? _issued;

    protected override string Name => "ledger";

    protected override async Task<bool> Work(CancellationToken stop)
    {
        // Once, by the host that does the work.
        if (_issued is null && await trees.NamedOtherwise(keys, stop) is > 0 and var named) KeepTheirNames(log, named);
        var (until, more) = (events.Position, false);
        if (until > _taken)
        {
            more = await growth.Add(until, stop);
            if (!more) _taken = until;
            _grown = true;
        }
        if (_grown && (_issued is not { } last || Stopwatch.GetElapsedTime(last) > BetweenCheckpoints))
        {
            await checkpoints.Issue(stop);
            (_grown, _issued) = (false, Stopwatch.GetTimestamp());
        }
        return more;
    }

    [LoggerMessage(21, LogLevel.Warning,
        "The setting Engage:Ledger:Origin is not what {Ledgers} ledgers are known by. They keep their name, since others have saved it with their checkpoints.")]
    private static partial void KeepTheirNames(ILogger log, long ledgers);
}
