namespace Engage.Plugins.Forums;

/// <summary>
/// Who votes alike. Made of nothing but the sequence of the votes: the same votes in the same order give the same groups, whoever counts them and when.
/// </summary>
/// <param name="Members">The groups, the largest first.</param>
/// <param name="Extremities">How far a vote on each statement moves somebody, by the order of the statements.</param>
public sealed record OpinionGroups(IReadOnlyList<IReadOnlyList<Guid>> Members, IReadOnlyList<double> Extremities)
{
    private const int SuccessiveWins = 4;

    /// <summary>The groups that the votes make, by the rules of Polis.</summary>
    /// <param name="statements">The statements that opinions are told by, the oldest first. Votes on others only count towards taking part.</param>
    /// <param name="votes">All votes, the oldest first.</param>
    public static OpinionGroups Of(IReadOnlyList<Guid> statements, IReadOnlyList<VoteOn> votes)
    {
        var sequence = new VoteSequence(statements, votes);
        var now = Grouping.Of(sequence.Until(votes.Count));
        var k = Settled([.. Checkpoints(votes.Count)], until => (until == votes.Count ? now : Grouping.Of(sequence.Until(until))).BestCount);
        return new([.. now.Groups(k).Select(members => (IReadOnlyList<Guid>)[.. members.Select(voter => sequence.Voters[voter])])], now.Map.Extremities());
    }

    /// <summary>
    /// After how many votes the number of groups is asked for anew: each time that the votes have grown by a tenth, at least by one. Polis asks each time its
    /// computer comes round; so that a past time can be shown again exactly, it may depend on the votes alone.
    /// </summary>
    internal static IEnumerable<int> Checkpoints(int votes)
    {
        for (var at = 1; at <= votes; at += Math.Max(1, at / 10)) yield return at;
    }

    /// <summary>
    /// The number of groups: the first winner, until another number has won four checkpoints in a row. So the last such row decides, and what is before
    /// it need not be counted.
    /// </summary>
    internal static int Settled(IReadOnlyList<int> checkpoints, Func<int, int> winner)
    {
        var (last, wins) = (0, 0);
        for (var i = checkpoints.Count - 1; i >= 0; i--)
        {
            var won = winner(checkpoints[i]);
            (last, wins) = (won, won == last ? wins + 1 : 1);
            if (wins == SuccessiveWins) break;
        }
        return last;
    }
}

/// <summary>The votes in their order, people and statements as numbers, so that any beginning of them can be looked at.</summary>
internal sealed class VoteSequence
{
    private const int Enough = 7;
    private const int Fewest = 15;
    private readonly (int Voter, int Statement, int Value)[] _votes;
    private readonly int _statements;

    public VoteSequence(IReadOnlyList<Guid> statements, IReadOnlyList<VoteOn> votes)
    {
        _statements = statements.Count;
        var places = statements.Select((id, at) => (id, at)).ToDictionary(each => each.id, each => each.at);
        var voters = new Dictionary<Guid, int>();
        _votes = [.. votes.Select(vote => (Number(voters, vote.Voter), Number(places, vote.StatementId), vote.Value switch { VoteValue.Agree => 1, VoteValue.Disagree => -1, _ => 0 }))];
        Voters = [.. voters.Keys];
    }

    public IReadOnlyList<Guid> Voters { get; }

