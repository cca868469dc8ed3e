using System.ComponentModel;
using Engage.Plugins;

namespace Engage.Privacy;

/// <summary>How long the personal members of events can be read, as the plugins declare it. A singleton.</summary>
internal sealed class Retention(IEnumerable<LoadedPlugin> plugins)
{
    private readonly Dictionary<Type, RetentionDeclaration> _rules = plugins.SelectMany(plugin => plugin.Declarations.Retentions)
        .GroupBy(rule => rule.Type).ToDictionary(rules => rules.Key, rules => rules.MinBy(rule => rule.Days)!);

    public IEnumerable<RetentionRule> Rules => _rules.Values.Select(rule => new RetentionRule(rule.Alias, rule.Days)).OrderBy(rule => rule.Event, StringComparer.Ordinal);

    /// <summary>Until when an event's personal members can be read, and under which of their subjects' keys; null for as long as the subject is kept.</summary>
    public RetainedUntil? For(Type type, DateTimeOffset at)
    {
        if (!_rules.TryGetValue(type, out var rule)) return null;
        var day = at.UtcDateTime.Date;
        return new($"{rule.Alias}/{day:yyyy-MM-dd}", new DateTimeOffset(day.AddDays(1 + rule.Days), TimeSpan.Zero));
    }
}

internal sealed record RetainedUntil(string Key, DateTimeOffset Expires);

/// <summary>How long personal data is kept.</summary>
[Description("How long the personal parts of a kind of event can be read; what else it holds stays.")]
public sealed record RetentionRule(
    [property: Description("The kind of event: forums.post-added.")] string Event,
    [property: Description("For how many whole days after the end of the day, in UTC, on which it happened.")] int Days);

internal static class RetentionQueries
{
    [Description("How long personal data is kept, for each kind of event that has a rule. All other personal data is kept until its subject is erased.")]
    public static IReadOnlyList<RetentionRule> Retention(Retention retention) => [.. retention.Rules];
}
