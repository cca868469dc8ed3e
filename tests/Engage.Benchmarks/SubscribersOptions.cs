namespace Engage.Benchmarks;

/// <param name="Subscribers">How many subscriptions are open, each on a connection of its own.</param>
/// <param name="Topics">How many topics they follow: of each the same number, and each event is of one of them.</param>
/// <param name="Rate">How many events a second there are.</param>
/// <param name="Seconds">For how long.</param>
public sealed record SubscribersOptions(int Subscribers = 1_000, int Topics = 1, int Rate = 2, int Seconds = 45)
{
    public static SubscribersOptions Parse(string[] args) => Numbers.Parse(args, new SubscribersOptions(), (options, name, value) => name switch
    {
        "--subscribers" => options with { Subscribers = value },
        "--topics" => options with { Topics = value },
        "--rate" => options with { Rate = value },
        "--seconds" => options with { Seconds = value },
        _ => throw new FormatException($"There is no option {name}. There are: --subscribers, --topics, --rate, --seconds.")
    });
}
