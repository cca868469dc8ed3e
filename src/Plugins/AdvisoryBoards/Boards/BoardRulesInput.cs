namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What an ordinance says of how a board works.</summary>
/// <param name="Quorum">How many voting members it takes to do business.</param>
/// <param name="ChairVote">When whoever presides votes.</param>
/// <param name="NoticeHours">How long before a regular meeting it has to be noticed with its agenda, 0 to 1,440 hours.</param>
/// <param name="SpecialNoticeHours">The same of a special meeting.</param>
/// <param name="ClosedSessionGrounds">The legal grounds on which the board may close a session, as they are cited, 20 at most of 1 to 300 characters. None: it never may.</param>
/// <param name="HoldOver">Whether a member whose term ended stays in office until a successor takes it.</param>
/// <param name="TermLimit">How many terms in a row a person may serve; left out where there is no limit.</param>
/// <param name="Absence">When absences forfeit a seat; left out where they do not.</param>
/// <param name="AcknowledgeDays">Within how many business days a recommendation has to be acknowledged, 1 to 366.</param>
/// <param name="ResponseDays">Within how many business days it has to be responded to, 1 to 366.</param>
/// <param name="MostTermsEndingTogether">How many voting seats' terms may end on one day, 1 to 100, so that terms stagger; left out where the ordinance does not say.</param>
/// <param name="Share">What a proposal takes at least, one half or more and less than all, with a denominator of 2 to 10; left out: more than half of the votes cast.</param>
public sealed record BoardRulesInput(
    QuorumRuleInput Quorum, ChairVote ChairVote, int NoticeHours, int SpecialNoticeHours, IReadOnlyList<string> ClosedSessionGrounds, bool HoldOver = true,
    TermLimitInput? TermLimit = null, AbsenceRuleInput? Absence = null, int AcknowledgeDays = 10, int ResponseDays = 60, int? MostTermsEndingTogether = null,
    VoteShareInput? Share = null)
{
    /// <summary>The rules, or a refusal of what no ordinance can mean.</summary>
    internal BoardRules Checked()
    {
        Within(NoticeHours, 0, 1440, "noticeHours");
        Within(SpecialNoticeHours, 0, 1440, "specialNoticeHours");
        Within(AcknowledgeDays, 1, 366, "acknowledgeDays");
        Within(ResponseDays, 1, 366, "responseDays");
        Within(MostTermsEndingTogether, 1, 100, "mostTermsEndingTogether");
        Within(TermLimit?.Terms, 1, 20, "termLimit.terms");
        Within(TermLimit?.BreakMonths, 1, 240, "termLimit.breakMonths");
        Within(Absence?.Consecutive, 1, 100, "absence.consecutive");
        Within(Absence?.Within, 1, 100, "absence.within");
        Within(Absence?.Months, 1, 60, "absence.months");
        Within(Quorum.Number, 1, 100, "quorum.number");
        if (Quorum.Basis is QuorumBasis.Number != Quorum.Number is not null) throw Wrong("quorum.number is given where the basis is NUMBER, and nowhere else.");
        if (Absence is { Consecutive: null, Within: null }) throw Wrong("absence forfeits a seat by 'consecutive', by 'within' or by both. Name one, or leave 'absence' out.");
        if (Share is { } share && (share.Denominator is < 2 or > 10 || share.Numerator >= share.Denominator || share.Numerator * 2L < share.Denominator))
            throw Wrong("share is one half or more, and less than all, with a denominator of 2 to 10: 2 of 3.");
        if (ClosedSessionGrounds.Count > 20) throw Wrong("closedSessionGrounds are 20 at most.");
        return new(
            new(Quorum.Basis, Quorum.Number), ChairVote, NoticeHours, SpecialNoticeHours, [.. ClosedSessionGrounds.Select(ground => Text.Checked(ground, nameof(ClosedSessionGrounds), 300)).Distinct()],
            HoldOver, TermLimit is null ? null : new(TermLimit.Terms, TermLimit.BreakMonths), Absence is null ? null : new(Absence.Consecutive, Absence.Within, Absence.Months),
            AcknowledgeDays, ResponseDays, MostTermsEndingTogether, Share is null ? null : new(Share.Of, Share.Numerator, Share.Denominator));
    }

    private static void Within(int? value, int least, int most, string name)
    {
        if (value < least || value > most) throw Wrong($"{name} is {least:N0} to {most:N0}.");
    }

    private static Refusal Wrong(string what) => new("advisory-boards.rules", $"These rules cannot be: {what}", "rules");
}

/// <summary>How many voting members it takes to do business.</summary>
/// <param name="Basis">What is counted.</param>
/// <param name="Number">The number, 1 to 100, for NUMBER; left out otherwise.</param>
public sealed record QuorumRuleInput(QuorumBasis Basis, int? Number = null);

/// <summary>How many terms in a row a person may serve.</summary>
/// <param name="Terms">The number, 1 to 20. A term counts when more than half of it was served; to hold over adds none.</param>
/// <param name="BreakMonths">How long somebody has to be out of office before terms count anew, 1 to 240 months.</param>
public sealed record TermLimitInput(int Terms, int BreakMonths = 12);

/// <summary>When absences forfeit a seat. Excused ones do not count.</summary>
/// <param name="Consecutive">So many meetings missed in a row, 1 to 100; left out where that alone does not forfeit.</param>
/// <param name="Within">So many meetings missed within <paramref name="Months"/>, 1 to 100; left out where that alone does not forfeit.</param>
/// <param name="Months">Over how many months they are counted, 1 to 60.</param>
public sealed record AbsenceRuleInput(int? Consecutive = null, int? Within = null, int Months = 12);
