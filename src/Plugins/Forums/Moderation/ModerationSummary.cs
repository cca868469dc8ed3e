namespace Engage.Plugins.Forums;

/// <summary>What the moderators decided in a time, counted.</summary>
/// <param name="From">The first moment of the time.</param>
/// <param name="To">The first moment after it.</param>
/// <param name="Decisions">How many decisions were made.</param>
/// <param name="Automated">How many of them no person made.</param>
/// <param name="ByKind">The decisions by what was decided.</param>
/// <param name="ByConcern">The decisions by what the contributions were flagged for.</param>
/// <param name="ByRule">The decisions by the rule that they rest on, whatever its version.</param>
/// <param name="Appealed">How many of the decisions were appealed.</param>
/// <param name="Upheld">How many of these appeals failed.</param>
/// <param name="Overturned">How many of them succeeded.</param>
/// <param name="OverturnedShare">The share of the appeals that were decided which succeeded; null where none was decided.</param>
/// <param name="MedianHoursToDecision">The median time from the first flag to a moderator's decision, in hours; null where nothing that was flagged was decided on.</param>
/// <param name="MedianHoursToAppealDecision">The median time from an appeal to the answer, in hours; null where none was answered.</param>
public sealed record ModerationSummary(
    DateTimeOffset From, DateTimeOffset To, int Decisions, int Automated, IReadOnlyList<KindCount> ByKind, IReadOnlyList<ConcernCount> ByConcern, IReadOnlyList<RuleCount> ByRule,
    int Appealed, int Upheld, int Overturned, double? OverturnedShare, double? MedianHoursToDecision, double? MedianHoursToAppealDecision)
{
    public static ModerationSummary Of(DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<CountedDecision> decisions)
    {
        var appeals = decisions.Select(decision => decision.Appeal).OfType<Appeal>().ToList();
        var (upheld, overturned) = (appeals.Count(appeal => appeal.Outcome is AppealOutcome.Upheld), appeals.Count(appeal => appeal.Outcome is AppealOutcome.Overturned));
        return new(
            from, to, decisions.Count, decisions.Count(decision => decision.Automated),
            [.. decisions.CountBy(decision => decision.Kind).OrderBy(each => each.Key).Select(each => new KindCount(each.Key, each.Value))],
            [.. decisions.GroupBy(decision => decision.Concern).OrderBy(each => each.Key).Select(each => new ConcernCount(each.Key, each.Count()))],
            [.. decisions.Where(decision => decision.RuleId is not null).CountBy(decision => decision.RuleId!.Value).OrderByDescending(each => each.Value).ThenBy(each => each.Key)
                .Select(each => new RuleCount(each.Key, each.Value))],
            appeals.Count, upheld, overturned, upheld + overturned == 0 ? null : (double)overturned / (upheld + overturned),
            Median(decisions.Where(decision => decision.Kind is ModerationKind.Hidden or ModerationKind.Kept).Select(decision => (decision.At - decision.FlaggedAt)?.TotalHours)),
            Median(appeals.Select(appeal => (appeal.DecidedAt - appeal.MadeAt)?.TotalHours)));
    }

    private static double? Median(IEnumerable<double?> hours)
    {
        var sorted = hours.OfType<double>().Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>What is counted of a decision.</summary>
public sealed record CountedDecision(ModerationKind Kind, FlagReason? Concern, Guid? RuleId, DateTimeOffset At, bool Automated, DateTimeOffset? FlaggedAt, Appeal? Appeal);

/// <summary>How often something was decided.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How often.</param>
public sealed record KindCount(ModerationKind Kind, int Count);

/// <summary>How often something was decided of what was flagged for one reason.</summary>
/// <param name="Concern">The reason; null for what nobody had flagged.</param>
/// <param name="Count">How often.</param>
public sealed record ConcernCount(FlagReason? Concern, int Count);

/// <summary>How often decisions rested on a rule.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Count">How often.</param>
public sealed record RuleCount([property: Unpublished] Guid RuleId, int Count);

public static class ModerationSummaryQueries
{
    /// <summary>What the moderators decided in a time of at most 366 days, counted.</summary>
    /// <param name="from">The first moment of the time.</param>
    /// <param name="to">The first moment after it.</param>
    public static async Task<ModerationSummary> ModerationSummary(DateTimeOffset from, DateTimeOffset to, IQuerySession session, CancellationToken stop)
    {
        if (to <= from || to - from > TimeSpan.FromDays(366))
            throw new Refusal("forums.summary-time", "The time ends before it begins, or is longer than 366 days. Ask for a shorter one.", nameof(to));
        var decisions = await session.Query<ModerationDecision>().Where(decision => decision.At >= from && decision.At < to)
            .Select(decision => new CountedDecision(decision.Kind, decision.Concern, decision.RuleId, decision.At, decision.Automated, decision.FlaggedAt, decision.Appeal))
            .ToListAsync(stop);
        return Forums.ModerationSummary.Of(from, to, decisions);
    }
}

public static class RuleCountExtensions
{
    /// <summary>The rule, as it is now.</summary>
    public static async Task<IReadOnlyList<Rule>> Rule(IReadOnlyList<RuleCount> counts, IQuerySession session, CancellationToken stop)
    {
        var rules = (await session.LoadManyAsync<Rule>(stop, counts.Select(count => count.RuleId).ToArray())).ToDictionary(rule => rule.Id);
        return [.. counts.Select(count => rules[count.RuleId])];
    }
}
