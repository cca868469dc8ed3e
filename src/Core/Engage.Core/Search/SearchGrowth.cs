using Engage.Agencies;
using Engage.Events;
using Engage.Plugins;
using Engage.Privacy;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Search;

/// <summary>
/// Lets the index follow the log: a batch in a transaction with how far it has come, so that each goes on from what it finds. An agency whose language was changed is
/// read anew from the beginning, beside the others.
/// </summary>
internal sealed partial class SearchGrowth(
    IDocumentStore store, NpgsqlDataSource database, SearchDocuments documents, Secrets secrets, IEnumerable<LoadedPlugin> plugins, ILogger<SearchGrowth> log)
{
    // To be raised where the same texts give other terms than before: everything is then made anew.
    private const int Version = 1;

    private const int Batch = 500;

    private static readonly Type[] Others = [typeof(SubjectErased), typeof(PersonalDataExpired), typeof(AgencyDescribed)];

    private readonly SearchDeclaration[] _declared = [.. plugins.SelectMany(plugin => plugin.Declarations.Searches)];

    /// <summary>Whether there is anything to be found at all.</summary>
    public bool IsUsed => _declared.Length > 0;

    /// <summary>Reads the next events of the log; true where there may be more.</summary>
    /// <param name="until">The number in the log up to which every event is committed or will never come.</param>
    /// <param name="stop">Ends it; nothing of the batch is then kept.</param>
    public async Task<bool> Add(long until, CancellationToken stop)
    {
        if (!IsUsed) return false;
        var recipe = await Recipe(stop);
        if (await IsDone(recipe, until, stop)) return false;
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var progress = await SearchProgress.Begin(connection, recipe, stop);
        var more = await Follow(connection, progress, until, stop) | await Again(connection, progress, stop);
        await progress.Write(connection, stop);
        await transaction.CommitAsync(stop);
        return more;
    }

    /// <summary>Throws the index away. Who keeps it makes it anew from the log.</summary>
    public async Task Clear(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await SearchProgress.Clear(connection, stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<bool> Follow(NpgsqlConnection connection, SearchProgress progress, long until, CancellationToken stop)
    {
        var (events, reached) = await Read(null, progress.Sequence, until, stop);
        foreach (var agency in events.GroupBy(each => each.TenantId))
        {
            var language = await SearchLanguage.Of(connection, agency.Key, stop);
            if (progress.Find(agency.Key) is not { } known) progress.Agencies[agency.Key] = new(language, null);
            else if (known.Language != language) await progress.Restart(connection, agency.Key, language, stop);
            // What is read anew comes to these by itself.
            if (progress.Find(agency.Key) is { Sequence: null }) await documents.Write(connection, agency.Key, language, [.. Texts(agency)], stop);
            // After the texts: what was made of words whose key went in between goes with these.
            if (agency.Any(each => each.Data is SubjectErased or PersonalDataExpired)) await SearchTexts.Forget(connection, agency.Key, null, stop);
        }
        progress.Sequence = reached;
        return reached < until;
    }

    private async Task<bool> Again(NpgsqlConnection connection, SearchProgress progress, CancellationToken stop)
    {
        if (progress.Behind is not var (agency, known)) return false;
        var (events, reached) = await Read([agency], known.Sequence!.Value, progress.Sequence, stop);
        await documents.Write(connection, agency, known.Language, [.. Texts(events)], stop);
        progress.Agencies[agency] = known with { Sequence = reached < progress.Sequence ? reached : null };
        return progress.Behind is not null;
    }

    private async Task<(IReadOnlyList<IEvent> Events, long Reached)> Read(string[]? agencies, long after, long until, CancellationToken stop)
    {
        Type[] types = [.. _declared.Select(each => each.Type), .. Others];
        try
        {
            var events = await store.ReadLog(agencies, types, after, until, stop, Batch);
            return (events, events.Count < Batch ? until : events[^1].Sequence);
        }
        catch (Exception fault) when (EventLog.IsUnreadable(fault))
        {
            // It would fail each time. One at a time the others can be read.
        }
        var (readable, last) = (new List<IEvent>(), Math.Min(until, after + Batch));
        for (var at = after; at < last; at++)
        {
            try
            {
                readable.AddRange(await store.ReadLog(agencies, types, at, at + 1, stop));
            }
            catch (Exception fault) when (EventLog.IsUnreadable(fault))
            {
                Unreadable(log, fault, at + 1);
            }
        }
        return (readable, last);
    }

    private IEnumerable<Searchable> Texts(IEnumerable<IEvent> events)
    {
        foreach (var each in events)
        {
            foreach (var declared in _declared.Where(declared => declared.Type == each.EventType))
            {
                Searchable? found = null;
                try
                {
                    found = declared.Texts(each);
                }
                catch (Exception fault)
                {
                    Unreadable(log, fault, each.Sequence);
                }
                if (found is not null) yield return found;
            }
        }
    }

    /// <summary>What the index is made with. Where that changes all is made anew: other events, another way to read words, another secret to hash them with.</summary>
    private async Task<string> Recipe(CancellationToken stop) =>
        $"{Version} {new BlindTerms(await secrets.Get("search", stop)).OfQuery("'recipe'")} {string.Join(' ', _declared.Select(each => each.Alias).Distinct().Order(StringComparer.Ordinal))}";

    private async Task<bool> IsDone(string recipe, long until, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            $"""
             select exists (select from {SearchTables.Progress} where tenant_id = '' and recipe = $1 and sequence >= $2)
                 and not exists (select from {SearchTables.Progress} where tenant_id <> '' and sequence is not null)
             """);
        command.Parameters.AddWithValue(recipe);
        command.Parameters.AddWithValue(until);
        return (bool)(await command.ExecuteScalarAsync(stop))!;
    }

    [LoggerMessage(23, LogLevel.Error, "The event {Sequence} of the log cannot be read, or its plugin cannot say what is to be found of it. It is left out of the search.")]
    private static partial void Unreadable(ILogger log, Exception fault, long sequence);
}
