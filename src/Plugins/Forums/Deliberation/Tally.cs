namespace Engage.Plugins.Forums;

/// <summary>How some people voted on a statement; each counts once, with the last vote.</summary>
/// <param name="Agrees">How many agree.</param>
/// <param name="Disagrees">How many disagree.</param>
/// <param name="Seen">How many voted at all: agreed, disagreed or passed.</param>
public readonly record struct Tally(int Agrees, int Disagrees, int Seen)
{
    /// <summary>How many passed.</summary>
    public int Passes => Seen - Agrees - Disagrees;

    /// <summary>How many voted like this.</summary>
    public int Of(VoteValue value) => value switch { VoteValue.Agree => Agrees, VoteValue.Disagree => Disagrees, _ => Passes };

    public Tally With(VoteValue value) => new(Agrees + (value is VoteValue.Agree ? 1 : 0), Disagrees + (value is VoteValue.Disagree ? 1 : 0), Seen + 1);

    public static Tally operator +(Tally one, Tally two) => new(one.Agrees + two.Agrees, one.Disagrees + two.Disagrees, one.Seen + two.Seen);

    public static Tally operator -(Tally one, Tally two) => new(one.Agrees - two.Agrees, one.Disagrees - two.Disagrees, one.Seen - two.Seen);
}

/// <summary>How people voted on a statement, all of them and group by group.</summary>
/// <param name="StatementId">The statement.</param>
/// <param name="Everybody">All who voted on it, in a group or not.</param>
/// <param name="Groups">Each group's own, in the order of the groups.</param>
public sealed record StatementTally(Guid StatementId, Tally Everybody, IReadOnlyList<Tally> Groups)
{
    /// <summary>The counts of the statements, in their order. Votes on others do not count; of several votes of one person the last one does.</summary>
    /// <param name="statements">The statements to count.</param>
    /// <param name="votes">The votes, the oldest first.</param>
    /// <param name="groups">Who is in which group; nobody is in two.</param>
    public static IReadOnlyList<StatementTally> Count(
        IReadOnlyList<Guid> statements, IEnumerable<VoteOn> votes, IReadOnlyList<IReadOnlyCollection<Guid>> groups)
    {
        var last = new Dictionary<(Guid, Guid), VoteOn>();
        foreach (var vote in votes) last[(vote.Voter, vote.StatementId)] = vote;

        var place = statements.Select((id, at) => (id, at)).ToDictionary(each => each.id, each => each.at);
        var groupOf = groups.SelectMany((members, at) => members.Select(voter => (voter, at))).ToDictionary(each => each.voter, each => each.at);
        var everybody = new Tally[statements.Count];
        var grouped = statements.Select(_ => new Tally[groups.Count]).ToArray();
        foreach (var vote in last.Values)
        {
            if (!place.TryGetValue(vote.StatementId, out var at)) continue;
            everybody[at] = everybody[at].With(vote.Value);
            if (groupOf.TryGetValue(vote.Voter, out var group)) grouped[at][group] = grouped[at][group].With(vote.Value);
        }
        return [.. statements.Select((id, at) => new StatementTally(id, everybody[at], grouped[at]))];
    }
}

/// <summary>What somebody thinks of a statement.</summary>
/// <param name="Voter">Who: a number of the deliberation, never a person's id.</param>
public readonly record struct VoteOn(Guid Voter, Guid StatementId, VoteValue Value);
