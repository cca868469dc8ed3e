namespace Engage.Plugins.Forums;

/// <summary>The rule to adopt.</summary>
/// <param name="Title">What it is called, 1 to 120 characters.</param>
/// <param name="Text">What it says, 1 to 5,000 characters.</param>
/// <param name="Language">The language of both, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record AdoptRuleInput(string Title, string Text, string? Language = null);

public static class AdoptRule
{
    /// <summary>Adopts a rule of the forum. What was written before can be hidden under it as well.</summary>
    [Requires(ForumPermissions.ManageRules)]
    public static async Task<Rule> Handle(AdoptRuleInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<Rule>(id, Decide(input));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Rule>(id, stop))!;
    }

    public static RuleAdopted Decide(AdoptRuleInput input) => new(
        Text.Checked(input.Title, nameof(input.Title), 120), Text.Checked(input.Text, nameof(input.Text), 5_000),
        input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
}
