using System.Globalization;
using System.Net;

namespace Engage.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">The status of HTTP, or one word for why there was none.</param>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Unreachable">Whether the receiver did not answer at all, to this or to anything.</param>
internal sealed record Attempt(string Status, bool Delivered, bool Unreachable)
{
    /// <summary>The receiver wants nothing any more.</summary>
    public bool Gone => Status == "410";
}

/// <summary>Sends messages to receivers, and takes nothing from them but the status. A singleton.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public WebhookSender(WebhookAddress address, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = address.Connect,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 4 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5)
        })
        { Timeout = Patience };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Engage-Webhooks/1");
    }

    public async Task<Attempt> Send(string url, byte[] secret, WebhookMessage message, CancellationToken stop)
    {
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("webhook-id", message.Id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSecret.Sign(secret, message.Id, timestamp, message.Body));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return new(((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), response.IsSuccessStatusCode, Unreachable: false);
        }
        catch (HttpRequestException fault)
        {
            return new(fault.InnerException is WebhookAddress.NotAllowed ? "address-refused" : "unreachable", Delivered: false, Unreachable: true);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new("timeout", Delivered: false, Unreachable: true);
        }
    }

    public void Dispose() => _http.Dispose();
}
