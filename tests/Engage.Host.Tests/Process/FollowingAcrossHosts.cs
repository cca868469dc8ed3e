using System.Text.Json;

namespace Engage.Processes;

public sealed class FollowingAcrossHosts
{
    private const int Replies = 120;

    [Fact]
    public async Task Who_follows_a_host_that_is_killed_misses_nothing_at_another_and_can_tell_doubles()
    {
        await using var deployment = new Deployment();
        // A database that does not die with one of the two.
        await deployment.Serve();
        deployment.Environment["ConnectionStrings__Engage"] = await deployment.NewDatabase("followed");
        var killed = await deployment.Serve();
        var kept = await deployment.Serve();
        var ada = deployment.Token("Ada");
        var opened = await kept.Data("""mutation { openTopic(input: { title: "Lamps", body: "More" }) { topic { id } errors { code } } }""", ada);
        var topic = opened.GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString()!;

        await using var first = await Follower.Of(killed, topic, after: null, deployment.Stop);
        var writing = Write(kept, topic, ada);
        var heard = new List<Message>();
        while (heard.Count < Replies / 3) heard.Add((await first.Next())!);
        await killed.Kill(deployment.Stop);
        while (await first.Next() is { } message) heard.Add(message);
        heard.Count.ShouldBeLessThan(Replies);

        // As a client does that took in the last message but was cut off before it noted so.
        await using var second = await Follower.Of(kept, topic, heard[^2].Cursor, deployment.Stop);
        var again = (await second.Next())!;
        again.ShouldBe(heard[^1]);
        while (heard.Count < Replies) heard.Add((await second.Next())!);
        await writing;

        heard.Select(message => message.Body).ShouldBe(Enumerable.Range(0, Replies).Select(reply => $"{reply}"));
        heard.Select(message => message.Cursor).ShouldBeUnique();
    }

    private static async Task Write(HostProcess host, string topic, string token)
    {
        for (var reply = 0; reply < Replies; reply++)
        {
            var answer = await host.Data($$"""mutation { reply(input: { topicId: "{{topic}}", body: "{{reply}}" }) { errors { code } } }""", token);
            answer.GetProperty("reply").GetProperty("errors").GetArrayLength().ShouldBe(0, answer.ToString());
        }
    }

    private sealed record Message(string Cursor, string Body);

    /// <summary>A client of server-sent events that keeps the id of each.</summary>
    private sealed class Follower(HttpResponseMessage response, StreamReader lines, CancellationToken stop) : IAsyncDisposable
    {
        public static async Task<Follower> Of(HostProcess host, string topic, string? after, CancellationToken stop)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = Http.HttpHost.Query($$"""subscription { postAdded(topicId: "{{topic}}") { body } }""") };
            request.Headers.Add("Accept", "text/event-stream");
            if (after is not null) request.Headers.Add("Last-Event-ID", after);
            var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            var follower = new Follower(response, new(await response.Content.ReadAsStreamAsync(stop)), stop);
            while (await follower.Line() is not ":") { }
            return follower;
        }

        /// <summary>The next message; null where the connection broke.</summary>
        public async Task<Message?> Next()
        {
            var cursor = "";
            while (await Line() is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) cursor = line[4..];
                if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
                var data = JsonSerializer.Deserialize<JsonElement>(line[6..]);
                data.GetProperty("extensions").GetProperty("cursor").GetString().ShouldBe(cursor);
                return new(cursor, data.GetProperty("data").GetProperty("postAdded").GetProperty("body").GetString()!);
            }
            return null;
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<string?> Line()
        {
            try
            {
                return await lines.ReadLineAsync(stop);
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException)
            {
                return null;
            }
        }
    }
}
