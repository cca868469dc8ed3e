namespace Engage.Plugins.Forums;

/// <summary>What to make readable again, and why.</summary>
/// <param name="Reasons">Why, for everybody to read, 1 to 2,000 characters.</param>
/// <param name="TopicId">The topic that is hidden.</param>
/// <param name="PostId">Or the post that is hidden.</param>
public sealed record RestoreContributionInput(string Reasons, Guid? TopicId = null, Guid? PostId = null);

public static class RestoreContribution
{
    /// <summary>Makes a topic or a post readable again that a moderator hid.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<ModerationDecision> Handle(
        RestoreContributionInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var contribution = await Contribution.Named(input.TopicId, input.PostId, session, actor, stop);
        var (id, judge) = (StreamId.New(clock), await Judge.Of(contribution, actor, participants, session, stop));
        await session.Change<Review>(contribution.ReviewId, review => [Decide(review, contribution, input, judge, id, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<ModerationDecision>(id, stop))!;
    }

    public static ContributionRestored Decide(Review? review, Contribution contribution, RestoreContributionInput input, Judge judge, Guid id, DateTimeOffset now)
    {
        judge.MustBeFree(review, now);
        if (review?.Hides() is not true) throw new Refusal("forums.not-hidden", "This is not hidden.");
        if (review.Held) throw new Refusal("forums.decision-pending", "This is held back until somebody decides on its flags. Decide with 'decideReview': KEEP makes it readable.");
        if (review.State is ReviewState.Appealed) throw new Refusal("forums.appeal-pending", "Its author appealed. Another moderator has to decide that, with 'decideAppeal'.");
        return new(id, contribution.Topic.Id, contribution.Post?.Id, Text.Checked(input.Reasons, nameof(input.Reasons), 2_000), judge.Automated, review.DecisionId!.Value);
    }
}
