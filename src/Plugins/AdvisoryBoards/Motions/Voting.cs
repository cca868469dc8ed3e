namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How is voted.</summary>
public enum VotingMethod
{
    /// <summary>Aye, nay or abstain, by roll call.</summary>
    Proposal,

    /// <summary>0 to 5 for each option; the option with the highest sum wins.</summary>
    Score,

    /// <summary>The options in order of preference; the last one is struck out until one has more than half.</summary>
    RankedChoice
}

/// <summary>How much of what a proposal takes to carry.</summary>
/// <param name="Of">What the ayes are a share of.</param>
/// <param name="Numerator">More than one half where it is 1 of 2; otherwise at least this share.</param>
/// <param name="Denominator">2 to 10, and more than the numerator.</param>
public sealed record VoteShare(ShareOf Of = ShareOf.VotesCast, int Numerator = 1, int Denominator = 2);

/// <summary>What the ayes are a share of.</summary>
public enum ShareOf
{
    /// <summary>Ayes and nays; abstentions do not count.</summary>
    VotesCast,

    /// <summary>The voting members who were present and not recused when the vote ended, and those who had voted and left.</summary>
    Present,

    /// <summary>The voting members in office, wherever they are.</summary>
    Members
}

/// <summary>What a member says to a proposal.</summary>
public enum VoteChoice
{
    /// <summary>For it.</summary>
    Aye,

    /// <summary>Against it.</summary>
    Nay,

    /// <summary>Neither.</summary>
    Abstain
}

/// <summary>What became of a motion.</summary>
public enum MotionState
{
    /// <summary>Moved, and not seconded yet.</summary>
    Moved,

    /// <summary>Seconded: it is discussed.</summary>
    Seconded,

    /// <summary>The vote is on.</summary>
    Voting,

    /// <summary>It carried: the board decided so.</summary>
    Carried,

    /// <summary>It did not carry.</summary>
    Failed,

    /// <summary>As many for it as against it, or two options are equal. It is lost, unless whoever presides breaks the tie where the board's rules let them.</summary>
    Tied,

    /// <summary>The quorum was lost before the vote was over: nothing was decided. It may be moved again.</summary>
    Void,

    /// <summary>Laid aside.</summary>
    Tabled,

    /// <summary>Taken back by who moved it.</summary>
    Withdrawn
}

/// <summary>How a member is on the record of a vote.</summary>
public enum RollCallMark
{
    /// <summary>Voted for it.</summary>
    Aye,

    /// <summary>Voted against it.</summary>
    Nay,

    /// <summary>Said neither.</summary>
    Abstain,

    /// <summary>Scored or ranked the options.</summary>
    Voted,

    /// <summary>Present, and did not vote.</summary>
    NotVoting,

    /// <summary>Took no part because of an interest.</summary>
    Recused,

    /// <summary>Was not there.</summary>
    Absent
}

/// <summary>What is chosen from.</summary>
/// <param name="Id">The option's id.</param>
/// <param name="Text">What it says.</param>
public sealed record MotionOption(Guid Id, string Text);

/// <summary>A score for an option.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="Score">0 to 5.</param>
public sealed record OptionScore(Guid OptionId, int Score);

/// <summary>What came of a vote, with every voting member on record.</summary>
/// <param name="Present">How many voting members were present and not recused when it ended.</param>
/// <param name="Required">How many it took.</param>
/// <param name="RollCall">Each voting member in office.</param>
/// <param name="Ayes">How many were for it.</param>
/// <param name="Nays">How many were against it.</param>
/// <param name="Abstentions">How many said neither.</param>
/// <param name="Rounds">For SCORE one round of sums, for RANKED_CHOICE each round of the count; empty for a proposal.</param>
/// <param name="Winner">The option that won; null where none did, and for a proposal.</param>
public sealed record VoteResult(
    int Present, int Required, [property: Unpublished] IReadOnlyList<RollCallEntry> RollCall, int Ayes, int Nays, int Abstentions, IReadOnlyList<VoteRound> Rounds, Guid? Winner = null);

/// <summary>One member on the record of a vote.</summary>
/// <param name="Mark">How.</param>
/// <param name="Scores">What they gave each option, for SCORE.</param>
/// <param name="Ranking">Their order of the options, the best first, for RANKED_CHOICE.</param>
/// <param name="ByClerk">Whether the clerk put the vote, or the recusal, on record for them.</param>
public sealed record RollCallEntry(
    [property: Unpublished] Guid MembershipId, RollCallMark Mark, IReadOnlyList<OptionScore>? Scores = null, IReadOnlyList<Guid>? Ranking = null,
    bool ByClerk = false);

/// <summary>A round of a count.</summary>
/// <param name="Counts">What each option that was in it has.</param>
/// <param name="Eliminated">The options that were struck out after it: one, or several that could not catch up even together. None after the last round.</param>
/// <param name="Exhausted">How many votes rank none of the options that were left.</param>
public sealed record VoteRound(IReadOnlyList<OptionCount> Counts, IReadOnlyList<Guid> Eliminated, int Exhausted = 0);

/// <summary>What an option has in a round.</summary>
/// <param name="OptionId">The option.</param>
/// <param name="Count">Its votes, or the sum of its scores.</param>
public sealed record OptionCount(Guid OptionId, int Count);

/// <summary>Somebody who takes no part in a motion because of an interest.</summary>
/// <param name="Reason">Which one; null where they were erased.</param>
/// <param name="ConflictId">The interest that was declared before.</param>
/// <param name="At">When they said so.</param>
/// <param name="ByClerk">Whether the clerk put it on record for them.</param>
public sealed record Recusal([property: Unpublished] Guid MembershipId, Personal<string> Reason, Guid? ConflictId, DateTimeOffset At, bool ByClerk = false);
