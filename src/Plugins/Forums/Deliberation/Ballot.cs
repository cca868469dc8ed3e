namespace Engage.Plugins.Forums;

/// <param name="Voter">Who voted, as a number of this topic: it ties the votes of one person on its posts together, differs from topic to topic, and leads back
/// to nobody (<see cref="IParticipants.Secretly"/>).</param>
/// <param name="Previous">What the same person voted on the post before, so that counts need not look it up.</param>
/// <param name="Channel">How it came in; null for the web.</param>
public sealed record VoteCast(Guid TopicId, Guid PostId, Guid Voter, VoteValue Value, VoteValue? Previous = null, Channel? Channel = null);

/// <summary>What somebody thinks of a post.</summary>
public enum VoteValue
{
    /// <summary>They agree.</summary>
    Agree,

    /// <summary>They disagree.</summary>
    Disagree,

    /// <summary>They saw it and leave it open.</summary>
    Pass
}

/// <summary>What one person thinks of one post. A stream of its own, so that nobody waits for anybody else to vote.</summary>
public sealed record Ballot(Guid Id, Guid TopicId, Guid PostId, Guid Voter, VoteValue Value, DateTimeOffset At)
{
    public static Guid IdOf(Guid postId, Guid voter) => StreamId.Of(postId.ToString(), voter.ToString());

    /// <summary>The number of somebody who voted where the topic was imported from, by what they are called there: a number too.</summary>
    public static Guid VoterOf(Guid topicId, string participant) => StreamId.Of(topicId.ToString(), participant);
}

public sealed partial class BallotProjection : SingleStreamProjection<Ballot, Guid>
{
    public static Ballot Create(IEvent<VoteCast> e) => new(e.StreamId, e.Data.TopicId, e.Data.PostId, e.Data.Voter, e.Data.Value, e.Timestamp);

    public static Ballot Apply(IEvent<VoteCast> e, Ballot ballot) => ballot with { Value = e.Data.Value, At = e.Timestamp };
}
