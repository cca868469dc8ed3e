using System.Diagnostics;
using Npgsql;
using Spectre.Console;

namespace Engage.Benchmarks;

/// <summary>How long it takes from a post to those who follow its topic, and what memory the host needs for each of them.</summary>
internal static class SubscribersBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task Run(SubscribersOptions options, CancellationToken stop) => OwnServer.For(async (postgres, data) =>
    {
        var key = DevelopmentKey.In(data);
        using var host = await EngageHost.Start(postgres, data, stop);
        using var load = new Load(host.Address, 16);
        using var http = Subscriber.Http(host.Address);
        var tokens = Enumerable.Range(0, options.Subscribers).Select(person => "Bearer " + key.Token($"Resident {person}", [Roles.Resident], null, TimeSpan.FromHours(12), TimeProvider.System)).ToArray();
        var topics = new string[options.Topics];
        for (var i = 0; i < topics.Length; i++) topics[i] = await Topic.Open(load, tokens[i % tokens.Length], $"Topic {i}", stop);

        // So that what every host needs, also without subscribers, is there when it is first weighed.
        await Follow(topics, tokens[..Math.Min(100, tokens.Length)], posts: 200, rate: 20, stop);
        await using var server = new NpgsqlConnection(postgres.ConnectionString(Forum.Database));
        await server.OpenAsync(stop);
        await OwnServer.Settle(server, stop);
        var without = await Memory.Of(host.ProcessId, stop);
        var measured = await Follow(topics, tokens, options.Rate * options.Seconds, options.Rate, stop);

        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"{Environment.ProcessorCount} cores, PostgreSQL {server.PostgreSqlVersion}, .NET {Environment.Version}; {options.Subscribers:N0} subscribers of {options.Topics:N0} topics, {options.Rate} posts a second for {options.Seconds} s, {measured.ToMessage.Count:N0} messages");
        var table = new Table().Border(TableBorder.Markdown).AddColumn("ms").AddColumn("p50").AddColumn("p99").AddColumn("most");
        foreach (var (name, milliseconds) in new[]
        {
            ("mutation sent to its answer", measured.ToAnswer), ("mutation sent to message", measured.ToMessage),
            ("answer to message", measured.AnswerToMessage), ("mutation sent to the last one's message", measured.ToLast)
        })
        {
            milliseconds.Sort();
            table.AddRow(name, At(milliseconds, 0.5), At(milliseconds, 0.99), At(milliseconds, 1));
        }
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"The host's resident memory: {Megabytes(without)} MB with no subscriber, {Megabytes(measured.Idle)} MB with all of them waiting, {Megabytes(measured.After)} MB after the last message; " +
            $"{(measured.Idle - without) / 1024.0 / options.Subscribers:N1} and {(measured.After - without) / 1024.0 / options.Subscribers:N1} KB each.");
        AnsiConsole.WriteLine($"Processor time for a message, all that was done meanwhile shared among them: {measured.Took.Host.TotalMicroseconds / measured.ToMessage.Count:N0} µs host, {measured.Took.Postgres.TotalMicroseconds / measured.ToMessage.Count:N0} µs PostgreSQL.");

        async Task<Measured> Follow(string[] topics, string[] tokens, int posts, int rate, CancellationToken stop)
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var subscribers = new Subscriber[tokens.Length];
            await Parallel.ForAsync(0, tokens.Length, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = stop },
                async (i, stop) => subscribers[i] = await Subscriber.To(topics[i % topics.Length], http, tokens[i], stop));
            var idle = await Memory.Of(host.ProcessId, stop);

            var arrived = Enumerable.Range(0, posts).Select(_ => new long[tokens.Length]).ToArray();
            var missing = Enumerable.Range(0, posts).Sum(post => Enumerable.Range(0, tokens.Length).Count(i => i % topics.Length == post % topics.Length));
            var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (missing == 0) all.SetResult();
            var reading = subscribers.Select((subscriber, i) => subscriber.Read((post, at) =>
            {
                if (Interlocked.Exchange(ref arrived[post][i], at) != 0) throw new InvalidOperationException("A message came twice.");
                if (Interlocked.Decrement(ref missing) == 0) all.SetResult();
            }, done.Token)).ToArray();

            var before = ProcessorTime.Now(host.ProcessId, OwnServer.ProcessIdOf(postgres));
            var (sent, answered) = (new long[posts], new long[posts]);
            using (var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate)))
            {
                // At their time, whether or not the one before was answered.
                var posting = new Task[posts];
                for (var post = 0; post < posts && await timer.WaitForNextTickAsync(stop); post++) posting[post] = Post(post);
                await Task.WhenAll(posting);
            }
            var broken = Task.WhenAny(reading);
            if (await Task.WhenAny(all.Task.WaitAsync(Patience, stop), broken) is var first && first == broken) await await broken;
            await first;
            var took = ProcessorTime.Now(host.ProcessId, OwnServer.ProcessIdOf(postgres)) - before;
            var after = await Memory.Of(host.ProcessId, stop);

            await done.CancelAsync();
            await Task.WhenAll(reading).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var subscriber in subscribers) subscriber.Dispose();
            var each = arrived.SelectMany((times, post) => times.Where(at => at != 0).Select(at => (Post: post, At: at))).ToList();
            return new(
                [.. sent.Zip(answered, Between)], each.ConvertAll(message => Between(sent[message.Post], message.At)), each.ConvertAll(message => Between(answered[message.Post], message.At)),
                [.. arrived.Index().Where(post => post.Item.Max() != 0).Select(post => Between(sent[post.Index], post.Item.Max()))], idle, after, took);

            async Task Post(int post)
            {
                var ask = Topic.Reply(topics[post % topics.Length], $"{Subscriber.Mark}{post}: {DeliberationFiles.Body(post)}", tokens[post % tokens.Length]);
                sent[post] = Stopwatch.GetTimestamp();
                await load.Send(ask, stop);
                answered[post] = Stopwatch.GetTimestamp();
            }
        }
    }, stop);

    private static double Between(long one, long other) => (other - one) * 1000.0 / Stopwatch.Frequency;

    private static string At(List<double> sorted, double share) => Report.Number(sorted[(int)(share * (sorted.Count - 1))]);

    private static string Megabytes(long bytes) => (bytes / 1024.0 / 1024).ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Measured(
        List<double> ToAnswer, List<double> ToMessage, List<double> AnswerToMessage, List<double> ToLast, long Idle, long After, ProcessorTime Took);
}
