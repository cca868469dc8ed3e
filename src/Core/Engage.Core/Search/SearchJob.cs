using Engage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Search;

/// <summary>Lets the index of words follow the log.</summary>
internal sealed class SearchJob(NpgsqlDataSource database, EventLog events, SearchGrowth growth, ILogger<SearchJob> log) : OneHostJob(database, log)
{
    protected override string Name => "search";

    protected override Task<bool> Work(CancellationToken stop) => growth.Add(events.Position, stop);
}
