namespace Engage.Plugins.Forums;

/// <summary>
/// From all that was recorded of a deliberation to what is shown of it as of a time. A pure function: a live analysis, a rebuild and the question what was
/// so on 3 May all come to the same.
/// </summary>
public static class DeliberationAnalysis
{
    /// <param name="recorded">The votes in their <see cref="Order"/>.</param>
    public static Deliberation Of(DeliberationRecord record, IEnumerable<RecordedVote> recorded, DateTimeOffset asOf)
    {
        RecordedVote[] until = [.. recorded.TakeWhile(vote => vote.At <= asOf)];
        var last = Step(until.Select(vote => vote.Voter));
        VoteOn[] votes = [.. until.Take(last).Select(vote => new VoteOn(vote.Voter, vote.PostId, vote.Value))];
        var stepAt = last == 0 ? record.OpenedAt : until[last - 1].At;

        // Groups are made by the statements of their step: were they made anew of the same votes whenever a statement comes or goes, what differs would tell on
        // those that are hidden. What is not open any more is left out of what is shown.
        var statements = record.StatementsAt(stepAt);
        var now = record.StatementsAt(asOf).ToDictionary(each => each.Id, each => each.Meta);
        var meta = statements.Where(each => each.Meta).Select(each => each.Id).ToHashSet();
        Guid[] ids = [.. statements.Select(each => each.Id)];
        Guid[] opinions = [.. ids.Where(id => !meta.Contains(id))];
        var groups = OpinionGroups.Of(opinions, votes);
        var open = ids.ToHashSet();
        var participants = votes.Where(vote => open.Contains(vote.StatementId)).Select(vote => vote.Voter).Distinct().Count();
        var shown = Shown([.. groups.Members.Select(members => members.Count)], participants);
        var findings = Findings.Of(ids, votes, Published(groups.Members, shown), meta);
        var priorities = Priorities(ids, opinions, votes, groups);
        Guid[] listed = [.. now.Keys];
        return new(
            record.Id, stepAt, votes.Length, participants,
            [.. StatementTally.Count(listed, votes, []).Select(each => new DeliberationStatement(each.StatementId, now[each.StatementId], each.Everybody.Agrees, each.Everybody.Disagrees, each.Everybody.Passes))],
            [.. groups.Members.Select((members, at) => new DeliberationGroup(
                StreamId.Of(record.Id.ToString(), $"{stepAt:O}", $"{votes.Length}", $"{at}"),
                at < shown ? members.Count : null,
                at < shown ? [.. findings.Representative[at].Where(each => IsOpinion(each.StatementId) && Tells(findings.Tallies.First(tally => tally.StatementId == each.StatementId), at, shown))] : null))],
            [.. findings.Consensus.Where(each => IsOpinion(each.StatementId))],
            [.. findings.GroupInformedConsensus.Where(each => now.ContainsKey(each.StatementId)).OrderByDescending(each => each.Value)],
            [.. listed.Select(id => now[id] ? Routing.Meta : priorities.GetValueOrDefault(id, Routing.Priority(new Tally(), extremity: 0)))]);

        bool IsOpinion(Guid id) => now.TryGetValue(id, out var isMeta) && !isMeta;
    }

    /// <summary>Votes as they were cast, the oldest first: an import makes them known in any order.</summary>
    public static RecordedVote[] Order(IEnumerable<RecordedVote> votes) => [.. votes.OrderBy(vote => vote.At).ThenBy(vote => vote.Sequence)];

    /// <summary>
    /// How many of the votes are shown. A step ends with the vote of the fifth person since the one before: of figures made anew
    /// for each vote, whoever looks before and after learns what one person voted, and by that what is hidden.
    /// </summary>
    /// <param name="voters">Who cast each vote, the oldest first.</param>
    private static int Step(IEnumerable<Guid> voters)
    {
        var (last, since) = (0, new HashSet<Guid>());
        foreach (var (at, voter) in voters.Index())
        {
            since.Add(voter);
            if (since.Count < Suppression.Threshold) continue;
            last = at + 1;
            since.Clear();
        }
        return last;
    }

    /// <summary>
    /// Whether what a group voted on a statement can be told: whoever takes what is told of all shown groups from the public counts must find nobody left, or no few.
    /// </summary>
    private static bool Tells(StatementTally tally, int group, int shown) =>
        tally.Groups[group].Seen >= Suppression.Threshold
        && tally.Everybody.Seen - tally.Groups.Take(shown).Where(each => each.Seen >= Suppression.Threshold).Sum(each => each.Seen) is 0 or >= Suppression.Threshold;

    /// <summary>
    /// How many groups are shown, of the largest. One of fewer than <see cref="Suppression.Threshold"/> is not; and where all who are in no group that is shown,
    /// or in none at all, are fewer than that together, neither is the smallest of the others, so that taking the shown ones from everybody leaves no few over.
    /// </summary>
    /// <param name="sizes">The groups' sizes, the largest first.</param>
    /// <param name="participants">How many people voted, in a group or not.</param>
    internal static int Shown(IReadOnlyList<int> sizes, int participants)
    {
        var shown = sizes.Count(size => size >= Suppression.Threshold);
        while (shown > 0 && participants - sizes.Take(shown).Sum() is > 0 and < Suppression.Threshold) shown--;
        return shown;
    }

    /// <summary>
    /// The groups that numbers are made of: those that are shown, and all others together as one, so that what is hidden counts and yet none of it can be
    /// worked back from them. Where all together are too few, there are none.
    /// </summary>
    private static IReadOnlyList<IReadOnlyList<Guid>> Published(IReadOnlyList<IReadOnlyList<Guid>> groups, int shown)
    {
        IReadOnlyList<Guid> others = [.. groups.Skip(shown).SelectMany(members => members)];
        return others.Count < Suppression.Threshold ? [.. groups.Take(shown)] : [.. groups.Take(shown), others];
    }

    private static Dictionary<Guid, double> Priorities(Guid[] ids, Guid[] opinions, VoteOn[] votes, OpinionGroups groups)
    {
        var extremities = opinions.Zip(groups.Extremities).ToDictionary(each => each.First, each => each.Second);
        return StatementTally.Count(ids, votes, groups.Members).ToDictionary(each => each.StatementId, each => extremities.TryGetValue(each.StatementId, out var extremity)
            ? Routing.Priority(each.Groups.Aggregate(new Tally(), (one, two) => one + two), extremity)
            : Routing.Meta);
    }
}
