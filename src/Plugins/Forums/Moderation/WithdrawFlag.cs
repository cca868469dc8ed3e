namespace Engage.Plugins.Forums;

/// <summary>What to take the flag back from.</summary>
/// <param name="TopicId">The topic that you flagged.</param>
/// <param name="PostId">Or the post that you flagged.</param>
public sealed record WithdrawFlagInput(Guid? TopicId = null, Guid? PostId = null);

public static class WithdrawFlag
{
    /// <summary>Takes a flag back that no moderator has decided on. What is held back stays so until one decides.</summary>
    [Requires(ForumPermissions.Flag)]
    public static async Task<Flag> Handle(WithdrawFlagInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop)
    {
        var contribution = await Contribution.Named(input.TopicId, input.PostId, session, actor, stop);
        var flagger = Guid.Parse((await participants.Secretly(Flag.Thread, stop)).Id.Value);
        await session.Change<Review>(contribution.ReviewId, review => [Decide(review, flagger)], stop);
        return (await session.LoadAsync<Review>(contribution.ReviewId, stop))!.Flags.Last(flag => flag.Flagger == flagger);
    }

    public static FlagWithdrawn Decide(Review? review, Guid flagger) => review?.OpenFlags().Any(flag => flag.Flagger == flagger) is true
        ? new(flagger)
        : throw new Refusal("forums.not-flagged", "There is no flag of yours on this that waits for a moderator.");
}
