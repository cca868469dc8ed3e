namespace Engage.Plugins.Forums;

/// <summary>What to flag, and why.</summary>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="TopicId">The topic to flag.</param>
/// <param name="PostId">Or the post to flag.</param>
/// <param name="Note">What a moderator should know, up to 1,000 characters. It is kept for a year.</param>
public sealed record FlagContributionInput(FlagReason Reason, Guid? TopicId = null, Guid? PostId = null, string? Note = null);

public static class FlagContribution
{
    /// <summary>How many flags may wait on one contribution. Another one would tell a moderator nothing new.</summary>
    public const int Limit = 100;

    /// <summary>Tells the moderators that a topic or a post breaks a rule. Nobody learns who did, not even they.</summary>
    [Requires(ForumPermissions.Flag)]
    public static async Task<Flag> Handle(
        FlagContributionInput input, Actor actor, IParticipants participants, IDocumentSession session, ModerationSettings settings, TimeProvider clock, CancellationToken stop)
    {
        if (actor.Kind is ActorKind.Program) throw new Refusal("forums.person-needed", "A flag is what a person thinks of what another wrote, and each counts once. Send a person's token.");
        var contribution = await Contribution.Named(input.TopicId, input.PostId, session, actor, stop);
        var wrote = await contribution.IsFromCaller(actor, participants, session, stop);
        var flagger = (await participants.Secretly(Flag.Thread, stop)).Id;
        var (agreed, disagreed) = await FlagScore.Record(Guid.Parse(flagger.Value), session, stop);
        var score = FlagScore.Of(input.Reason, actor.Roles.Contains(Roles.Staff) || actor.May(ForumPermissions.Moderate), agreed, disagreed);
        await session.Change<Review>(contribution.ReviewId, review =>
            Decide(review, contribution, input, flagger, wrote, score, FlagScore.Bonus(agreed, disagreed), settings.HoldScore, StreamId.New(clock)).Select(each => each is ContributionHeld held ? BySystem(held) : each), stop);
        return (await session.LoadAsync<Review>(contribution.ReviewId, stop))!.Flags.Last(flag => flag.Flagger.ToString() == flagger.Value);
    }

    public static IEnumerable<object> Decide(
        Review? review, Contribution contribution, FlagContributionInput input, ActorId flagger, bool wrote, double score, double? bonus, double holdScore, Guid holdId)
    {
        var number = Guid.Parse(flagger.Value);
        if (wrote) throw new Refusal("forums.own-contribution", "You wrote this yourself, or entered it. Whether it breaks a rule is for others to say.");
        contribution.Post?.MustNotBeWithdrawn();
        if (review?.Hides() is true) throw new Refusal("forums.hidden-already", "This is hidden already, or held back until a moderator decides.");
        if (review?.Flags.Any(flag => flag.Flagger == number && flag.Stands(contribution.EditedAt)) is true)
            throw new Refusal("forums.flagged-already", "You flagged this already. Everybody's flag counts once, until its author changes the words.");
        if (review?.OpenFlags().Count() >= Limit) throw new Refusal("forums.flagged-enough", $"{Limit} people flagged this already, and a moderator will look at it.");

        yield return new FlagRaised(
            contribution.Topic.Id, contribution.Post?.Id, input.Reason, score, number,
            string.IsNullOrWhiteSpace(input.Note) ? null : Personal.Of(flagger, Text.Checked(input.Note, nameof(input.Note), 1_000)), bonus);
        // Words that a moderator let stand are not taken away by a crowd that asks again.
        var cleared = review?.ClearedAt is { } at && !(contribution.EditedAt > at);
        // One account is never enough, nor are two for a topic: it is everybody's words in it.
        var others = review?.OpenFlags().Where(flag => Flag.Endangers(flag.Reason)).ToList() ?? [];
        var flaggers = others.Select(flag => flag.Flagger).Append(number).Distinct().Count();
        if (Flag.Endangers(input.Reason) && !cleared && flaggers >= (contribution.Post is null ? 3 : 2)
            && score - (bonus ?? 0) + others.Sum(flag => flag.Score - (flag.Bonus ?? 0)) >= holdScore)
            yield return new ContributionHeld(holdId, contribution.Topic.Id, contribution.Post?.Id, input.Reason);
    }

    // The flags of several people came to this, and none of them decided it.
    private static IEvent BySystem(ContributionHeld held)
    {
        var e = held.AsEvent();
        e.UserName = "system";
        return e;
    }
}
