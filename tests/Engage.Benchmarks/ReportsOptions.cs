namespace Engage.Benchmarks;

/// <param name="Rows">How many rows each imported file has.</param>
/// <param name="Records">How many records there are to compile a report of.</param>
/// <param name="Rounds">How often each thing is measured.</param>
public sealed record ReportsOptions(int Rows = 20_000, int Records = 1_000_000, int Rounds = 5)
{
    public static ReportsOptions Parse(string[] args) => Numbers.Parse(args, new ReportsOptions(), (options, name, value) => name switch
    {
        "--rows" => options with { Rows = value },
        "--records" => options with { Records = value },
        "--rounds" => options with { Rounds = value },
        _ => throw new FormatException($"There is no option {name}. There are: --rows, --records, --rounds.")
    });
}
