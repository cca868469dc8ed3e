namespace Engage.Plugins.Forums;

/// <summary>A moderator before a contribution: who they are, and what of it is theirs.</summary>
/// <param name="Id">Their id as an actor. It stays with the decision, for auditors.</param>
/// <param name="Wrote">Whether they wrote it, under any name, or entered it for who said it.</param>
/// <param name="Flagger">The number that their flags stand under.</param>
/// <param name="Automated">Whether it is a program.</param>
public sealed record Judge(ActorId Id, bool Wrote, Guid? Flagger, bool Automated)
{
    public static async Task<Judge> Of(Contribution contribution, Actor actor, IParticipants participants, IQuerySession session, CancellationToken stop) => new(
        actor.Id, await contribution.IsFromCaller(actor, participants, session, stop),
        await participants.Ballot(Flag.Thread, stop) is { } flagger ? Guid.Parse(flagger.Value) : null, actor.Kind is ActorKind.Program);

    /// <summary>Refuses who has a part in what they are to decide on, and who comes between another moderator and their decision.</summary>
    public void MustBeFree(Review? review, DateTimeOffset now)
    {
        // Regulation (EU) 2022/2065, article 20(6): an appeal not solely on the basis of automated means. Nor anything before it: whoever made the key would be judge twice.
        if (Automated) throw new Refusal("forums.person-needed", "A person decides on what people wrote. Send a person's token.");
        if (Wrote) throw new Refusal("forums.own-contribution", "You wrote this yourself, or entered it. Another moderator has to decide on it.");
        if (review?.Flags.Any(flag => flag.Flagger == Flagger && flag.State is not FlagState.Withdrawn) is true)
            throw new Refusal("forums.own-flag", "You flagged this yourself. Another moderator has to decide on it.");
        MustHaveClaim(review, now);
    }

    public void MustHaveClaim(Review? review, DateTimeOffset now)
    {
        if (review?.IsClaimedByAnother(Id.Value, now) is true)
            throw new Refusal("forums.review-claimed", "Another moderator is about to decide on this. Their claim ends by itself; 'claimedUntil' says when.");
    }
}
