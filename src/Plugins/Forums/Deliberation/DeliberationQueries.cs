using System.Buffers.Binary;

namespace Engage.Plugins.Forums;

public static class DeliberationFields
{
    /// <summary>
    /// What the topic has come to by its votes; null for a topic that is no deliberation, or was not open then. It is made of steps of five people each, so up to four
    /// may have voted since, and is worked out a moment after a step ends; the counts of a post follow each vote at once.
    /// </summary>
    /// <param name="asOf">As of which time: what the last step until then came to. Left out, as of now.</param>
    public static async Task<IReadOnlyList<Deliberation?>> Deliberation(
        IReadOnlyList<Topic> topics, DateTimeOffset? asOf, IQuerySession session, TimeProvider clock, CancellationToken stop)
    {
        if (asOf > clock.GetUtcNow()) throw new Refusal("forums.as-of-future", "This time is still to come. Ask for one that is past, or leave 'asOf' out for what is so now.", nameof(asOf));
        var deliberations = topics.Where(IsShown).DistinctBy(topic => topic.Id).ToList();
        var known = asOf is { } past
            ? await PastDeliberations.Of(deliberations, past, session, stop)
            : (await session.LoadManyAsync<Deliberation>(stop, [.. deliberations.Select(topic => topic.Id)])).ToDictionary(each => each.Id);
        return [.. topics.Select(topic => !IsShown(topic) ? null : known.GetValueOrDefault(topic.Id) ?? Forums.Deliberation.Begun(topic))];

        bool IsShown(Topic topic) => topic.Kind is TopicKind.Deliberation && !(asOf < topic.OpenedAt);
    }

    /// <summary>
    /// The statement for the caller to vote on next, drawn from those they have not voted on: what divides or unites opinions, and what few have seen, is drawn
    /// more often. Null where nothing is left, where the topic takes no votes, and for who is not known.
    /// </summary>
    public static async Task<Post?> NextStatement(Topic topic, IParticipants participants, IQuerySession session, CancellationToken stop)
    {
        if (topic is not { Kind: TopicKind.Deliberation, State: TopicState.Open } || await participants.Ballot(topic.Id, stop) is not { } ballot) return null;
        var voter = Guid.Parse(ballot.Value);
        var voted = (await session.Query<Ballot>().Where(each => each.TopicId == topic.Id && each.Voter == voter).Select(each => each.PostId).ToListAsync(stop)).ToHashSet();
        var open = await session.Query<Post>()
            .Where(post => post.TopicId == topic.Id && post.ParentId == null).Where(Post.Stands)
            .OrderBy(post => post.Id).Select(post => post.Id).Take(Statement.Most).ToListAsync(stop);
        var analysed = await session.LoadAsync<Deliberation>(topic.Id, stop);
        var priorities = analysed?.Statements.Zip(analysed.Priorities).ToDictionary(each => each.First.Id, each => each.Second) ?? [];
        var unseen = Routing.Priority(new Tally(), extremity: 0);
        // A die that falls anew with each vote and not with each question: asking again is no way to choose.
        var die = BinaryPrimitives.ReadUInt32BigEndian(StreamId.Of(voter.ToString(), $"{voted.Count}").ToByteArray(bigEndian: true)) / (uint.MaxValue + 1.0);
        var next = Routing.Next([.. open.Where(id => !voted.Contains(id)).Select(id => (id, priorities.GetValueOrDefault(id, unseen)))], die);
        return next is { } id ? await session.LoadAsync<Post>(id, stop) : null;
    }
}

public static class DeliberationStatementFields
{
    /// <summary>What it says, in Markdown; null where the body of its post is.</summary>
    public static async Task<IReadOnlyList<string?>> Text(
        IReadOnlyList<DeliberationStatement> statements, Actor actor, IParticipants participants, IPersonalReader reader, IQuerySession session, CancellationToken stop)
    {
        var posts = (await session.LoadManyAsync<Post>(stop, [.. statements.Select(each => each.Id).Distinct()])).ToDictionary(post => post.Id);
        return await PostExtensions.Body([.. statements.Select(each => posts[each.Id])], actor, participants, reader, stop);
    }
}

public static class BallotFields
{
    /// <summary>What the caller voted on it; null where they did not, or are not known. Nobody else is ever told.</summary>
    public static async Task<IReadOnlyList<VoteValue?>> MyVote(IReadOnlyList<Post> posts, IParticipants participants, IQuerySession session, CancellationToken stop)
    {
        var voters = new Dictionary<Guid, Guid>();
        foreach (var topic in posts.Select(post => post.TopicId).Distinct())
            if (await participants.Ballot(topic, stop) is { } ballot) voters[topic] = Guid.Parse(ballot.Value);
        var ids = posts.Select(post => voters.TryGetValue(post.TopicId, out var voter) ? Ballot.IdOf(post.Id, voter) : (Guid?)null).ToList();
        var ballots = (await session.LoadManyAsync<Ballot>(stop, [.. ids.OfType<Guid>().Distinct()])).ToDictionary(ballot => ballot.Id, ballot => ballot.Value);
        return [.. ids.Select(id => id is { } known && ballots.TryGetValue(known, out var value) ? value : (VoteValue?)null)];
    }
}
