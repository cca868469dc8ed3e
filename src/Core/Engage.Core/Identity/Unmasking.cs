using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Identity;

internal sealed record UnmaskingRequested(Guid Pseudonym, Guid? Thread, Personal<string> Reason);

internal sealed record UnmaskingApproved;

internal sealed record UnmaskingDeclined(Personal<string>? Reason);

internal sealed record UnmaskingWithdrawn;

internal sealed record UnmaskedRead;

/// <summary>What became of a request to find out who goes by a pseudonym.</summary>
internal enum UnmaskingState
{
    /// <summary>It waits for a second person.</summary>
    Requested,

    /// <summary>A second person agreed.</summary>
    Approved,

    /// <summary>A second person did not agree.</summary>
    Declined,

    /// <summary>Who asked thought better of it.</summary>
    Withdrawn
}

/// <summary>A request to find out who goes by a pseudonym. It takes two persons, and never says who it was: only these two can read that, and each reading is recorded.</summary>
/// <param name="Id">The request.</param>
/// <param name="Pseudonym">The pseudonym.</param>
/// <param name="Thread">The thread that it belongs to, where it stands for somebody in one thread only.</param>
/// <param name="Reason">Why, as the first person said.</param>
/// <param name="State">What became of it.</param>
/// <param name="RequestedBy">The first person.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ExpiresAt">When it stops to count: seven days after it was asked, and after it was approved seven days from then.</param>
/// <param name="DecidedBy">The second person, or the first where they withdrew it.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Readings">How often it was read who it is.</param>
internal sealed record Unmasking(
    Guid Id, Guid Pseudonym, Guid? Thread, Personal<string> Reason, UnmaskingState State, Guid? RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt,
    Guid? DecidedBy = null, DateTimeOffset? DecidedAt = null, int Readings = 0)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public void MustCount(UnmaskingState state, DateTimeOffset now)
    {
        if (State != state) throw new Refusal("engage.unmasking-decided", $"This request is {State.ToString().ToLowerInvariant()}. Make another one if it is still needed.");
        if (ExpiresAt <= now) throw new Refusal("engage.unmasking-expired", "This request is older than seven days and counts no longer. Make another one if it is still needed.");
    }

    public bool IsRequestedBy(Actor actor) => RequestedBy?.ToString() == actor.Id.Value;

    public bool IsApprovedBy(Actor actor) => State is UnmaskingState.Approved && DecidedBy?.ToString() == actor.Id.Value;

    public Unmasking Decided(IEvent e, UnmaskingState state) => this with { State = state, DecidedBy = e.Author(), DecidedAt = e.Timestamp };
}

internal sealed partial class UnmaskingProjection : SingleStreamProjection<Unmasking, Guid>
{
    public static Unmasking Create(IEvent<UnmaskingRequested> e) =>
        new(e.StreamId, e.Data.Pseudonym, e.Data.Thread, e.Data.Reason, UnmaskingState.Requested, e.Author(), e.Timestamp, e.Timestamp + Unmasking.Life);

    public static Unmasking Apply(IEvent<UnmaskingApproved> e, Unmasking request) => request.Decided(e, UnmaskingState.Approved) with { ExpiresAt = e.Timestamp + Unmasking.Life };

    public static Unmasking Apply(IEvent<UnmaskingDeclined> e, Unmasking request) => request.Decided(e, UnmaskingState.Declined);

    public static Unmasking Apply(IEvent<UnmaskingWithdrawn> e, Unmasking request) => request.Decided(e, UnmaskingState.Withdrawn);

    public static Unmasking Apply(IEvent<UnmaskedRead> e, Unmasking request) => request with { Readings = request.Readings + 1 };
}
