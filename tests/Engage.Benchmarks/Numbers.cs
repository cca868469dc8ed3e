namespace Engage.Benchmarks;

/// <summary>Reads options of the command line, each a name and a number.</summary>
internal static class Numbers
{
    public static TOptions Parse<TOptions>(string[] args, TOptions options, Func<TOptions, string, int, TOptions> set)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], out var value) || value < 1)
                throw new FormatException($"{args[i]} takes a whole number greater than 0.");
            options = set(options, args[i], value);
        }
        return options;
    }
}
