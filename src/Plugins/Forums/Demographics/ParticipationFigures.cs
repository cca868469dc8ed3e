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
        DemographicFigures.IdOf(e.Data.TopicId, e.Data.DemographicId), e.Data.TopicId, e.Data.DemographicId, Steps.None(e.Data.Groups)));

    public static DemographicFigures Apply(IEvent<DemographicDonated> e, DemographicFigures figures) =>
        figures with { Answers = figures.Answers.With(e.StreamId, e.Data.Previous?.ToString(), e.Data.Option.ToString()) };

    public static DemographicFigures Apply(IEvent<DemographicWithdrawn> e, DemographicFigures figures) =>
        figures with { Answers = figures.Answers.With(e.StreamId, e.Data.Previous.ToString(), null) };
}

/// <summary>How many people a topic reaches, and by what channels.</summary>
/// <param name="Posts">How many posts came in by each channel.</param>
/// <param name="Channels">The voters by the channel of their first vote.</param>
public sealed record TopicReach(Guid Id, int Voters, int Writers, IReadOnlyDictionary<Channel, int> Posts, Steps Channels)
{
    public static TopicReach Nobody(Guid topicId) => new(topicId, 0, 0, new Dictionary<Channel, int>(), Steps.None(Enum.GetValues<Channel>().Length));

    /// <param name="first">Whether it is the first that its author, or its voter, did in the topic.</param>
    public TopicReach With(PostAdded post, bool first)
    {
        var channel = post.Channel ?? Channel.Web;
        return this with { Writers = Writers + (first ? 1 : 0), Posts = new Dictionary<Channel, int>(Posts) { [channel] = Posts.GetValueOrDefault(channel) + 1 } };
    }

    /// <inheritdoc cref="With(PostAdded, bool)"/>
    public TopicReach With(VoteCast vote, bool first) =>
        first ? this with { Voters = Voters + 1, Channels = Channels.With(vote.Voter, null, (vote.Channel ?? Channel.Web).ToString()) } : this;
}

/// <summary>That somebody took part in a topic: one for their votes, which name nobody, and one for what they wrote.</summary>
public sealed record TookPart(Guid Id);

/// <summary>Counts each person once. It reads nothing that another projection writes, and a topic once for all its events of a batch.</summary>
public sealed partial class TopicReachProjection : BatchProjection
{
    public TopicReachProjection()
    {
        IncludeType<PostAdded>();
        IncludeType<VoteCast>();
        Options.DeleteViewTypeOnTeardown<TopicReach>();
        Options.DeleteViewTypeOnTeardown<TookPart>();
    }

    protected override async Task ApplyBatch(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken stop)
    {
        var people = events.Select(e => (Event: e, Read: Read(e))).ToList();
        var topics = (await operations.LoadManyAsync<TopicReach>(stop, [.. people.Select(each => each.Read.Topic).Distinct()])).ToDictionary(each => each.Id);
        var known = (await operations.LoadManyAsync<TookPart>(stop, [.. people.Select(each => each.Read.Person).Distinct()])).Select(each => each.Id).ToHashSet();
        foreach (var (e, (topic, person)) in people)
        {
            var first = known.Add(person);
            if (first) operations.Store(new TookPart(person));
            var reach = topics.GetValueOrDefault(topic) ?? TopicReach.Nobody(topic);
            topics[topic] = e.Data is PostAdded post ? reach.With(post, first) : reach.With((VoteCast)e.Data, first);
        }
        operations.Store(topics.Values.ToArray());
    }

    private static (Guid Topic, Guid Person) Read(IEvent e) => e.Data is PostAdded post
        // What was stored in the clear has no author who could be told from others.
        ? (post.TopicId, StreamId.Of("writer", post.TopicId.ToString(), post.Author.Subject?.Value ?? e.StreamId.ToString()))
        : (((VoteCast)e.Data).TopicId, StreamId.Of("voter", ((VoteCast)e.Data).Voter.ToString()));
}
