namespace Engage;

/// <summary>
/// The committed events of the caller's agency, in the order of the log: from the moment that the subscription began, or from behind the cursor that the
/// subscriber resumes it with, which the core sees to.
/// </summary>
public interface IEventFeed
{
    /// <summary>Who listens, with the roles and permissions that hold by the event at hand: a subscription lasts, and meanwhile roles are taken back.</summary>
    Actor Actor { get; }

    /// <summary>
    /// Every event of a type, or of those that share an interface, after it was committed. Ends when <paramref name="stop"/> does. A subscription follows one
    /// feed. What it makes of an event should not depend on what came before: a subscriber who resumes begins with the event it was at.
    /// </summary>
    IAsyncEnumerable<Occurred<TEvent>> Of<TEvent>(CancellationToken stop) where TEvent : class;
}

/// <summary>An event that was committed.</summary>
/// <param name="StreamId">The stream that it belongs to.</param>
/// <param name="Sequence">Its place in the log: it only ever grows, with gaps.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">What happened.</param>
public sealed record Occurred<TEvent>(Guid StreamId, long Sequence, DateTimeOffset At, TEvent Data) where TEvent : class;
