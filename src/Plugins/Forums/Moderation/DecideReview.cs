namespace Engage.Plugins.Forums;

/// <summary>What a moderator decides of a contribution.</summary>
public enum ReviewOutcome
{
    /// <summary>It is hidden: only moderators can read it.</summary>
    Hide,

    /// <summary>It stays to be read, and the flags on it are dismissed.</summary>
    Keep
}

/// <summary>What to decide, on what, and why.</summary>
/// <param name="Outcome">Whether it is hidden.</param>
/// <param name="Reasons">The facts that the decision rests on, for its author and everybody else to read, 1 to 2,000 characters. Do not repeat what must not be read.</param>
/// <param name="RuleId">The rule that it breaks, or was held against. To hide something takes one.</param>
/// <param name="TopicId">The topic to decide on.</param>
/// <param name="PostId">Or the post to decide on.</param>
public sealed record DecideReviewInput(ReviewOutcome Outcome, string Reasons, Guid? RuleId = null, Guid? TopicId = null, Guid? PostId = null);

public static class DecideReview
{
    /// <summary>Decides on a topic or a post that was flagged, or hides one that nobody flagged. Its author is told, may appeal, and everybody can read of it.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static async Task<ModerationDecision> Handle(
        DecideReviewInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var contribution = await Contribution.Named(input.TopicId, input.PostId, session, actor, stop);
        var rule = input.RuleId is { } ruleId && ruleId != Guid.Empty ? await session.Events.FetchForWriting<Rule>(ruleId, stop) : null;
        // No stream has the empty id, and the event store refuses to look for it. Where the rule is amended or repealed before this is stored, it is not stored.
        if (rule?.Aggregate is not null) rule.AlwaysEnforceConsistency = true;
        var (id, judge) = (StreamId.New(clock), await Judge.Of(contribution, actor, participants, session, stop));
        await session.Change<Review>(contribution.ReviewId, review => [Decide(review, contribution, input, rule?.Aggregate, judge, id, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<ModerationDecision>(id, stop))!;
    }

    public static object Decide(Review? review, Contribution contribution, DecideReviewInput input, Rule? rule, Judge judge, Guid id, DateTimeOffset now)
    {
        if (input.RuleId is not null && rule is null) throw Refusal.NotFound("rule", nameof(input.RuleId));
        rule?.MustBeInForce(nameof(input.RuleId));
        judge.MustBeFree(review, now);
        var reasons = Text.Checked(input.Reasons, nameof(input.Reasons), 2_000);
        var (topic, post, concern, flaggedAt, replaces) = (
            contribution.Topic.Id, contribution.Post?.Id, review?.Concern(), review?.OpenFlags().Any() is true ? review.OpenedAt : (DateTimeOffset?)null, review?.Held is true ? review.DecisionId : null);

        if (input.Outcome is ReviewOutcome.Keep)
        {
            return review?.State is ReviewState.Pending
                ? new ContributionKept(id, topic, post, rule?.Id, rule?.Versions.Count, reasons, concern, flaggedAt, judge.Automated, replaces)
                : throw new Refusal("forums.nothing-to-review", "No flag on this waits for a decision. What is hidden is made readable again by 'restoreContribution' or on appeal.");
        }
        if (rule is null) throw new Refusal("forums.rule-required", "Nothing is hidden without a rule that it breaks. The query 'rules' lists them.", nameof(input.RuleId));
        if (review?.Overrulings.Any(overruling => overruling.Moderator == judge.Id.Value && !(contribution.EditedAt > overruling.At)) is true)
            throw new Refusal("forums.overruled", "You hid this before, and on appeal that was found wrong. While its words are the same, another moderator has to decide to hide it.");
        return review is { Held: false } && review.Hides()
            ? throw new Refusal("forums.hidden-already", "This is hidden already.")
            : new ContributionHidden(id, topic, post, rule.Id, rule.Versions.Count, reasons, concern, flaggedAt, judge.Automated, replaces);
    }
}
