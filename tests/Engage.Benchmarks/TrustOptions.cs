namespace Engage.Benchmarks;

/// <param name="Seconds">How long one slice of a measurement takes.</param>
/// <param name="Rounds">How many slices of each kind there are.</param>
/// <param name="Connections">How many appends are under way at any time.</param>
/// <param name="Authors">How many people write.</param>
public sealed record TrustOptions(int Seconds = 2, int Rounds = 5, int Connections = 8, int Authors = 1_000)
{
    public static TrustOptions Parse(string[] args) => Numbers.Parse(args, new TrustOptions(), (options, name, value) => name switch
    {
        "--seconds" => options with { Seconds = value },
        "--rounds" => options with { Rounds = value },
        "--connections" => options with { Connections = value },
        "--authors" => options with { Authors = value },
        _ => throw new FormatException($"There is no option {name}. There are: --seconds, --rounds, --connections, --authors.")
    });
}
