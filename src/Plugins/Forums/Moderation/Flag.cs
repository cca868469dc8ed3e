namespace Engage.Plugins.Forums;

/// <param name="Flagger">Who flagged, as a number that is the same wherever one person flags in the agency and leads back to nobody.</param>
/// <param name="Score">What the flag weighed when it was raised.</param>
/// <param name="Bonus">What of it was for having been right before; null where nothing was.</param>
public sealed record FlagRaised(Guid TopicId, Guid? PostId, FlagReason Reason, double Score, Guid Flagger, Personal<string>? Note = null, double? Bonus = null);

public sealed record FlagWithdrawn(Guid Flagger);

/// <summary>What is wrong with a contribution, in the eyes of who flags it.</summary>
public enum FlagReason
{
    /// <summary>It tells where somebody lives, how to reach them, or what is nobody's business.</summary>
    PersonalData,

    /// <summary>It says of somebody who can be recognised that they committed a crime.</summary>
    IdentifiableSuspect,

    /// <summary>It may harm an investigation that is going on, or a witness.</summary>
    OngoingInvestigation,

    /// <summary>It is about something else than its topic or its category.</summary>
    OffTopic,

    /// <summary>It insults, threatens or harasses.</summary>
    Abuse
}

/// <summary>What became of a flag.</summary>
public enum FlagState
{
    /// <summary>It waits for a moderator.</summary>
    Open,

    /// <summary>What it was raised on was hidden.</summary>
    Agreed,

    /// <summary>What it was raised on stays to be read.</summary>
    Disagreed,

    /// <summary>Who raised it took it back.</summary>
    Withdrawn
}

/// <summary>Somebody's hint that a contribution breaks a rule. Who raised it is told to nobody.</summary>
/// <param name="Reason">What is wrong.</param>
/// <param name="Note">What they had to say about it; null where they said nothing, and a year after they said it.</param>
/// <param name="RaisedAt">When.</param>
/// <param name="State">What became of it.</param>
/// <param name="Flagger">Who raised it, as a number.</param>
/// <param name="Score">What it weighed when it was raised.</param>
/// <param name="ResolvedAt">When a moderator decided.</param>
/// <param name="DecisionId">What they decided.</param>
public sealed record Flag(
    FlagReason Reason, Personal<string>? Note, DateTimeOffset RaisedAt, FlagState State,
    [property: Unpublished] Guid Flagger, [property: Unpublished] double Score, [property: Unpublished] DateTimeOffset? ResolvedAt = null, [property: Unpublished] Guid? DecisionId = null)
{
    /// <summary>What the numbers of flaggers are made for: one for all threads, so that it can be told how often somebody was right.</summary>
    public static readonly Guid Thread = StreamId.Of("forums", "flags");

    /// <summary>What of the score was for having been right before.</summary>
    [Unpublished]
    public double? Bonus { get; init; }

    /// <summary>Whether the reason says that somebody is in danger while the words can be read.</summary>
    public static bool Endangers(FlagReason reason) => reason is FlagReason.PersonalData or FlagReason.IdentifiableSuspect;

    /// <summary>Whether the flag is one of words that still stand as they were when a moderator decided, or has not been decided on.</summary>
    public bool Stands(DateTimeOffset? editedAt) => State is not FlagState.Withdrawn && !(ResolvedAt < editedAt);
}
