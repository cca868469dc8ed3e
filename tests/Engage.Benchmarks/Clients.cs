using System.Diagnostics;

namespace Engage.Benchmarks;

/// <summary>So many at a time, each doing the same again as soon as it is done.</summary>
internal static class Clients
{
    public static async Task<Slice> Run(int count, Func<Task> once, TimeSpan duration, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(async () =>
        {
            var milliseconds = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await once();
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return milliseconds;
        }, stop)));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = latencies.SelectMany(each => each).ToList();
        return Slice.Of(all.Count, all.Count / seconds, all);
    }
}
