namespace Engage.Plugins.Forums;

/// <summary>The review to leave to others.</summary>
/// <param name="ReviewId">The review.</param>
public sealed record ReleaseClaimInput(Guid ReviewId);

public static class ReleaseClaim
{
    /// <summary>Gives a claim of yours back.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<Review> Handle(ReleaseClaimInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        await session.Change<Review>(input.ReviewId, review => [Decide(review, actor.Id, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<Review>(input.ReviewId, stop))!;
    }

    public static ReviewClaimReleased Decide(Review? review, ActorId moderator, DateTimeOffset now)
    {
        if (review is null) throw Refusal.NotFound("review", nameof(ReleaseClaimInput.ReviewId));
        return review.ClaimedBy == moderator.Value && review.ClaimedUntil > now
            ? new()
            : throw new Refusal("forums.not-claimed", "You have no claim on this that still counts.", nameof(ReleaseClaimInput.ReviewId));
    }
}
