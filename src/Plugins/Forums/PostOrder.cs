namespace Engage.Plugins.Forums;

/// <summary>How the posts of a topic are ordered.</summary>
public enum PostOrder
{
    /// <summary>As they were written.</summary>
    Oldest,

    /// <summary>
    /// By how many agree, the most first: by the lower end of the 95 % interval of the share of those who agree among those who agree or disagree (Wilson), so that
    /// one vote does not outweigh ninety of a hundred. Where that is equal, the newest first.
    /// </summary>
    Ranked
}

public static class PostRank
{
    private const string Agrees = "(d.data ->> 'agrees')::float8";
    private const string Votes = $"({Agrees} + (d.data ->> 'disagrees')::float8)";
    private const string Share = $"({Agrees} / {Votes})";

    /// <summary><see cref="Wilson.LowerBound"/> for the database, operation by operation, so that both come to the same number.</summary>
    public const string Sql =
        $"case when {Votes} = 0 then 0 else ({Share} + 3.8416::float8 / (2 * {Votes}) - 1.96::float8 * sqrt(({Share} * (1 - {Share}) + 3.8416::float8 / (4 * {Votes})) / {Votes})) / (1 + 3.8416::float8 / {Votes}) end";
}