    /// <summary>
    /// What people had voted after so many votes, and who of them takes part in grouping: who at any time had voted on seven statements, or on all that anybody
    /// had voted on by then; where these are fewer than fifteen, with them those who voted most.
    /// </summary>
    public Voted Until(int count)
    {
        var byVoter = new Dictionary<int, Dictionary<int, int>>();
        var (seen, entered) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (voter, statement, value) in _votes.AsSpan(0, count))
        {
            if (!byVoter.TryGetValue(voter, out var opinion)) byVoter[voter] = opinion = [];
            opinion[statement] = value;
            seen.Add(statement);
            if (opinion.Count >= Math.Min(Enough, seen.Count)) entered.Add(voter);
        }
        var all = byVoter
            .Select(each => (Voter: each.Key, Count: each.Value.Count, Opinion: new Opinion([.. each.Value.Where(vote => vote.Key < _statements).Select(vote => (vote.Key, vote.Value)).Order()])))
            .Where(each => each.Opinion.Votes.Length > 0)
            .OrderBy(each => each.Opinion)
            .ToList();
        var missing = Math.Max(0, Fewest - all.Count(each => entered.Contains(each.Voter)));
        entered.UnionWith(all.Where(each => !entered.Contains(each.Voter)).OrderByDescending(each => each.Count).Take(missing).Select(each => each.Voter));
        return new(_statements, [.. all.Select(each => each.Opinion)], [.. all.Where(each => entered.Contains(each.Voter)).Select(each => (each.Voter, each.Opinion))]);
    }

    private static int Number(Dictionary<Guid, int> numbers, Guid id) => numbers.TryGetValue(id, out var number) ? number : numbers[id] = numbers.Count;
}

/// <param name="Statements">How many statements opinions are told by.</param>
/// <param name="Everybody">What each person voted.</param>
/// <param name="Grouped">Those who take part in grouping.</param>
internal sealed record Voted(int Statements, IReadOnlyList<Opinion> Everybody, IReadOnlyList<(int Voter, Opinion Opinion)> Grouped);

/// <summary>Groups of one moment: at most a hundred clusters of people who stand together, and clusters of these.</summary>
internal sealed class Grouping
{
    private const int MostBases = 100;
    private const int MostGroups = 5;
    private readonly IReadOnlyList<(int Voter, Place Place)> _people;
    private readonly int[] _baseOf;
    private readonly IReadOnlyList<(Place Place, int Weight)> _bases;
    private readonly IReadOnlyList<int[]> _clusterings;

    private Grouping(OpinionMap map, IReadOnlyList<(int, Place Place)> people)
    {
        (Map, _people) = (map, people);
        var places = people.Select(each => (each.Place, Weight: 1)).ToList();
        // Where there is room for all, each place is a base of its own; else one draw is enough for what is only an outline.
        _baseOf = places.Count == 0 ? [] : Clustering.Of(places, MostBases, draws: 1);
        _bases = [.. people.Zip(_baseOf).GroupBy(each => each.Second).OrderBy(each => each.Key).Select(each =>
            (new Place(each.Average(person => person.First.Item2.X), each.Average(person => person.First.Item2.Y)), each.Count()))];
        _clusterings = [.. Enumerable.Range(2, Math.Min(MostGroups, 2 + _bases.Count / 12) - 1).Where(k => k <= _bases.Count).Select(k => Clustering.Of(_bases, k))];
        BestCount = 2 + (_clusterings.Count == 0 ? 0 : Enumerable.Range(0, _clusterings.Count).MaxBy(k => Clustering.Silhouette(_bases, _clusterings[k])));
    }

    public OpinionMap Map { get; }

    /// <summary>The number of groups that fits best by silhouette; of equals the smallest.</summary>
    public int BestCount { get; }

    public static Grouping Of(Voted voted)
    {
        var map = OpinionMap.Of(voted.Everybody, voted.Statements);
        return new(map, [.. voted.Grouped.Select(each => (each.Voter, map.Of(each.Opinion)))]);
    }

    /// <summary>So many groups, or as many as there can be, the largest first.</summary>
    public IEnumerable<IReadOnlyList<int>> Groups(int k)
    {
        if (_clusterings.Count == 0) return _people.Count == 0 ? [] : [[.. _people.Select(each => each.Voter)]];
        var clustering = _clusterings[Math.Min(k, _clusterings.Count + 1) - 2];
        return _people.Zip(_baseOf, (person, at) => (person.Voter, person.Place, Group: clustering[at]))
            .GroupBy(each => each.Group)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Average(each => each.Place.X)).ThenBy(group => group.Average(each => each.Place.Y))
            .Select(group => (IReadOnlyList<int>)[.. group.Select(each => each.Voter)]);
    }
}
