namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Something that happened to a board, its seats or its members.</summary>
public interface IBoardEvent;

/// <param name="Ordinance">What it was established by, as it is cited: «Ordinance 2024-17, section 3.50».</param>
/// <param name="Language">The language of the name and the purpose; null where nobody said.</param>
public sealed record BoardEstablished(string Name, BoardKind Kind, string Purpose, string Ordinance, BoardRules Rules, DateOnly On, string? Language = null) : IBoardEvent;

/// <param name="Name">The new name; null where it stays. So with the others.</param>
public sealed record BoardDescribed(string? Name = null, string? Purpose = null, string? Ordinance = null, string? Language = null) : IBoardEvent;

public sealed record BoardTranslated(string Language, string Name, string Purpose, TranslationStatus Status) : IBoardEvent;

/// <param name="Authority">What changed them, as it is cited.</param>
/// <param name="On">The first day on which they hold.</param>
public sealed record BoardRulesAmended(BoardRules Rules, string Authority, DateOnly On) : IBoardEvent;

/// <param name="On">Its last day.</param>
public sealed record BoardDissolved(string Reason, DateOnly On) : IBoardEvent;

/// <param name="FirstTermEnds">The last day of its first term. The terms of seats that were created together are staggered by it.</param>
public sealed record SeatCreated(
    Guid SeatId, string Label, string Category, string AppointingAuthority, bool Votes, int TermMonths, DateOnly FirstTermEnds, DateOnly On, string? Eligibility = null) : IBoardEvent;

/// <param name="On">Its last day.</param>
public sealed record SeatAbolished(Guid SeatId, string Reason, DateOnly On) : IBoardEvent;

/// <summary>What was attended to, when a meeting was adjourned: who was there at any time, who was excused, who was neither.</summary>
public sealed record AttendanceRecorded(
    Guid MeetingId, DateOnly On, IReadOnlyList<Guid> Present, IReadOnlyList<Guid> Excused, IReadOnlyList<Guid> Absent, MeetingKind Kind) : IBoardEvent;

/// <summary>What happens to one person's time in one seat. It stands in the board's stream, so that no two of them cross.</summary>
public interface IMembershipEvent : IBoardEvent
{
    Guid MembershipId { get; }
}

/// <param name="Person">Who it is, the same in all their terms: an account's id, or one that was made for them.</param>
/// <param name="Account">The account that they act by; null where they have none.</param>
public sealed record MemberNominated(Guid MembershipId, Guid SeatId, ActorId Person, Personal<string> Name, string NominatedBy, DateOnly On, ActorId? Account = null) : IMembershipEvent;

public sealed record NominationWithdrawn(Guid MembershipId, Personal<string> Reason, DateOnly On) : IMembershipEvent;

/// <param name="From">The first day in office.</param>
/// <param name="TermEnds">The last day of the term.</param>
/// <param name="ConfirmedBy">Who confirmed, or the resolution that did.</param>
/// <param name="On">When they did.</param>
public sealed record MemberConfirmed(Guid MembershipId, DateOnly From, DateOnly TermEnds, string ConfirmedBy, DateOnly On) : IMembershipEvent;

public sealed record MemberIdentified(Guid MembershipId, ActorId Account) : IMembershipEvent;

/// <param name="On">The last day in office. So in the others.</param>
public sealed record MemberResigned(Guid MembershipId, DateOnly On, Personal<string>? Reason = null) : IMembershipEvent;

public sealed record MemberRemoved(Guid MembershipId, DateOnly On, Personal<string> Reason, string RemovedBy) : IMembershipEvent;

/// <param name="Meetings">The meetings that were missed, which forfeit the seat by the board's rule.</param>
public sealed record SeatForfeited(Guid MembershipId, DateOnly On, IReadOnlyList<Guid> Meetings) : IMembershipEvent;

/// <summary>The seat was not forfeited after all: the record of who was excused or there was wrong, or was completed since.</summary>
/// <param name="On">When it was restored.</param>
public sealed record SeatRestored(Guid MembershipId, Personal<string> Reason, DateOnly On) : IMembershipEvent;

/// <param name="MotionId">The motion that elected them; null where somebody appoints the officers of this board.</param>
public sealed record OfficerElected(Guid MembershipId, BoardOffice Office, DateOnly On, Guid? MotionId = null) : IBoardEvent;

public sealed record OfficerReleased(Guid MembershipId, BoardOffice Office, DateOnly On) : IBoardEvent;

public sealed record ConflictDeclared(Guid ConflictId, Guid MembershipId, InterestKind Kind, Personal<string> Interest, DateOnly On) : IBoardEvent;

public sealed record ConflictEnded(Guid ConflictId, DateOnly On) : IBoardEvent;
