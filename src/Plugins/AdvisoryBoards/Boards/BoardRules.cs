namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What an ordinance says of how a board works.</summary>
/// <param name="Quorum">How many voting members it takes to do business.</param>
/// <param name="ChairVote">When whoever presides votes.</param>
/// <param name="NoticeHours">How long before a regular meeting it has to be noticed with its agenda, 0 to 1,440 hours.</param>
/// <param name="SpecialNoticeHours">The same of a special meeting.</param>
/// <param name="ClosedSessionGrounds">The legal grounds on which the board may close a session, as they are cited. None: it never may.</param>
/// <param name="HoldOver">Whether a member whose term ended stays in office until a successor takes it.</param>
/// <param name="TermLimit">How many terms in a row a person may serve; null where there is no limit.</param>
/// <param name="Absence">When absences forfeit a seat; null where they do not.</param>
/// <param name="AcknowledgeDays">Within how many business days a recommendation has to be acknowledged, 1 to 366.</param>
/// <param name="ResponseDays">Within how many business days it has to be responded to, 1 to 366.</param>
/// <param name="MostTermsEndingTogether">How many seats' terms may end on one day, so that terms stagger; null where the ordinance does not say.</param>
/// <param name="Share">What a proposal takes at least, one half or more and less than all, with a denominator of 2 to 10; null: more than half of the votes cast.</param>
public sealed record BoardRules(
    QuorumRule Quorum, ChairVote ChairVote, int NoticeHours, int SpecialNoticeHours, IReadOnlyList<string> ClosedSessionGrounds, bool HoldOver = true,
    TermLimit? TermLimit = null, AbsenceRule? Absence = null, int AcknowledgeDays = 10, int ResponseDays = 60, int? MostTermsEndingTogether = null,
    VoteShare? Share = null);

/// <summary>How many voting members it takes to do business.</summary>
/// <param name="Basis">What is counted.</param>
/// <param name="Number">The number, for NUMBER; null otherwise.</param>
public sealed record QuorumRule(QuorumBasis Basis, int? Number = null);

/// <summary>What a quorum is counted by.</summary>
public enum QuorumBasis
{
    /// <summary>More than half of the voting seats, filled or vacant.</summary>
    Seats,

    /// <summary>More than half of the voting members in office.</summary>
    Members,

    /// <summary>A number.</summary>
    Number
}

/// <summary>When whoever presides votes.</summary>
public enum ChairVote
{
    /// <summary>As every member does; a tie is lost.</summary>
    Always,

    /// <summary>To break a tie, and only then.</summary>
    OnTie,

    /// <summary>Never. They count towards the quorum all the same, where their seat votes.</summary>
    Never
}

/// <summary>How many terms in a row a person may serve.</summary>
/// <param name="Terms">The number, 1 to 20. A term counts when more than half of it was served; to hold over adds none.</param>
/// <param name="BreakMonths">How long somebody has to be out of office before terms count anew, 1 to 240 months.</param>
public sealed record TermLimit(int Terms, int BreakMonths = 12);

/// <summary>When absences forfeit a seat. Excused ones do not count.</summary>
/// <param name="Consecutive">So many regular meetings missed in a row, of which one a day counts, 1 to 100; null where that alone does not forfeit.</param>
/// <param name="Within">So many of them missed within <paramref name="Months"/>, 1 to 100; null where that alone does not forfeit.</param>
/// <param name="Months">Over how many months they are counted, 1 to 60.</param>
public sealed record AbsenceRule(int? Consecutive = null, int? Within = null, int Months = 12);
