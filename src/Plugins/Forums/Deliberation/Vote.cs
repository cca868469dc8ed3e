namespace Engage.Plugins.Forums;

/// <summary>What to vote.</summary>
/// <param name="PostId">The post to vote on.</param>
/// <param name="Value">What you think of it. Voting again changes your vote.</param>
public sealed record VoteInput(Guid PostId, VoteValue Value);

public static class Vote
{
    /// <summary>Votes on a post, or changes the vote. It is a secret ballot: nobody is ever told who voted what.</summary>
    [Requires(ForumPermissions.Vote)]
    public static async Task<Post> Handle(VoteInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop)
    {
        if (actor.Kind is ActorKind.Program) throw new Refusal("forums.person-needed", "A vote is cast by a person. Send a person's token.");
        var (topic, post) = await Reading.PostTo(CategoryAction.Vote, session, actor, input.PostId, nameof(input.PostId), stop);
        // From here on the session knows the number alone, and not who it is.
        var voter = Guid.Parse((await participants.Secretly(topic.Id, stop)).Id.Value);
        await session.Change<Ballot>(Ballot.IdOf(post.Id, voter), ballot => [Decide(topic, post, voter, ballot, input.Value)], stop);
        return (await session.LoadAsync<Post>(post.Id, stop))!;
    }

    public static VoteCast Decide(Topic topic, Post post, Guid voter, Ballot? ballot, VoteValue value)
    {
        topic.MustBeOpen();
        post.MustStand(nameof(VoteInput.PostId));
        if (topic.Kind is TopicKind.Deliberation && post.ParentId is not null)
            throw new Refusal("forums.not-a-statement", "In a deliberation people vote on statements, and this is talk about one. Vote on the statement.", nameof(VoteInput.PostId));
        if (ballot?.Value == value)
            throw new Refusal("forums.vote-unchanged", "This is what you voted already. Your vote counts once; vote otherwise to change it.", nameof(VoteInput.Value));
        return new(topic.Id, post.Id, voter, value, ballot?.Value);
    }
}
