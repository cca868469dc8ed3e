using JasperFx.Events;
using Marten;
using Marten.Events;
using Marten.Events.Archiving;
using Marten.Services;

namespace Engage.Events;

internal static class LogReading
{
    /// <summary>The events behind a number and up to another, in order, the first of them where there is a limit: of some types and agencies, or of all where these are null.</summary>
    public static async Task<IReadOnlyList<IEvent>> ReadLog(
        this IDocumentStore store, string[]? agencies, Type[]? types, long after, long until, CancellationToken stop, int limit = int.MaxValue)
    {
        await using var session = store.QuerySession(new SessionOptions { AllowAnyTenant = true });
        var events = session.Events.QueryAllRawEvents()
            .Where(each => each.MaybeArchived() && each.Sequence > after && each.Sequence <= until);
        if (types is not null) events = events.Where(each => each.EventTypesAre(types));
        events = agencies is null ? events.Where(each => each.AnyTenant()) : events.Where(each => each.TenantIsOneOf(agencies));
        events = events.OrderBy(each => each.Sequence);
        return await (limit == int.MaxValue ? events : events.Take(limit)).ToListAsync(stop);
    }
}
