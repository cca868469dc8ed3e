namespace Engage.Plugins.Forums;

/// <param name="Language">The language of both texts; null where nobody said.</param>
public sealed record RuleAdopted(string Title, string Text, string? Language = null);

/// <inheritdoc cref="RuleAdopted"/>
public sealed record RuleAmended(string Title, string Text, string? Language = null);

public sealed record RuleTranslated(string Language, string Title, string Text, TranslationStatus Status);

public sealed record RuleRepealed(string Reason);

/// <summary>A rule of the forum. Whatever a moderator hides, they name the rule that it breaks.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Versions">What it said and says, the oldest first.</param>
/// <param name="AdoptedAt">When it was adopted.</param>
/// <param name="AmendedAt">When it got the words it has now; null where they are its first.</param>
/// <param name="RepealedAt">From when on nothing can be hidden under it any more; null while it is in force.</param>
/// <param name="RepealReason">Why it was repealed.</param>
public sealed record Rule(
    Guid Id, [property: Unpublished] IReadOnlyList<RuleVersion> Versions, DateTimeOffset AdoptedAt, DateTimeOffset? AmendedAt, DateTimeOffset? RepealedAt, string? RepealReason)
{
    public RuleVersion Current() => Versions[^1];

    /// <summary>Refuses a rule that was repealed.</summary>
    public void MustBeInForce(string field)
    {
        if (RepealedAt is not null) throw new Refusal("forums.rule-not-in-force", "This rule was repealed. The query 'rules' lists those that are in force.", field);
    }
}

/// <summary>What a rule said at a time.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Version">Which of its versions.</param>
/// <param name="Title">What it was called.</param>
/// <param name="Text">What it said.</param>
/// <param name="Since">From when on it said so.</param>
public sealed record RuleVersion(Guid RuleId, int Version, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Text, DateTimeOffset Since);

public sealed partial class RuleProjection : SingleStreamProjection<Rule, Guid>
{
    public static Rule Create(IEvent<RuleAdopted> e) => new(
        e.StreamId, [new(e.StreamId, 1, new(e.Data.Title, e.Data.Language), new(e.Data.Text, e.Data.Language), e.Timestamp)], e.Timestamp, AmendedAt: null, RepealedAt: null, RepealReason: null);

    // What the old words were translated into is not what the new ones say, and is what the old version goes on to say.
    public static Rule Apply(IEvent<RuleAmended> e, Rule rule) => rule with
    {
        AmendedAt = e.Timestamp,
        Versions = [.. rule.Versions, new(
            rule.Id, rule.Versions.Count + 1, rule.Current().Title.Changed(e.Data.Title, e.Data.Language), rule.Current().Text.Changed(e.Data.Text, e.Data.Language), e.Timestamp)]
    };

    public static Rule Apply(RuleTranslated e, Rule rule) => rule with
    {
        Versions = [.. rule.Versions.SkipLast(1), rule.Current() with
        {
            Title = rule.Current().Title.Translated(e.Language, e.Title, e.Status), Text = rule.Current().Text.Translated(e.Language, e.Text, e.Status)
        }]
    };

    public static Rule Apply(IEvent<RuleRepealed> e, Rule rule) => rule with { RepealedAt = e.Timestamp, RepealReason = e.Data.Reason };
}

public static class RuleQueries
{
    /// <summary>The rules of the forum, the oldest first.</summary>
    /// <param name="repealed">Whether those that were repealed are listed too.</param>
    public static Task<Connection<Rule>> Rules(Page page, IQuerySession session, CancellationToken stop, bool repealed = false)
    {
        IQueryable<Rule> rules = session.Query<Rule>();
        if (!repealed) rules = rules.Where(rule => rule.RepealedAt == null);
        return rules.ToConnection(page, Order.OldestFirst, rule => rule.Id, stop);
    }
}
