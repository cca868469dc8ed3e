namespace Engage.Plugins.Forums;

/// <summary>A decision that somebody is told of who wrote what it is about.</summary>
public interface IDecided
{
    /// <summary>The decision, or the one that was appealed or ended.</summary>
    Guid DecisionId { get; }
}

public sealed record ContributionHeld(Guid DecisionId, Guid TopicId, Guid? PostId, FlagReason Concern) : IDecided;

/// <param name="Concern">What it was flagged for; null where nobody had flagged it.</param>
/// <param name="FlaggedAt">When it was flagged first, of the flags that were decided on.</param>
/// <param name="Automated">Whether a program decided.</param>
/// <param name="Replaces">The decision that held it back until this one.</param>
public sealed record ContributionHidden(
    Guid DecisionId, Guid TopicId, Guid? PostId, Guid RuleId, int RuleVersion, string Reasons, FlagReason? Concern, DateTimeOffset? FlaggedAt, bool Automated, Guid? Replaces) : IDecided;

/// <inheritdoc cref="ContributionHidden"/>
public sealed record ContributionKept(
    Guid DecisionId, Guid TopicId, Guid? PostId, Guid? RuleId, int? RuleVersion, string Reasons, FlagReason? Concern, DateTimeOffset? FlaggedAt, bool Automated, Guid? Replaces) : IDecided;

/// <param name="Ends">The decision that hid it.</param>
public sealed record ContributionRestored(Guid DecisionId, Guid TopicId, Guid? PostId, string Reasons, bool Automated, Guid Ends) : IDecided;

public sealed record DecisionAppealed(Guid DecisionId, Guid TopicId, Guid? PostId, Personal<string> Statement);

public sealed record AppealDecided(Guid DecisionId, Guid TopicId, Guid? PostId, AppealOutcome Outcome, string Reasons) : IDecided;

/// <summary>What became of an appeal.</summary>
public enum AppealOutcome
{
    /// <summary>The decision was right: what it hid stays hidden.</summary>
    Upheld,

    /// <summary>The decision was wrong: what it hid can be read again.</summary>
    Overturned
}
