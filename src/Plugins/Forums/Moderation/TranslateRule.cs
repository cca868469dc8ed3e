namespace Engage.Plugins.Forums;

/// <summary>A rule in another language.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">What it is called in it, 1 to 120 characters.</param>
/// <param name="Text">What it says, in it, 1 to 5,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
public sealed record TranslateRuleInput(Guid RuleId, string Language, string Title, string Text, TranslationStatus Status);

public static class TranslateRule
{
    /// <summary>Translates a rule as it is now, or translates it anew. Where the two differ the original counts.</summary>
    [Requires(ForumPermissions.Translate)]
    public static async Task<Rule> Handle(TranslateRuleInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Rule>(input.RuleId, rule => [Decide(rule, input)], stop);
        return (await session.LoadAsync<Rule>(input.RuleId, stop))!;
    }

    public static RuleTranslated Decide(Rule? rule, TranslateRuleInput input)
    {
        if (rule is null) throw Refusal.NotFound("rule", nameof(input.RuleId));
        rule.MustBeInForce(nameof(input.RuleId));
        return new(
            rule.Current().Text.ToTranslateInto(input.Language, nameof(input.Language)),
            Text.Checked(input.Title, nameof(input.Title), 120), Text.Checked(input.Text, nameof(input.Text), 5_000), input.Status);
    }
}
