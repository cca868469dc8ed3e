namespace Engage.Plugins.Forums;

/// <summary>
/// Whom a topic reaches. All that is told of groups and of voters by channel is made anew in steps and rounded down to multiples of five, so that nobody's
/// answer or vote can be worked out, and what is computed of it is computed of the rounded numbers alone.
/// </summary>
/// <param name="Voters">How many people voted.</param>
/// <param name="Writers">How many people wrote posts; who wrote without a name counts once for each. Who of them voted as well nobody can tell.</param>
/// <param name="Channels">By what channels posts and votes came in.</param>
/// <param name="Demographics">What those who took part told of themselves, question by question: those that are asked, and those that were answered before.</param>
public sealed record TopicParticipation(int Voters, int Writers, IReadOnlyList<ChannelUse> Channels, IReadOnlyList<DemographicParticipation> Demographics);

/// <summary>How much came in by a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Posts">How many posts; each of them says so too.</param>
/// <param name="Voters">How many people at least cast their first vote by it, as of the last step; null where they are fewer than five.</param>
public sealed record ChannelUse(Channel Channel, int Posts, int? Voters);

/// <summary>What people told of themselves by one question, as of the last step.</summary>
/// <param name="Demographic">The question.</param>
/// <param name="Answered">How many answered at least: as many as the groups below have together.</param>
/// <param name="Undisclosed">How many took part and did not say, at most: those who voted or those who wrote, whichever are more, without those who answered.</param>
/// <param name="Groups">The groups, in the order of the question.</param>
/// <param name="RepresentationScore">Whether all groups take part alike; null while nothing can be told of any.</param>
/// <param name="ShannonEvenness">
/// How evenly those who answered are spread over the groups, whatever the groups' sizes in the community: 1 where all groups are equal, 0 where all are of one
/// (H/ln S, with H = −Σ p·ln p over the S groups). A group that is suppressed counts as nobody. Null while nothing can be told of any group.
/// </param>
public sealed record DemographicParticipation(
    Demographic Demographic, int Answered, int Undisclosed, IReadOnlyList<GroupParticipation> Groups, RepresentationScore? RepresentationScore, double? ShannonEvenness)
{
    public static DemographicParticipation Of(Demographic demographic, Steps answers, int tookPart)
    {
        var groups = demographic.Groups.Select(group => (group.Option, group.Population, Shown: answers.Of(group.Option.ToString()))).ToList();
        // All that follows is made of what is shown, and of nothing else: whoever has it could compute the same.
        var bounds = groups.Select(group => (Fewest: (long)(group.Shown ?? 0), Most: (long)(group.Shown ?? 0) + Suppression.Threshold - 1, Population: (long)group.Population)).ToList();
        var (answered, population) = (bounds.Sum(group => group.Fewest), bounds.Sum(group => group.Population));
        return new(
            demographic, (int)answered, (int)Math.Max(0, tookPart - answered),
            [.. groups.Zip(bounds, (group, bound) => new GroupParticipation(
                group.Option, group.Shown, group.Population, group.Shown is { } shown ? Ratio(shown, bound) : null, Suppressed: group.Shown is null))],
            answered == 0 ? null : Score(), Representation.Evenness([.. bounds.Select(group => group.Fewest)]));

        ParticipationRatio Ratio(int shown, (long Fewest, long Most, long Population) group)
        {
            var others = (bounds.Sum(each => each.Fewest) - group.Fewest, bounds.Sum(each => each.Most) - group.Most);
            var interval = Representation.RatioInterval((group.Fewest, group.Most), others, group.Population, population);
            return new(Representation.Ratio(shown, answered, group.Population, population), interval.Low, interval.High);
        }

        RepresentationScore Score()
        {
            var interval = Representation.ScoreInterval(bounds)!;
            return new(
                groups.All(group => group.Shown is not null) ? Representation.Score([.. bounds.Select(group => (group.Fewest, group.Population))]) : null,
                interval.Low, interval.High);
        }
    }
}

/// <summary>How one group takes part.</summary>
/// <param name="Option">The group's number in the question.</param>
/// <param name="Participants">How many people of it took part at least: the true number is this one or up to four more. Null where it is suppressed.</param>
/// <param name="Population">How many people of it there are in the community.</param>
/// <param name="Ratio">Its participation ratio; null where it is suppressed.</param>
/// <param name="Suppressed">Whether it is left out because fewer than five of it took part, or none did, or too few answered yet to say.</param>
public sealed record GroupParticipation(int Option, int? Participants, int Population, ParticipationRatio? Ratio, bool Suppressed);

/// <summary>
/// A group's share of those who answered over its share of the community, (p/P)/(N_g/N): 1 where it takes part as much as all do together, 0.5 where half as much.
/// </summary>
/// <param name="Value">The ratio of the rounded numbers.</param>
/// <param name="Low">The low end of its interval: Wilson's at 95 % for p/P, over N_g/N, for every number that is rounded to what is shown.</param>
/// <param name="High">The high end.</param>
public sealed record ParticipationRatio(double Value, double Low, double High);

/// <summary>
/// The rate of the group that takes part the least over that of the group that takes part the most, min(p/N_g)/max(p/N_g): 1 where all groups take part alike.
/// </summary>
/// <param name="Value">The score of the rounded numbers; null where a group is suppressed, since whether it is absent (a score of 0) is not told.</param>
/// <param name="Low">The lowest that it can be by what is shown.</param>
/// <param name="High">The highest that it can be by what is shown.</param>
public sealed record RepresentationScore(double? Value, double Low, double High);

public static class ParticipationFields
{
    /// <summary>Whom the topic reaches. It is counted behind what people do and follows by a moment.</summary>
    public static async Task<IReadOnlyList<TopicParticipation>> Participation(IReadOnlyList<Topic> topics, IQuerySession session, CancellationToken stop)
    {
        var ids = topics.Select(topic => topic.Id).Distinct().ToArray();
        var reached = (await session.LoadManyAsync<TopicReach>(stop, ids)).ToDictionary(each => each.Id);
        var figures = (await session.Query<DemographicFigures>().Where(each => each.TopicId.IsOneOf(ids)).ToListAsync(stop)).ToLookup(each => each.TopicId);
        Guid[] answered = [.. figures.SelectMany(each => each).Select(each => each.DemographicId).Distinct()];
        var demographics = await session.Query<Demographic>().Where(each => !each.Retired || each.Id.IsOneOf(answered)).OrderBy(each => each.Id).ToListAsync(stop);

        return [.. topics.Select(topic =>
        {
            var reach = reached.GetValueOrDefault(topic.Id) ?? TopicReach.Nobody(topic.Id);
            var answers = figures[topic.Id].ToDictionary(each => each.DemographicId, each => each.Answers);
            return new TopicParticipation(
                reach.Voters, reach.Writers,
                [.. Enum.GetValues<Channel>().Select(channel => new ChannelUse(channel, reach.Posts.GetValueOrDefault(channel), reach.Channels.Of(channel.ToString())))],
                [.. demographics.Where(each => !each.Retired || answers.ContainsKey(each.Id))
                    .Select(each => DemographicParticipation.Of(each, answers.GetValueOrDefault(each.Id) ?? Steps.None(each.Groups.Count), Math.Max(reach.Voters, reach.Writers)))]);
        })];
    }
}
