using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Engage.Benchmarks;

/// <summary>Follows the posts of a topic as a browser would: server-sent events on a connection of its own.</summary>
internal sealed class Subscriber(HttpResponseMessage response, StreamReader reader) : IDisposable
{
    /// <summary>What the body of a post begins with; then comes its number.</summary>
    public const string Mark = "Post no. ";

    private const string Body = $"\"body\":\"{Mark}";

    public static HttpClient Http(Uri address) => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Subscribed when this returns: what is posted from then on arrives.</summary>
    public static async Task<Subscriber> To(string topicId, HttpClient http, string token, CancellationToken stop)
    {
        const string query = "subscription ($topicId: ID!) { postAdded(topicId: $topicId) { id body author { name } postedAt } }";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables = new { topicId } }) };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        request.Headers.TryAddWithoutValidation("Authorization", token);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream(stop));
        for (var line = await reader.ReadLineAsync(stop); line != ":"; line = await reader.ReadLineAsync(stop))
            if (line is null || line.StartsWith("data:", StringComparison.Ordinal)) throw new InvalidOperationException($"A subscription was refused: {line}");
        return new(response, reader);
    }

    /// <summary>Tells of each post, by its number, the moment it is here.</summary>
    public async Task Read(Action<int, long> arrived, CancellationToken stop)
    {
        while (await reader.ReadLineAsync(stop) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
            var at = line.IndexOf(Body, StringComparison.Ordinal) + Body.Length;
            if (at < Body.Length) throw new InvalidOperationException($"A wrong message: {line}");
            arrived(int.Parse(line.AsSpan(at, line.AsSpan(at).IndexOf(':')), CultureInfo.InvariantCulture), Stopwatch.GetTimestamp());
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
