namespace Engage.Plugins.Forums;

/// <summary>What to decide of an appeal, and why.</summary>
/// <param name="DecisionId">The decision that was appealed.</param>
/// <param name="Outcome">Whether it was right.</param>
/// <param name="Reasons">Why, for its author and everybody else to read, 1 to 2,000 characters.</param>
public sealed record DecideAppealInput(Guid DecisionId, AppealOutcome Outcome, string Reasons);

public static class DecideAppeal
{
    /// <summary>Decides an appeal. It takes another moderator than the one who made the decision, and a person.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<ModerationDecision> Handle(
        DecideAppealInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var decision = await session.LoadAsync<ModerationDecision>(input.DecisionId, stop) ?? throw Refusal.NotFound("decision", nameof(input.DecisionId));
        var contribution = await Contribution.Of(decision, session, stop);
        var judge = await Judge.Of(contribution, actor, participants, session, stop);
        await session.Change<Review>(contribution.ReviewId, review => [Decide(review, contribution, input, judge, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<ModerationDecision>(decision.Id, stop))!;
    }

    public static AppealDecided Decide(Review? review, Contribution contribution, DecideAppealInput input, Judge judge, DateTimeOffset now)
    {
        if (review is null || review.DecisionId != input.DecisionId || review.State is not ReviewState.Appealed)
            throw new Refusal("forums.no-appeal", "No appeal against this decision waits for an answer.", nameof(input.DecisionId));
        if (review.DecidedBy == judge.Id.Value)
            throw new Refusal("forums.other-moderator-needed", "You made the decision that was appealed. Another moderator has to decide the appeal.", nameof(input.DecisionId));
        judge.MustBeFree(review, now);
        return new(input.DecisionId, contribution.Topic.Id, contribution.Post?.Id, input.Outcome, Text.Checked(input.Reasons, nameof(input.Reasons), 2_000));
    }
}
