using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Engage.Testing;

/// <summary>An agency of a harness.</summary>
public sealed class EngageAgency
{
    private readonly HttpClient _http;
    private readonly DevelopmentKey _key;
    private readonly string _slug;

    internal EngageAgency(HttpClient http, DevelopmentKey key, string slug) => (_http, _key, _slug) = (http, key, slug);

    /// <summary>Its name in addresses.</summary>
    public string Slug => _slug;

    /// <summary>Somebody who sends no token.</summary>
    public EngageClient Anonymous => new(_http, null, _slug);

    /// <summary>Somebody with a token of this agency.</summary>
    public EngageClient As(string name, params string[] roles) => new(_http, _key.Token(name, roles, _slug, TimeSpan.FromHours(1), TimeProvider.System), _slug);
}

/// <summary>Somebody who speaks GraphQL to a harness over HTTP.</summary>
public sealed class EngageClient
{
    private readonly HttpClient _http;
    private readonly string? _token;
    private readonly string _path;
    private (string Name, string Value)? _header;

    internal EngageClient(HttpClient http, string? token, string slug = Agency.Default) => (_http, _token, _path) = (http, token, $"/agencies/{slug}/graphql");

    /// <summary>The same, sending a header along: <c>With("Idempotency-Key", key)</c>.</summary>
    public EngageClient With(string header, string value)
    {
        var other = (EngageClient)MemberwiseClone();
        other._header = (header, value);
        return other;
    }

    /// <summary>Sends a query or mutation and answers with the whole response: <c>data</c> and <c>errors</c>.</summary>
    /// <param name="document">The GraphQL document.</param>
    /// <param name="variables">Its variables, as an anonymous object.</param>
    public async Task<JsonElement> GraphQL(string document, object? variables = null)
    {
        using var request = Request(document, variables, "application/graphql-response+json");
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Sends a query or mutation that must be answered without errors, and answers with its data.</summary>
    public async Task<JsonElement> Data(string document, object? variables = null)
    {
        var response = await GraphQL(document, variables);
        return response.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException($"The response has errors: {errors}") : response.GetProperty("data");
    }

    /// <summary>
    /// Subscribes. When this returns the subscription is running: what happens from then on arrives. Each response is whole, with <c>data</c>, <c>errors</c>
    /// and <c>extensions</c>, where its cursor is.
    /// </summary>
    public async Task<IAsyncEnumerable<JsonElement>> Subscribe(string document, object? variables = null, CancellationToken stop = default)
    {
        using var request = Request(document, variables, "text/event-stream");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        response.EnsureSuccessStatusCode();
        return Responses(response, stop);
    }

    private static async IAsyncEnumerable<JsonElement> Responses(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken stop)
    {
        using var _ = response;
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop), Encoding.UTF8);
        var next = false;
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal)) next = line.EndsWith("next", StringComparison.Ordinal);
            else if (next && line.StartsWith("data:", StringComparison.Ordinal)) yield return JsonSerializer.Deserialize<JsonElement>(line[5..]);
        }
    }

    private HttpRequestMessage Request(string document, object? variables, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _path) { Content = JsonContent.Create(new { query = document, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        if (_token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (_header is var (name, value)) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
