using System.Runtime.CompilerServices;
using Engage.GraphQL;
using Engage.Identity;
using JasperFx.Events;
using Marten;

namespace Engage.Events;

/// <summary>
/// The feed of one request: reads the log in pages, at the pace of who reads the feed, until it has come up to the live reader; then it listens. Who falls
/// behind while it listens reads the log again, and who is too far behind by then is let go. So it holds a page, and what a listener holds, at most.
/// </summary>
internal sealed class EventFeed(EventLog log, IDocumentStore store, RequestContext request, Actors actors) : IEventFeed
{
    /// <summary>How far behind a subscriber that once was up to date may fall.</summary>
    public const long Behind = 10_000;

    private const int Page = 500;

    private FeedCursor? _resumed;
    private FeedCursor? _at;
    private bool _following;

    /// <summary>Where the subscription began; null before it did, and where it follows no event.</summary>
    public FeedCursor? Start { get; private set; }

    /// <summary>Where the message stands that the plugin made last; null where it made it of no event.</summary>
    public FeedCursor? Cursor => _following ? _at : null;

    /// <summary>How far the subscription came: everything up to here was sent.</summary>
    public FeedCursor? At => _at is { Message: -1 } at ? new(at.Agency, at.Sequence - 1, FeedCursor.Done) : _at;

    public Actor Actor => request.Actor;

    /// <summary>Takes the place in the log that the subscription follows it from: what is committed from now on, or what comes behind a cursor.</summary>
    public async Task Begin(string? after, CancellationToken stop)
    {
        _resumed = after is null ? null : FeedCursor.In(after, request.Agency);
        await log.Settled.WaitAsync(stop);
        Start = _at = _resumed ?? new(request.Agency.Slug, log.Claimed, FeedCursor.Done);
    }

    /// <summary>Counts a message that the plugin made; false for one that the subscriber has already.</summary>
    public bool Counts()
    {
        if (_at is not { } at || !_following) return true;
        _at = at with { Message = at.Message == FeedCursor.Done ? FeedCursor.Done : at.Message + 1 };
        return _resumed is null || _resumed.Sequence != _at.Sequence || _resumed.Message < _at.Message;
    }

    public async IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>([EnumeratorCancellation] CancellationToken stop) where TEvent : class
    {
        // A cursor tells of one place only.
        if (_following) throw new InvalidOperationException("A subscription follows one feed. To follow several events, let them share an interface and follow that.");
        if (Start is null) await Begin(after: null, stop);
        _following = true;
        try
        {
            await foreach (var each in Events(typeof(TEvent), stop))
            {
                _at = new(request.Agency.Slug, each.Sequence, -1);
                request.Actor = await actors.Now(request.Agency, request.Actor, stop);
                yield return new(each.StreamId, each.Sequence, each.Timestamp, (TEvent)each.Data);
                _at = _at with { Message = FeedCursor.Done };
            }
        }
        finally
        {
            _following = false;
        }
    }

    private async IAsyncEnumerable<IEvent> Events(Type wanted, [EnumeratorCancellation] CancellationToken stop)
    {
        // The event of the cursor comes again: it may have made more messages than the one that the subscriber has.
        var at = _resumed is { Message: not FeedCursor.Done } ? Start!.Sequence - 1 : Start!.Sequence;
        var types = store.Options.Events.AllKnownEventTypes().Select(known => known.EventType).Where(type => type.IsAssignableTo(wanted)).ToArray();
        Listener? listener = null;
        try
        {
            while (true)
            {
                while ((listener?.Start ?? log.Position) is var until && at < until)
                {
                    var page = await Read(types, at, until, stop);
                    // To read the log from its beginning is work, too.
                    if (!request.Spend(page.Count))
                        throw new Refusal("engage.rate-limited", "You read more of the log than your share. Wait, and subscribe again after the cursor that is told with this.");
                    foreach (var each in page) yield return each;
                    at = page.Count < Page ? until : page[^1].Sequence;
                }
                if (listener is null)
                {
                    listener = log.Listen(request.Agency.Slug, type => type.IsAssignableTo(wanted));
                    continue;
                }
                await foreach (var each in listener.Events(stop))
                {
                    if (each.Sequence <= at) continue;
                    yield return each;
                    at = each.Sequence;
                }
                listener.Dispose();
                listener = null;
                if (log.Position - at > Behind)
                    throw new Refusal("engage.feed-overrun",
                        $"More than {Behind:N0} events happened that were not read yet. Subscribe again after the cursor that is told with this, and read faster.");
            }
        }
        finally
        {
            listener?.Dispose();
        }
    }

    private async Task<IReadOnlyList<IEvent>> Read(Type[] types, long after, long until, CancellationToken stop)
    {
        if (types.Length == 0) return [];
        try
        {
            return await store.ReadLog([request.Agency.Slug], types, after, until, stop, Page);
        }
        catch (Exception fault) when (EventLog.IsUnreadable(fault))
        {
            throw Listener.Broken();
        }
    }
}
