namespace Engage.Plugins.Forums;

/// <summary>What an analysis needs of a deliberation beside the votes, with all that was ever changed about it. Shown to nobody.</summary>
/// <param name="OpenedAt">When it was opened; what is shown is of then until the first step ends.</param>
/// <param name="At">The time of the latest thing that is known of it.</param>
/// <param name="Votes">How many votes were recorded.</param>
/// <param name="Analysed">How many of them the stored analysis is made of: those up to the end of a step.</param>
/// <param name="AnalysedAt">The time of the last of these.</param>
/// <param name="Since">Who voted after them, as far as it takes to know that a step has ended.</param>
/// <param name="Due">Whether another analysis would come to something else.</param>
/// <param name="Late">How many things became known after later ones, such as by an import: what was found of a past time before may not hold any more.</param>
public sealed record DeliberationRecord(
    Guid Id, DateTimeOffset OpenedAt, DateTimeOffset At, int Votes, int Analysed, DateTimeOffset AnalysedAt, IReadOnlyList<Guid> Since, bool Due, int Late,
    IReadOnlyList<StatementRecord> Statements)
{
    public static DeliberationRecord Opened(Guid id, DateTimeOffset at, IReadOnlyList<StatementRecord> statements) => new(id, at, at, 0, 0, at, [], false, 0, statements);

    /// <summary>With one vote more.</summary>
    public DeliberationRecord With(Guid voter, DateTimeOffset at)
    {
        IReadOnlyList<Guid> since = Since.Contains(voter) || Since.Count == Suppression.Threshold ? Since : [.. Since.Append(voter).Order()];
        // One that became known late may have moved the ends of all later steps.
        return this with { Votes = Votes + 1, Since = since, Due = Due || since.Count == Suppression.Threshold || at < AnalysedAt };
    }

    /// <summary>The statements that are open to votes at a time, the oldest first, and whether each is meta. An import may have brought more than are looked at.</summary>
    public IReadOnlyList<(Guid Id, bool Meta)> StatementsAt(DateTimeOffset at) =>
        [.. Statements.Select(statement => (statement.Id, Now: statement.At(at))).Where(each => each.Now.IsOpen).Take(Statement.Most).Select(each => (each.Id, each.Now.Meta))];
}

/// <param name="Changes">What happened to it, as it became known.</param>
public sealed record StatementRecord(Guid Id, IReadOnlyList<StatementChange> Changes)
{
    public (bool IsOpen, bool Meta) At(DateTimeOffset at)
    {
        var (state, meta, hidden, withdrawn) = ((StatementState?)null, false, false, false);
        foreach (var change in Changes.Where(change => change.At <= at).OrderBy(change => change.At))
            (state, meta, hidden, withdrawn) = (change.State ?? state, change.Meta ?? meta, change.Hidden ?? hidden, change.Withdrawn ?? withdrawn);
        return (state is StatementState.Accepted && !hidden && !withdrawn, meta);
    }
}

/// <summary>What is not null changed.</summary>
public sealed record StatementChange(DateTimeOffset At, StatementState? State = null, bool? Meta = null, bool? Hidden = null, bool? Withdrawn = null);

/// <summary>A vote as it was cast, with those that it changed. Shown to nobody.</summary>
/// <param name="Id">That of its event.</param>
/// <param name="Sequence">Its place in the log, which tells two votes of one moment apart.</param>
public sealed record RecordedVote(Guid Id, Guid TopicId, Guid Voter, Guid PostId, VoteValue Value, DateTimeOffset At, long Sequence);
