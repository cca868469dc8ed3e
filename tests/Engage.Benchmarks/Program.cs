#if DEBUG
Console.Error.WriteLine("What a debug build takes says nothing. Run it with: dotnet run -c Release --project tests/Engage.Benchmarks -- forum");
return 1;
#else
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
try
{
    await (args switch
    {
        ["forum", .. var options] => ForumBenchmark.Run(ForumOptions.Parse(options), stop.Token),
        ["trust", .. var options] => TrustBenchmark.Run(TrustOptions.Parse(options), stop.Token),
        ["subscribers", .. var options] => SubscribersBenchmark.Run(SubscribersOptions.Parse(options), stop.Token),
        ["search", .. var options] => SearchBenchmark.Run(SearchOptions.Parse(options), stop.Token),
        ["deliberation", .. var options] => DeliberationBenchmark.Run(DeliberationOptions.Parse(options), stop.Token),
        ["reports", .. var options] => ReportsBenchmark.Run(ReportsOptions.Parse(options), stop.Token),
        _ => throw new FormatException("Say which benchmark to run. There are: forum, trust, subscribers, search, deliberation, reports.")
    });
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
catch (Exception fault) when (fault is FormatException or InvalidOperationException or PrivatePostgresException)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
#endif
