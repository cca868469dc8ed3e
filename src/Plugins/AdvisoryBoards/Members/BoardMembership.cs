using System.Text.Json.Serialization;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How somebody's time in a seat ended before its term did, or before it began.</summary>
public enum MembershipEnd
{
    /// <summary>The nomination was withdrawn.</summary>
    Withdrawn,

    /// <summary>They resigned.</summary>
    Resigned,

    /// <summary>They were removed, for a reason.</summary>
    Removed,

    /// <summary>They missed as many meetings as forfeit the seat.</summary>
    Forfeited
}

/// <summary>One person's time in one seat.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What they go by; null where they were erased. What they did in office stays.</param>
/// <param name="NominatedBy">Who nominated them.</param>
/// <param name="NominatedOn">When.</param>
public sealed record BoardMembership(
    Guid Id, [property: Unpublished] Guid BoardId, [property: Unpublished] Guid SeatId, [property: Unpublished] ActorId Person, Personal<string> Name, string NominatedBy, DateOnly NominatedOn)
{
    // The account that they act by.
    [Unpublished] public ActorId? Account { get; init; }

    /// <summary>Who confirmed them, or the resolution that did; null until they are.</summary>
    public string? ConfirmedBy { get; init; }

    /// <summary>When they were confirmed; null until they are.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    /// <summary>The first day in office; null until they are confirmed.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day of the term; null until they are confirmed.</summary>
    public DateOnly? TermEnds { get; init; }

    /// <summary>The last day in office, where they resigned, were removed or forfeited the seat, or the day on which the nomination was withdrawn; null otherwise.</summary>
    public DateOnly? EndedOn { get; init; }

    [Unpublished] public MembershipEnd? End { get; init; }

    /// <summary>Why they were removed, or the nomination withdrawn; null where they were erased.</summary>
    public Personal<string>? EndedFor { get; init; }

    /// <summary>By whom they were removed.</summary>
    public string? RemovedBy { get; init; }

    /// <summary>Why they resigned, in their words; null where they did not say, or were erased.</summary>
    public Personal<string>? ResignedFor { get; init; }

    /// <summary>The meetings that they missed, by which they forfeited the seat; null where they did not.</summary>
    public IReadOnlyList<Guid>? ForfeitedFor { get; init; }

    /// <summary>When the seat was restored that had counted as forfeited; null where it never had.</summary>
    public DateOnly? RestoredOn { get; init; }

    /// <summary>Why it was restored; null where they were erased.</summary>
    public Personal<string>? RestoredFor { get; init; }

    // The day that a list was asked for, which its fields are shown as of. Of no event, so it is stored nowhere.
    [Unpublished, JsonIgnore] public DateOnly? ShownOn { get; init; }

    /// <summary>Whether the nomination waits to be confirmed or withdrawn.</summary>
    internal bool IsNominated() => From is null && End is null;

    /// <summary>Refuses who neither is this member nor may put on record what members tell them.</summary>
    /// <param name="permission">What it takes to do so for others.</param>
    internal void MustBe(Actor actor, string permission)
    {
        if ((actor.Kind is not ActorKind.Person || actor.Id != Account) && !actor.May(permission))
            throw new Refusal(
                "advisory-boards.not-yourself",
                "Members speak for themselves. Only whoever keeps the record puts on it what another member does.", "membershipId");
    }

    internal static BoardMembership? Evolve(BoardMembership? member, Guid boardId, object happened) => happened switch
    {
        MemberNominated e => new(e.MembershipId, boardId, e.SeatId, e.Person, e.Name, e.NominatedBy, e.On) { Account = e.Account },
        _ when member is null => null,
        MemberIdentified e => member with { Account = e.Account },
        MemberConfirmed e => member with { From = e.From, TermEnds = e.TermEnds, ConfirmedBy = e.ConfirmedBy, ConfirmedOn = e.On },
        NominationWithdrawn e => member with { EndedOn = e.On, End = MembershipEnd.Withdrawn, EndedFor = e.Reason },
        MemberResigned e => member with { EndedOn = e.On, End = MembershipEnd.Resigned, ResignedFor = e.Reason },
        MemberRemoved e => member with { EndedOn = e.On, End = MembershipEnd.Removed, EndedFor = e.Reason, RemovedBy = e.RemovedBy },
        SeatForfeited e => member with { EndedOn = e.On, End = MembershipEnd.Forfeited, ForfeitedFor = e.Meetings },
        SeatRestored e => member with { EndedOn = null, End = null, ForfeitedFor = null, RestoredOn = e.On, RestoredFor = e.Reason },
        _ => member
    };
}

/// <summary>Each membership by itself as well, for what names one by its id: roll calls, attendance, offices.</summary>
public sealed partial class BoardMembershipProjection : MultiStreamProjection<BoardMembership, Guid>
{
    public BoardMembershipProjection()
    {
        Identity<IMembershipEvent>(e => e.MembershipId);
        // Without these a rebuild reads every event of the log, and fails at one of a plugin that is switched off.
        IncludeType<MemberNominated>();
        IncludeType<NominationWithdrawn>();
        IncludeType<MemberConfirmed>();
        IncludeType<MemberIdentified>();
        IncludeType<MemberResigned>();
        IncludeType<MemberRemoved>();
        IncludeType<SeatForfeited>();
        IncludeType<SeatRestored>();
    }

    public override BoardMembership? Evolve(BoardMembership? snapshot, Guid id, IEvent e) => BoardMembership.Evolve(snapshot, e.StreamId, e.Data);
}
