namespace Engage.Benchmarks;

/// <summary>What one of the two did in a few seconds.</summary>
/// <param name="Requests">How many requests or transactions were answered.</param>
/// <param name="Rate">How many in a second.</param>
/// <param name="P50">The median latency in milliseconds.</param>
/// <param name="P99">The latency in milliseconds that one in a hundred exceeded.</param>
/// <param name="Took">The processors' time for all of them.</param>
internal sealed record Slice(long Requests, double Rate, double P50, double P99, ProcessorTime Took = default)
{
    public double HostMicroseconds => Took.Host.TotalMicroseconds / Requests;

    public double PostgresMicroseconds => Took.Postgres.TotalMicroseconds / Requests;

    public static Slice Of(long requests, double rate, List<double> milliseconds)
    {
        if (requests == 0) throw new InvalidOperationException("Nothing was answered in a whole slice. Give it more --seconds.");
        milliseconds.Sort();
        return new(requests, rate, At(0.50), At(0.99));

        // Where none of a few was written down there is nothing to say.
        double At(double share) => milliseconds.Count == 0 ? double.NaN : milliseconds[(int)(share * (milliseconds.Count - 1))];
    }
}
