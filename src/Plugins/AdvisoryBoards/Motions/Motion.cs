namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Something that a member asks the board to decide.</summary>
/// <param name="Id">The motion's id.</param>
/// <param name="BoardId">The board.</param>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Text">What it says.</param>
/// <param name="Method">How is voted.</param>
/// <param name="Share">What it takes to carry.</param>
/// <param name="Mover">The membership of who moved it.</param>
/// <param name="MovedAt">When.</param>
public sealed record Motion(
    Guid Id, [property: Unpublished] Guid BoardId, [property: Unpublished] Guid MeetingId, [property: Unpublished] AgencyText Text, VotingMethod Method, VoteShare Share,
    [property: Unpublished] Guid Mover, DateTimeOffset MovedAt)
{
    /// <summary>What became of it.</summary>
    public MotionState State { get; init; } = MotionState.Moved;

    /// <summary>What is chosen from, for SCORE and RANKED_CHOICE.</summary>
    public IReadOnlyList<MotionOption> Options { get; init; } = [];

    /// <summary>The item of the agenda that it belongs to.</summary>
    public Guid? ItemId { get; init; }

    /// <summary>The motion whose text it would replace.</summary>
    public Guid? Amends { get; init; }

    /// <summary>The meeting whose minutes it would approve.</summary>
    public Guid? ApprovesMinutesOf { get; init; }

    [Unpublished] public Guid? Seconder { get; init; }

    [Unpublished] public IReadOnlyList<Recusal> Recusals { get; init; } = [];

    /// <summary>Why it was tabled.</summary>
    public string? TabledFor { get; init; }

    /// <summary>When the vote began; null until it did.</summary>
    public DateTimeOffset? CalledAt { get; init; }

    // What was voted shows in the result, when the vote is over, and nowhere before.
    [Unpublished] public IReadOnlyList<VoteCast> Votes { get; init; } = [];

    /// <summary>What came of the vote; null while it is on, and where there was none.</summary>
    public VoteResult? Result { get; init; }

    // Who presided when it tied.
    [Unpublished] public Guid? TiedUnder { get; init; }

    [Unpublished] public Guid? TieBreaker { get; init; }

    /// <summary>How whoever presided broke the tie of a proposal.</summary>
    public VoteChoice? TieBrokenBy { get; init; }

    /// <summary>When it was decided, voided, tabled or withdrawn; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether a member takes no part in it.</summary>
    public bool IsRecused(Guid membershipId) => Recusals.Any(recusal => recusal.MembershipId == membershipId);

    /// <summary>Moved, and neither put to the vote nor laid aside yet.</summary>
    public bool IsPending() => State is MotionState.Moved or MotionState.Seconded;

    internal static Motion? Evolve(Motion? motion, Guid meetingId, object happened) => happened switch
    {
        MotionMoved e => new(e.MotionId, e.BoardId, meetingId, new(e.Text, e.Language), e.Method, e.Share, e.Mover, e.At)
        {
            Options = e.Options ?? [],
            ItemId = e.ItemId,
            Amends = e.Amends,
            ApprovesMinutesOf = e.ApprovesMinutesOf
        },
        _ when motion is null => null,
        MotionTranslated e => motion with { Text = motion.Text.Translated(e.Language, e.Text, e.Status) },
        MotionSeconded e => motion with { State = MotionState.Seconded, Seconder = e.Seconder },
        MotionWithdrawn e => motion with { State = MotionState.Withdrawn, EndedAt = e.At },
        MotionTabled e => motion with { State = MotionState.Tabled, TabledFor = e.Reason, EndedAt = e.At },
        MotionAmended e => motion with { Text = motion.Text.Changed(e.Text, e.Language) },
        MemberRecused e => motion with
        {
            Recusals = [.. motion.Recusals, new(e.MembershipId, e.Reason, e.ConflictId, e.At, e.ByClerk)],
            Votes = [.. motion.Votes.Where(vote => vote.MembershipId != e.MembershipId)]
        },
        VoteCalled e => motion with { State = MotionState.Voting, CalledAt = e.At },
        VoteCast e => motion with { Votes = [.. motion.Votes.Where(vote => vote.MembershipId != e.MembershipId), e] },
        MotionCarried e => motion with { State = MotionState.Carried, Result = e.Result, EndedAt = e.At },
        MotionFailed e => motion with { State = MotionState.Failed, Result = e.Result, EndedAt = e.At },
        MotionTied e => motion with { State = MotionState.Tied, Result = e.Result, EndedAt = e.At, TiedUnder = e.Presiding },
        TieBroken e => motion with { TieBreaker = e.MembershipId, TieBrokenBy = e.Choice },
        MotionVoided e => motion with { State = MotionState.Void, Result = e.Result, EndedAt = e.At },
        _ => motion
    };
}

/// <summary>Each motion by itself as well, for lists of what a board decided.</summary>
public sealed partial class MotionProjection : MultiStreamProjection<Motion, Guid>
{
    public MotionProjection()
    {
        Identity<IMotionEvent>(e => e.MotionId);
        // Without these a rebuild reads every event of the log, and fails at one of a plugin that is switched off.
        IncludeType<MotionMoved>();
        IncludeType<MotionTranslated>();
        IncludeType<MotionSeconded>();
        IncludeType<MotionWithdrawn>();
        IncludeType<MotionTabled>();
        IncludeType<MotionAmended>();
        IncludeType<MemberRecused>();
        IncludeType<VoteCalled>();
        IncludeType<VoteCast>();
        IncludeType<MotionCarried>();
        IncludeType<MotionFailed>();
        IncludeType<MotionTied>();
        IncludeType<TieBroken>();
        IncludeType<MotionVoided>();
    }

    public override Motion? Evolve(Motion? snapshot, Guid id, IEvent e) => Motion.Evolve(snapshot, e.StreamId, e.Data);
}
