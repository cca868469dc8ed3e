namespace Engage.Plugins.Forums;

/// <summary>The rule to repeal.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Reason">Why, for everybody to read; 1 to 500 characters.</param>
public sealed record RepealRuleInput(Guid RuleId, string Reason);

public static class RepealRule
{
    /// <summary>Repeals a rule: nothing more is hidden under it. What was hidden under it before stays hidden until it is restored.</summary>
    [Requires(ForumPermissions.ManageRules)]
    public static async Task<Rule> Handle(RepealRuleInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Rule>(input.RuleId, rule => [Decide(rule, input)], stop);
        return (await session.LoadAsync<Rule>(input.RuleId, stop))!;
    }

    public static RuleRepealed Decide(Rule? rule, RepealRuleInput input)
    {
        if (rule is null) throw Refusal.NotFound("rule", nameof(input.RuleId));
        rule.MustBeInForce(nameof(input.RuleId));
        return new(Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}
