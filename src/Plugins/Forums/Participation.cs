namespace Engage.Plugins.Forums;

/// <summary>The answers to one question in one topic, counted.</summary>
public sealed record DemographicFigures(Guid Id, Guid TopicId, Guid DemographicId, Steps Answers)
{
    public static Guid IdOf(Guid topicId, Guid demographicId) => StreamId.Of("demographic-figures", topicId.ToString(), demographicId.ToString());
}

public sealed partial class DemographicFiguresProjection : MultiStreamProjection<DemographicFigures, Guid>
{
    public DemographicFiguresProjection()
    {
        Identity<DemographicDonated>(e => DemographicFigures.IdOf(e.TopicId, e.DemographicId));
        Identity<DemographicWithdrawn>(e => DemographicFigures.IdOf(e.TopicId, e.DemographicId));
    }

    public static DemographicFigures Create(IEvent<DemographicDonated> e) => Apply(e, new(
        DemographicFigures.IdOf(e.Data.TopicId, e.Data.DemographicId), e.Data.TopicId, e.Data.DemographicId, Steps.None));

    public static DemographicFigures Apply(IEvent<DemographicDonated> e, DemographicFigures figures) =>
        figures with { Answers = figures.Answers.With(e.StreamId, e.Data.Previous?.ToString(), e.Data.Option.ToString()) };

    public static DemographicFigures Apply(IEvent<DemographicWithdrawn> e, DemographicFigures figures) =>
        figures with { Answers = figures.Answers.With(e.StreamId, e.Data.Previous.ToString(), null) };
}

/// <summary>By what channels posts and votes came to a topic.</summary>
public sealed record TopicChannels(Guid Id, IReadOnlyDictionary<Channel, int> Posts, Steps Votes);

public sealed partial class TopicChannelsProjection : MultiStreamProjection<TopicChannels, Guid>
{
    public TopicChannelsProjection()
    {
        Identity<PostAdded>(e => e.TopicId);
        Identity<VoteCast>(e => e.TopicId);
    }

    public static TopicChannels Create(IEvent<PostAdded> e) => Apply(e, new(e.Data.TopicId, new Dictionary<Channel, int>(), Steps.None));

    public static TopicChannels Create(IEvent<VoteCast> e) => Apply(e, new(e.Data.TopicId, new Dictionary<Channel, int>(), Steps.None));

    public static TopicChannels Apply(IEvent<PostAdded> e, TopicChannels topic)
    {
        var channel = e.Data.Channel ?? Channel.Web;
        return topic with { Posts = new Dictionary<Channel, int>(topic.Posts) { [channel] = topic.Posts.GetValueOrDefault(channel) + 1 } };
    }

    // Who votes again on a post changes the vote; it came in by the channel it came in by.
    public static TopicChannels Apply(IEvent<VoteCast> e, TopicChannels topic) =>
        e.Data.Previous is null ? topic with { Votes = topic.Votes.With(e.Data.Voter, null, (e.Data.Channel ?? Channel.Web).ToString()) } : topic;
}

/// <summary>That somebody took part in a topic: once for their votes, which name nobody, and once for what they wrote.</summary>
public sealed record TookPart(Guid Id, Guid TopicId, bool Wrote);

public sealed partial class TookPartProjection : MultiStreamProjection<TookPart, Guid>
{
    public TookPartProjection()
    {
        Identity<IEvent<PostAdded>>(Writer);
        Identity<VoteCast>(Voter);
    }

    public static TookPart Create(IEvent<PostAdded> e) => new(Writer(e), e.Data.TopicId, Wrote: true);

    public static TookPart Create(IEvent<VoteCast> e) => new(Voter(e.Data), e.Data.TopicId, Wrote: false);

    // What was stored in the clear has no author who could be told from others.
    private static Guid Writer(IEvent<PostAdded> e) => StreamId.Of("writer", e.Data.TopicId.ToString(), e.Data.Author.Subject?.Value ?? e.StreamId.ToString());

    private static Guid Voter(VoteCast e) => StreamId.Of("voter", e.Voter.ToString());
}
