namespace Engage.Plugins.Forums;

/// <summary>What a rule shall say from now on.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Title">What it is called, 1 to 120 characters.</param>
/// <param name="Text">What it says, 1 to 5,000 characters.</param>
/// <param name="Language">The language of both, a tag of BCP 47; without it the one that they had.</param>
public sealed record AmendRuleInput(Guid RuleId, string Title, string Text, string? Language = null);

public static class AmendRule
{
    /// <summary>Gives a rule new words. Decisions that were made keep the version that they were made under; translations are outdated.</summary>
    [Requires(ForumPermissions.ManageRules)]
    public static async Task<Rule> Handle(AmendRuleInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Rule>(input.RuleId, rule => [Decide(rule, input)], stop);
        return (await session.LoadAsync<Rule>(input.RuleId, stop))!;
    }

    public static RuleAmended Decide(Rule? rule, AmendRuleInput input)
    {
        if (rule is null) throw Refusal.NotFound("rule", nameof(input.RuleId));
        rule.MustBeInForce(nameof(input.RuleId));
        var amended = new RuleAmended(
            Text.Checked(input.Title, nameof(input.Title), 120), Text.Checked(input.Text, nameof(input.Text), 5_000),
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
        return (amended.Title, amended.Text) != (rule.Current().Title.Text, rule.Current().Text.Text)
            ? amended
            : throw new Refusal("forums.rule-unchanged", "This is what the rule says already. A new version takes other words.");
    }
}
