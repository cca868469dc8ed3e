namespace Engage.Plugins.Forums;

/// <summary>The review to claim.</summary>
/// <param name="ReviewId">The review.</param>
public sealed record ClaimReviewInput(Guid ReviewId);

public static class ClaimReview
{
    /// <summary>Keeps a review for yourself for half an hour, so that no two moderators work on one. Claiming your own once more makes the time longer.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<Review> Handle(ClaimReviewInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        await session.Change<Review>(input.ReviewId, review => [Decide(review, actor.Id, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<Review>(input.ReviewId, stop))!;
    }

    public static ReviewClaimed Decide(Review? review, ActorId moderator, DateTimeOffset now)
    {
        if (review is null) throw Refusal.NotFound("review", nameof(ClaimReviewInput.ReviewId));
        if (review.State is not (ReviewState.Pending or ReviewState.Appealed))
            throw new Refusal("forums.review-decided", "There is nothing to decide here any more.", nameof(ClaimReviewInput.ReviewId));
        if (review.State is ReviewState.Appealed && review.DecidedBy == moderator.Value)
            throw new Refusal("forums.other-moderator-needed", "You made the decision that was appealed. Another moderator has to decide the appeal.", nameof(ClaimReviewInput.ReviewId));
        return !review.IsClaimedByAnother(moderator.Value, now)
            ? new()
            : throw new Refusal("forums.review-claimed", "Another moderator claimed this. Their claim ends by itself; 'claimedUntil' says when.", nameof(ClaimReviewInput.ReviewId));
    }
}
