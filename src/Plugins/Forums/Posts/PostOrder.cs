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
    private const string Z = "1.959963984540054::float8";
    private const string Agrees = "(d.data ->> 'agrees')::float8";
    private const string N = $"({Agrees} + (d.data ->> 'disagrees')::float8)";
    private const string Share = $"({Agrees} / {N})";
    private const string Reach = $"({Z} * sqrt({Share} * (1 - {Share}) / {N} + {Z} * {Z} / (4 * {N} * {N})))";
    private const string Bound = $"(({Share} + {Z} * {Z} / (2 * {N}) - {Reach}) / (1 + {Z} * {Z} / {N}))";

    /// <summary><see cref="Wilson.LowerBound"/> for the database, operation by operation, so that both come to the same number.</summary>
    public const string Sql = $"case when {Agrees} = 0 then 0 else least(greatest({Bound}, 0), {Share}) end";
}
