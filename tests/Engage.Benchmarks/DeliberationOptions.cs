namespace Engage.Benchmarks;

/// <param name="Voters">How many people vote.</param>
/// <param name="Statements">How many statements there are.</param>
/// <param name="Votes">How many votes they cast before anything is measured, each as many as the others.</param>
/// <param name="Seconds">How long one slice of voting takes.</param>
/// <param name="Rounds">How often each thing is measured.</param>
/// <param name="Connections">How many votes are under way at any time.</param>
public sealed record DeliberationOptions(int Voters = 2_000, int Statements = 300, int Votes = 100_000, int Seconds = 3, int Rounds = 5, int Connections = 8)
{
    public static DeliberationOptions Parse(string[] args)
    {
        var options = Numbers.Parse(args, new DeliberationOptions(), (options, name, value) => name switch
        {
            "--voters" => options with { Voters = value },
            "--statements" => options with { Statements = value },
            "--votes" => options with { Votes = value },
            "--seconds" => options with { Seconds = value },
            "--rounds" => options with { Rounds = value },
            "--connections" => options with { Connections = value },
            _ => throw new FormatException($"There is no option {name}. There are: --voters, --statements, --votes, --seconds, --rounds, --connections.")
        });
        return options.Votes <= (long)options.Voters * options.Statements ? options : throw new FormatException("Nobody votes twice on a statement here: take fewer --votes.");
    }
}
