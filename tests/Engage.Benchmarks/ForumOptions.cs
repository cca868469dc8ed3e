namespace Engage.Benchmarks;

/// <param name="Posts">How many posts the topic has.</param>
/// <param name="Votes">How many votes were cast on them before.</param>
/// <param name="Seconds">How long one slice of a measurement takes.</param>
/// <param name="Connections">How many requests, or transactions, are under way at any time.</param>
public sealed record ForumOptions(int Posts = 10_000, int Votes = 100_000, int Seconds = 5, int Connections = 8)
{
    public static ForumOptions Parse(string[] args)
    {
        var options = Numbers.Parse(args, new ForumOptions(), (options, name, value) => name switch
        {
            "--posts" => options with { Posts = value },
            "--votes" => options with { Votes = value },
            "--seconds" => options with { Seconds = value },
            "--connections" => options with { Connections = value },
            _ => throw new FormatException($"There is no option {name}. There are: --posts, --votes, --seconds, --connections.")
        });
        return options.Posts >= 2 * Forum.PageSize ? options : throw new FormatException($"Pages of {Forum.PageSize} at random depths take at least {2 * Forum.PageSize} posts.");
    }
}
