using Engage.Events;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Privacy;

/// <summary>The personal parts of some events could be read for long enough. Stored as <c>engage.personal-data-expired</c>.</summary>
/// <param name="Event">The kind of event.</param>
/// <param name="Day">The day, in UTC, on which the events happened.</param>
/// <param name="Keys">How many keys were destroyed: one for each person they were about.</param>
internal sealed record PersonalDataExpired(string Event, DateOnly Day, int Keys);

/// <summary>Destroys the keys whose time is over. They were not used any more already; this keeps them from whoever gets the database later.</summary>
internal sealed class ExpirePersonalData(IDocumentStore store, SubjectKeys keys, TimeProvider clock, NpgsqlDataSource database, ILogger<ExpirePersonalData> log)
    : OneHostJob(database, log)
{
    protected override string Name => "expire-personal-data";

    protected override TimeSpan Poll => TimeSpan.FromMinutes(10);

    protected override async Task<bool> Work(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var agency in await keys.WithExpired(now, stop))
        {
            await using var session = store.LightweightSession(agency);
            session.LastModifiedBy = "retention";
            await session.BeginTransactionAsync(stop);
            var expired = await SubjectKeys.Expire(session.Connection, agency, now, stop);
            if (expired.Count == 0) continue;
            session.Events.Append(StreamId.Of("engage.retention"), expired.Select(Told));
            await session.SaveChangesAsync(stop);
        }
        return false;
    }

    private static PersonalDataExpired Told((string Name, int Keys) expired)
    {
        var (alias, day) = Retention.Of(expired.Name);
        return new(alias, day, expired.Keys);
    }
}
