namespace Engage.Benchmarks;

/// <param name="Posts">How many posts there are.</param>
/// <param name="Rounds">How often each question is asked of each side.</param>
public sealed record SearchOptions(int Posts = 100_000, int Rounds = 21)
{
    public static SearchOptions Parse(string[] args) => Numbers.Parse(args, new SearchOptions(), (options, name, value) => name switch
    {
        "--posts" => options with { Posts = value },
        "--rounds" => options with { Rounds = value },
        _ => throw new FormatException($"There is no option {name}. There are: --posts, --rounds.")
    });
}
