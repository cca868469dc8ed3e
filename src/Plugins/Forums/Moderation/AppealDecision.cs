namespace Engage.Plugins.Forums;

/// <summary>What to appeal, and why.</summary>
/// <param name="DecisionId">The decision that hid what you wrote.</param>
/// <param name="Statement">Why it is wrong, 1 to 5,000 characters. Moderators read it.</param>
public sealed record AppealDecisionInput(Guid DecisionId, string Statement);

public static class AppealDecision
{
    /// <summary>Asks another moderator to look at a decision that hid what you wrote. You appeal under the name that you wrote it under, and once.</summary>
    [Requires(ForumPermissions.Appeal)]
    public static async Task<ModerationDecision> Handle(
        AppealDecisionInput input, IParticipants participants, IDocumentSession session, ModerationSettings settings, TimeProvider clock, CancellationToken stop)
    {
        var decision = await session.LoadAsync<ModerationDecision>(input.DecisionId, stop) ?? throw Refusal.NotFound("decision", nameof(input.DecisionId));
        var contribution = await Contribution.Of(decision, session, stop);
        var author = await participants.AsAuthor(contribution.Author.Name, contribution.Topic.Id, stop) ?? throw Refusal.NotFound("decision", nameof(input.DecisionId));
        await session.Change<Review>(contribution.ReviewId, review => [Decide(review, contribution, input, author, clock.GetUtcNow(), TimeSpan.FromDays(settings.AppealDays))], stop);
        return (await session.LoadAsync<ModerationDecision>(decision.Id, stop))!;
    }

    public static DecisionAppealed Decide(Review? review, Contribution contribution, AppealDecisionInput input, Participant author, DateTimeOffset now, TimeSpan time)
    {
        if (review?.DecisionId == input.DecisionId && review.State is ReviewState.Appealed or ReviewState.Upheld or ReviewState.Overturned)
            throw new Refusal("forums.appealed-already", "This decision was appealed already. A decision can be appealed once.", nameof(input.DecisionId));
        if (review?.DecisionId != input.DecisionId || review.State is not ReviewState.Hidden)
            throw new Refusal("forums.not-appealable", "Only what a moderator decided to hide, and is hidden still, can be appealed. What is held back waits for a moderator anyway.", nameof(input.DecisionId));
        if (now > review.DecidedAt + time)
            throw new Refusal("forums.appeal-too-late", $"This was decided more than {time.TotalDays:N0} days ago. It cannot be appealed any more.", nameof(input.DecisionId));
        return new(input.DecisionId, contribution.Topic.Id, contribution.Post?.Id, Personal.Of(author.Id, Text.Checked(input.Statement, nameof(input.Statement), 5_000)));
    }
}
