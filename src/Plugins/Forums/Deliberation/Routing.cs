namespace Engage.Plugins.Forums;

/// <summary>Which statement somebody should vote on next.</summary>
public static class Routing
{
    /// <summary>What a statement weighs that asks who somebody is.</summary>
    public const double Meta = 49;

    /// <summary>
    /// Polis' priority of a statement: (importance · (1 + 8·2^(−S/5)))², where importance = (1 − p_pass)·(1 + E)·p_agree. What few have seen yet weighs more,
    /// and what many pass weighs less.
    /// </summary>
    /// <param name="tally">How those in a group voted on it.</param>
    /// <param name="extremity">E, how far a vote on it moves somebody on the map of opinions: <see cref="OpinionMap.Extremities"/>.</param>
    public static double Priority(Tally tally, double extremity)
    {
        var importance = (1 - Consensus.Probability(tally.Passes, tally.Seen)) * (1 + extremity) * Consensus.Probability(tally.Agrees, tally.Seen);
        var priority = importance * (1 + 8 * Math.Pow(2, -tally.Seen / 5.0));
        return priority * priority;
    }

    /// <summary>The one that the die falls on, where each statement has as many sides as it weighs; null where there is none.</summary>
    /// <param name="statements">What is to be voted on, each with its priority.</param>
    /// <param name="die">At least 0 and less than 1.</param>
    public static Guid? Next(IReadOnlyList<(Guid StatementId, double Priority)> statements, double die)
    {
        var left = die * statements.Sum(each => each.Priority);
        foreach (var (id, priority) in statements)
            if ((left -= priority) < 0) return id;
        return statements.Count == 0 ? null : statements[^1].StatementId;
    }
}
