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
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return new(KeyOf(rule.Alias, day), new(day.AddDays(1 + rule.Days), TimeOnly.MinValue, TimeSpan.Zero));
    }

    /// <summary>The kind of event and the day that a key is for.</summary>
    public static (string Alias, DateOnly Day) Of(string key)
    {
        var slash = key.LastIndexOf('/');
        return (key[..slash], DateOnly.ParseExact(key[(slash + 1)..], "yyyy-MM-dd"));
    }

    private static string KeyOf(string alias, DateOnly day) => $"{alias}/{day:yyyy-MM-dd}";
}

internal sealed record RetainedUntil(string Key, DateTimeOffset Expires);

/// <summary>How long the personal parts of a kind of event can be read; what else it holds stays.</summary>
/// <param name="Event">The kind of event: <c>forums.post-added</c>.</param>
/// <param name="Days">For how many whole days after the end of the day, in UTC, on which it happened.</param>
internal sealed record RetentionRule(string Event, int Days);

internal static class RetentionQueries
{
    /// <summary>How long personal data is kept, for each kind of event that has a rule. All other personal data is kept until its subject is erased.</summary>
    public static IReadOnlyList<RetentionRule> Retention(Retention retention) => [.. retention.Rules];
}
