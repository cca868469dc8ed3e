using System.Runtime.CompilerServices;

namespace Engage.Events;

/// <summary>The feed of the agency of a request.</summary>
internal sealed class EventFeed(EventLog log, Agency agency) : IEventFeed
{
    public async IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>([EnumeratorCancellation] CancellationToken stop) where TEvent : class
    {
        using var listener = log.Listen(agency.Slug, static type => type == typeof(TEvent));
        await foreach (var each in listener.Events(stop))
            yield return new(each.StreamId, each.Sequence, each.Timestamp, (TEvent)each.Data);
        throw new Refusal("engage.feed-overrun", $"More than {Listener.Capacity:N0} events were not read yet. Subscribe again, and read the list anew.");
    }
}
