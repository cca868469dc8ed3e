namespace Engage.Plugins.Forums;

public sealed record ReviewClaimed;

public sealed record ReviewClaimReleased;

/// <summary>How far the moderators are with a contribution.</summary>
public enum ReviewState
{
    /// <summary>It was flagged, and waits for a moderator.</summary>
    Pending,

    /// <summary>Everybody took their flags back.</summary>
    Withdrawn,

    /// <summary>A moderator let it stand.</summary>
    Kept,

    /// <summary>A moderator hid it.</summary>
    Hidden,

    /// <summary>A moderator hid it, its author appealed, and another moderator has to decide.</summary>
    Appealed,

    /// <summary>A second moderator found that it was hidden rightly.</summary>
    Upheld,

    /// <summary>A second moderator found that it was hidden wrongly: it can be read again.</summary>
    Overturned,

    /// <summary>A moderator made it readable again.</summary>
    Restored
}

/// <summary>How soon a moderator should look at something.</summary>
public enum ReviewPriority
{
    /// <summary>The flags weigh less than 6.</summary>
    Low,

    /// <summary>The flags weigh 6 or more: one that cannot wait, or one of the agency's staff.</summary>
    Medium,

    /// <summary>The flags weigh 12 or more, or it is held back, or its author appealed.</summary>
    High
}

/// <summary>What moderators know of a contribution that was flagged or hidden.</summary>
/// <param name="Id">The review's id. There is one for each contribution.</param>
/// <param name="TopicId">The topic that it is about, or in which the post stands.</param>
/// <param name="PostId">The post that it is about; null where it is about the topic.</param>
/// <param name="State">How far the moderators are.</param>
/// <param name="Held">Whether the contribution is held back until a moderator decides.</param>
/// <param name="Priority">How soon a moderator should look at it.</param>
/// <param name="Score">What the flags weigh that wait.</param>
/// <param name="Flags">All flags that were ever raised on it.</param>
/// <param name="OpenedAt">Since when it waits: since its first flag that does, or since the appeal.</param>
/// <param name="ClaimedUntil">Until when a moderator wants to decide on it alone; null where none does.</param>
/// <param name="AppealStatement">What its author says in their appeal.</param>
public sealed record Review(
    Guid Id, Guid TopicId, Guid? PostId, ReviewState State, bool Held, ReviewPriority Priority, [property: Unpublished] double Score, IReadOnlyList<Flag> Flags, DateTimeOffset OpenedAt,
    DateTimeOffset? ClaimedUntil, [property: Unpublished] string? ClaimedBy, Personal<string>? AppealStatement,
    [property: Unpublished] Guid? DecisionId, [property: Unpublished] string? DecidedBy, [property: Unpublished] DateTimeOffset? DecidedAt, [property: Unpublished] DateTimeOffset? ClearedAt)
{
    /// <summary>How long a claim counts. Who claims more than they do keeps nobody else waiting for longer.</summary>
    public static readonly TimeSpan ClaimLasts = TimeSpan.FromMinutes(30);

    /// <summary>How long it is left to others after one's claim ended. Whoever could claim without an end could keep anything from ever being decided.</summary>
    public static readonly TimeSpan ClaimPause = TimeSpan.FromHours(1);

    /// <summary>Who claimed it last, of what is to be decided now, and</summary>
    [Unpublished]
    public string? LastClaimedBy { get; init; }

    /// <summary>when.</summary>
    [Unpublished]
    public DateTimeOffset? LastClaimedAt { get; init; }

    /// <summary>Whose decisions to hide it an appeal found wrong, and when.</summary>
    [Unpublished]
    public IReadOnlyList<Overruling> Overrulings { get; init; } = [];

    /// <summary>The order of the queue: what is more urgent first, and of that what waits longest.</summary>
    public const string Rank =
        "(case d.data ->> 'priority' when 'High' then 2 when 'Medium' then 1 else 0 end * 1e11 - extract(epoch from (d.data ->> 'openedAt')::timestamptz))";

    public IEnumerable<Flag> OpenFlags() => Flags.Where(flag => flag.State is FlagState.Open);

    /// <summary>Whether readers are kept from the contribution's words.</summary>
    public bool Hides() => Held || State is ReviewState.Hidden or ReviewState.Appealed or ReviewState.Upheld;

    /// <summary>What most of the flags' weight that waits is for.</summary>
    public FlagReason? Concern() => OpenFlags().GroupBy(flag => flag.Reason).OrderByDescending(flags => flags.Sum(flag => flag.Score)).ThenBy(flags => flags.Key).FirstOrDefault()?.Key;

    public static Guid IdOf(Guid contributionId) => StreamId.Of("forums", "review", contributionId.ToString());

    public static Review Of(Guid id, Guid topicId, Guid? postId, DateTimeOffset at) => new(
        id, topicId, postId, ReviewState.Withdrawn, Held: false, ReviewPriority.Low, Score: 0, Flags: [], at, null, null, AppealStatement: null, null, null, null, null);

    public bool IsClaimedByAnother(string actor, DateTimeOffset now) => ClaimedUntil > now && ClaimedBy != actor;

    /// <summary>The review once its flags have changed.</summary>
    public Review Weighed()
    {
        var score = OpenFlags().Sum(flag => flag.Score);
        return this with { Score = score, Priority = Held || score >= 12 ? ReviewPriority.High : score >= 6 ? ReviewPriority.Medium : ReviewPriority.Low };
    }

    /// <summary>The review once a moderator has decided on its flags.</summary>
    public Review Decided(ReviewState state, FlagState flags, Guid decision, IEvent e) => (this with
    {
        State = state,
        Held = false,
        Flags = [.. Flags.Select(flag => flag.State is FlagState.Open ? flag with { State = flags, ResolvedAt = e.Timestamp, DecisionId = decision } : flag)],
        DecisionId = decision,
        DecidedBy = e.UserName,
        DecidedAt = e.Timestamp,
        ClearedAt = state is ReviewState.Kept ? e.Timestamp : ClearedAt,
        AppealStatement = null
    }).Unclaimed().Weighed();

    public Review Unclaimed() => this with { ClaimedUntil = null, ClaimedBy = null, LastClaimedBy = null, LastClaimedAt = null };
}

