namespace Engage.Plugins.Forums;

/// <summary>The review to claim.</summary>
/// <param name="ReviewId">The review.</param>
public sealed record ClaimReviewInput(Guid ReviewId);

public static class ClaimReview
{
    /// <summary>Keeps a review for yourself for half an hour, so that no two moderators work on one. Who let a claim lapse without deciding leaves it to others for an hour.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<Review> Handle(ClaimReviewInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var about = await session.LoadAsync<Review>(input.ReviewId, stop) ?? throw Refusal.NotFound("review", nameof(input.ReviewId));
        var judge = await Judge.Of(await Contribution.Of(about.TopicId, about.PostId, session, stop), actor, participants, session, stop);
        await session.Change<Review>(input.ReviewId, review => [Decide(review, judge, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<Review>(input.ReviewId, stop))!;
    }

    public static ReviewClaimed Decide(Review? review, Judge judge, DateTimeOffset now)
    {
        if (review is null) throw Refusal.NotFound("review", nameof(ClaimReviewInput.ReviewId));
        if (review.State is not (ReviewState.Pending or ReviewState.Appealed))
            throw new Refusal("forums.review-decided", "There is nothing to decide here any more.", nameof(ClaimReviewInput.ReviewId));
        if (review.State is ReviewState.Appealed && review.DecidedBy == judge.Id.Value)
            throw new Refusal("forums.other-moderator-needed", "You made the decision that was appealed. Another moderator has to decide the appeal.", nameof(ClaimReviewInput.ReviewId));
        judge.MustBeFree(review, now);
        return review.LastClaimedBy == judge.Id.Value && now < review.LastClaimedAt + Review.ClaimLasts + Review.ClaimPause
            ? throw new Refusal("forums.claimed-before", "You claimed this before and did not decide. You can still decide; to claim it again, wait for an hour after your claim ended.", nameof(ClaimReviewInput.ReviewId))
            : new();
    }
}
