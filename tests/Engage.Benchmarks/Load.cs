using System.Net.Http.Headers;

namespace Engage.Benchmarks;

/// <summary>A GraphQL request, and how its answer is told from a wrong one.</summary>
/// <param name="Body">The JSON to send.</param>
/// <param name="Token">The bearer token; null for somebody unknown.</param>
/// <param name="IsRight">Whether an answer is the one that was asked for: every single one is looked at, so that errors are never counted as speed.</param>
/// <param name="IdempotencyKey">What a repeat is told by; null where the request has none.</param>
internal sealed record Ask(byte[] Body, string? Token, Func<byte[], bool> IsRight, string? IdempotencyKey = null);

/// <summary>Sends requests over some connections, on each the next as soon as the last one is answered.</summary>
internal sealed class Load(Uri address, int connections) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = new(Connections(connections)) { BaseAddress = address };

    public async Task<byte[]> Send(Ask ask, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(ask.Body) { Headers = { ContentType = Json } } };
        request.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json");
        if (ask.Token is not null) request.Headers.TryAddWithoutValidation("Authorization", ask.Token);
        if (ask.IdempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", ask.IdempotencyKey);
        using var response = await _http.SendAsync(request, stop);
        var answer = await response.Content.ReadAsByteArrayAsync(stop);
        return response.IsSuccessStatusCode && ask.IsRight(answer)
            ? answer
            : throw new InvalidOperationException($"A wrong answer, status {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    public Task<Slice> Run(Func<Ask> next, TimeSpan duration, CancellationToken stop) => Clients.Run(connections, async () => await Send(next(), stop), duration, stop);

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Connections(int limit) =>
        new() { MaxConnectionsPerServer = limit, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null };
}