/// <summary>That an appeal found a decision wrong.</summary>
/// <param name="Moderator">Who had made it.</param>
/// <param name="At">When it was found wrong.</param>
public sealed record Overruling(string Moderator, DateTimeOffset At);

public sealed partial class ReviewProjection : SingleStreamProjection<Review, Guid>
{
    public static Review Create(IEvent<FlagRaised> e) => Apply(e, Review.Of(e.StreamId, e.Data.TopicId, e.Data.PostId, e.Timestamp));

    public static Review Create(IEvent<ContributionHidden> e) => Apply(e, Review.Of(e.StreamId, e.Data.TopicId, e.Data.PostId, e.Timestamp));

    public static Review Apply(IEvent<FlagRaised> e, Review review) => (review with
    {
        State = ReviewState.Pending,
        OpenedAt = review.State is ReviewState.Pending ? review.OpenedAt : e.Timestamp,
        Flags = [.. review.Flags, new(e.Data.Reason, e.Data.Note, e.Timestamp, FlagState.Open, e.Data.Flagger, e.Data.Score) { Bonus = e.Data.Bonus }]
    }).Weighed();

    public static Review Apply(IEvent<FlagWithdrawn> e, Review review)
    {
        var flags = review.Flags.Select(flag => flag.State is FlagState.Open && flag.Flagger == e.Data.Flagger ? flag with { State = FlagState.Withdrawn, ResolvedAt = e.Timestamp } : flag).ToList();
        var waits = review.Held || flags.Exists(flag => flag.State is FlagState.Open);
        return (review with { Flags = flags, State = waits ? ReviewState.Pending : ReviewState.Withdrawn }).Weighed();
    }

    public static Review Apply(IEvent<ContributionHeld> e, Review review) => (review with { Held = true, DecisionId = e.Data.DecisionId, DecidedBy = null, DecidedAt = e.Timestamp }).Weighed();

    public static Review Apply(IEvent<ReviewClaimed> e, Review review) => review with
    {
        ClaimedUntil = e.Timestamp + Review.ClaimLasts,
        ClaimedBy = e.UserName,
        LastClaimedBy = e.UserName,
        LastClaimedAt = e.Timestamp
    };

    public static Review Apply(IEvent<ReviewClaimReleased> _, Review review) => review with { ClaimedUntil = null, ClaimedBy = null };

    public static Review Apply(IEvent<ContributionHidden> e, Review review) => review.Decided(ReviewState.Hidden, FlagState.Agreed, e.Data.DecisionId, e);

    public static Review Apply(IEvent<ContributionKept> e, Review review) => review.Decided(ReviewState.Kept, FlagState.Disagreed, e.Data.DecisionId, e);

    public static Review Apply(IEvent<DecisionAppealed> e, Review review) => review.Unclaimed() with
    {
        State = ReviewState.Appealed,
        Priority = ReviewPriority.High,
        OpenedAt = e.Timestamp,
        AppealStatement = e.Data.Statement
    };

    // Who was found to have flagged wrongly in the end did so from the beginning.
    public static Review Apply(IEvent<AppealDecided> e, Review review) => e.Data.Outcome is AppealOutcome.Upheld
        ? (review.Unclaimed() with { State = ReviewState.Upheld }).Weighed()
        : (review.Unclaimed() with
        {
            State = ReviewState.Overturned,
            ClearedAt = e.Timestamp,
            Overrulings = review.DecidedBy is { } moderator ? [.. review.Overrulings, new(moderator, e.Timestamp)] : review.Overrulings,
            Flags = [.. review.Flags.Select(flag => flag.DecisionId == e.Data.DecisionId ? flag with { State = FlagState.Disagreed } : flag)]
        }).Weighed();

    public static Review Apply(IEvent<ContributionRestored> e, Review review) => review.Unclaimed() with { State = ReviewState.Restored, ClearedAt = e.Timestamp };
}
