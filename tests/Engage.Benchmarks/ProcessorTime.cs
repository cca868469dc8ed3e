using System.Globalization;

namespace Engage.Benchmarks;

/// <summary>How long the processors worked for whom, as Linux counts it. It survives neighbours on the machine far better than the clock does.</summary>
internal readonly record struct ProcessorTime(TimeSpan Host, TimeSpan Postgres)
{
    private const int Ppid = 3, Utime = 13, Stime = 14, Cutime = 15, Cstime = 16;
    private const double TicksPerSecond = 100; // What the kernel tells in /proc, on every architecture.

    public static bool Available { get; } = File.Exists("/proc/self/stat");

    public static ProcessorTime operator -(ProcessorTime later, ProcessorTime earlier) => new(later.Host - earlier.Host, later.Postgres - earlier.Postgres);

    public static ProcessorTime operator +(ProcessorTime one, ProcessorTime other) => new(one.Host + other.Host, one.Postgres + other.Postgres);

    public static ProcessorTime Now(int host, int postmaster)
    {
        if (!Available) return default;
        var parent = postmaster.ToString(CultureInfo.InvariantCulture);
        while (true)
        {
            // What a backend took is added to the postmaster's account of its children when the backend ends. Those of pgbench end together, and one that
            // did so while they were being counted would be missing from both.
            var ended = Sum(Stat(parent), Cutime, Cstime);
            var running = Directory.EnumerateDirectories("/proc")
                .Select(Path.GetFileName).Where(name => char.IsAsciiDigit(name![0])).Select(name => Stat(name!))
                .Where(stat => stat.Length > Cstime && stat[Ppid] == parent).Sum(stat => Sum(stat, Utime, Stime));
            var postmasters = Stat(parent);
            if (Sum(postmasters, Cutime, Cstime) != ended) continue;
            return new(Seconds(Sum(Stat(host.ToString(CultureInfo.InvariantCulture)), Utime, Stime)), Seconds(Sum(postmasters, Utime, Stime) + ended + running));
        }
    }

    private static TimeSpan Seconds(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);

    private static long Sum(string[] stat, params ReadOnlySpan<int> fields)
    {
        var sum = 0L;
        foreach (var field in fields) sum += stat.Length > field ? long.Parse(stat[field], CultureInfo.InvariantCulture) : 0;
        return sum;
    }

    private static string[] Stat(string process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            // The program's name may hold blanks and parentheses.
            var name = stat.LastIndexOf(')');
            return [process, "", .. stat[(name + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return []; // It ended between being listed and being read.
        }
    }
}
