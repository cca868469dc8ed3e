#if DEBUG
Console.Error.WriteLine("What a debug build takes says nothing. Run it with: dotnet run -c Release --project tests/Engage.Benchmarks -- forum");
return 1;
#else
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
try
{
    if (args is not ["forum", .. var options]) throw new FormatException("Say which benchmark to run. There is one: forum.");
    await ForumBenchmark.Run(ForumOptions.Parse(options), stop.Token);
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
