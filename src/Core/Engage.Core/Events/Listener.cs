using System.Threading.Channels;
using JasperFx.Events;

namespace Engage.Events;

/// <summary>
/// Somebody who listens to the log, from a number on and without a gap. Holds at most <see cref="Capacity"/> events that were not read yet: who is further
/// behind reads these, and then <see cref="Events"/> ends. A cache is loaded anew then; a feed reads on in the log.
/// </summary>
/// <param name="agency">Whose events; null for those of all agencies.</param>
/// <param name="wants">Which types of events.</param>
/// <param name="start">Events with higher numbers are handed out.</param>
/// <param name="leave">Ends it.</param>
internal sealed class Listener(string? agency, Func<Type, bool> wants, long start, Action<Listener> leave) : IDisposable
{
    public const int Capacity = 1000;

    private readonly Channel<IEvent> _events = Channel.CreateBounded<IEvent>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public string? Agency => agency;

    public long Start => start;

    public bool Wants(Type type) => wants(type);

    public bool Wants(string ofAgency, Type type) => (agency is null || agency == ofAgency) && wants(type);

    public void Offer(IEvent each)
    {
        // Once an event was left out no later one may follow it.
        if (each.Sequence > start && !_events.Writer.TryWrite(each)) _events.Writer.TryComplete();
    }

    public void LetGo() => _events.Writer.TryComplete(Broken());

    public IAsyncEnumerable<IEvent> Events(CancellationToken stop) => _events.Reader.ReadAllAsync(stop);

    public static Refusal Broken() => new("engage.feed-broken", "An event cannot be read. Tell the operator, and read the list instead.");

    public void Dispose() => leave(this);
}
