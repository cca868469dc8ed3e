using Marten;

namespace Engage;

/// <summary>Loads a state, decides, appends: the four lines around every pure <c>Decide</c>.</summary>
public static class Deciding
{
    /// <summary>
    /// Reads the state of a stream, appends what <paramref name="decide"/> makes of it, and commits. Where another writer was faster, nothing is
    /// written and the caller gets <c>engage.conflict</c>. Where nothing is decided, nothing is written.
    /// </summary>
    /// <param name="session">The session of the request.</param>
    /// <param name="id">The stream.</param>
    /// <param name="decide">Makes events of the state, or throws a <see cref="Refusal"/>. The state is null where the stream has no events yet.</param>
    /// <param name="stop">Ends the work early; what was not committed then is not written.</param>
    public static async Task Change<TState>(this IDocumentSession session, Guid id, Func<TState?, IEnumerable<object>> decide, CancellationToken stop)
        where TState : class
    {
        // Callers may send the empty id, which no stream has and the event store refuses to look for.
        if (id == Guid.Empty)
        {
            _ = decide(null).Count();
            throw Refusal.NotFound("thing");
        }
        var stream = await session.Events.FetchForWriting<TState>(id, stop);
        var events = decide(stream.Aggregate).ToArray();
        if (events.Length == 0) return;
        stream.AppendMany(events);
        await session.SaveChangesAsync(stop);
    }
}
