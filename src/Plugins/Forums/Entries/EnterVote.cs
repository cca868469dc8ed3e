namespace Engage.Plugins.Forums;

/// <summary>The vote to enter for somebody.</summary>
/// <param name="ParticipantId">Who votes, as <c>registerParticipant</c> answered.</param>
/// <param name="Channel">How they told you.</param>
/// <param name="PostId">The post that they vote on.</param>
/// <param name="Value">What they think of it. Entering another one changes their vote.</param>
public sealed record EnterVoteInput(Guid ParticipantId, Channel Channel, Guid PostId, VoteValue Value);

public static class EnterVote
{
    /// <summary>Votes for somebody who has no device. They count once, whoever enters it and however often.</summary>
    [Requires(ForumPermissions.EnterForOthers)]
    public static async Task<Post> Handle(
        EnterVoteInput input, Actor actor, IParticipants participants, IDocumentSession session, IPersonalReader reader, CancellationToken stop)
    {
        var entry = await Entry.For(input.ParticipantId, input.Channel, session, reader, stop);
        var (topic, post) = await Reading.PostTo(CategoryAction.Vote, session, actor, input.PostId, nameof(input.PostId), stop);
        var voter = await entry.VoterIn(topic.Id, participants, stop);
        await session.Change<Ballot>(Ballot.IdOf(post.Id, voter), ballot => Decide(topic, post, voter, ballot, input.Value, entry.Channel), stop);
        return (await session.LoadAsync<Post>(post.Id, stop))!;
    }

    /// <summary>A vote that changes nothing is no error, or staff could try which one is: the participant may not have told them.</summary>
    public static IEnumerable<VoteCast> Decide(Topic topic, Post post, Guid voter, Ballot? ballot, VoteValue value, Channel channel)
    {
        var unchanged = ballot?.Value == value;
        var cast = Vote.Decide(topic, post, voter, unchanged ? null : ballot, value);
        return unchanged ? [] : [cast with { Channel = channel }];
    }
}
