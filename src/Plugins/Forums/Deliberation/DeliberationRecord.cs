namespace Engage.Plugins.Forums;

/// <summary>What an analysis needs of a deliberation beside the votes, with all that was ever changed about it. Shown to nobody.</summary>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="At">The time of the latest thing that is known of it.</param>
/// <param name="Votes">How many votes were recorded.</param>
/// <param name="Analysed">How many of them the stored analysis is made of.</param>
/// <param name="Late">How many things became known after later ones, such as by an import: what was found of a past time before may not hold any more.</param>
public sealed record DeliberationRecord(
    Guid Id, DateTimeOffset OpenedAt, DateTimeOffset At, int Votes, int Analysed, int Late, IReadOnlyList<StatementRecord> Statements)
{
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
