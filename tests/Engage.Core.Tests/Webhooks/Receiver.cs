using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engage.Webhooks;

/// <summary>An integrator's server that keeps what it is sent, and answers as a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication server) => _server = server;

    /// <summary>The status that it answers with.</summary>
    public Func<Received, int> Answer { get; set; } = static _ => 204;

    public string Url => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";

    public int Waiting => _received.Reader.Count;

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var server = builder.Build();
        var receiver = new Receiver(server);
        server.MapPost("/hook", receiver.Take);
        await server.StartAsync();
        return receiver;
    }

    public async Task<Received> Next() => await _received.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var received = new Received(http.Request.Headers["webhook-id"].ToString(), http.Request.Headers["webhook-timestamp"].ToString(), http.Request.Headers["webhook-signature"].ToString(), body.ToArray());
        http.Response.StatusCode = Answer(received);
        _received.Writer.TryWrite(received);
    }
}

internal sealed record Received(string Id, string Timestamp, string Signature, byte[] Body)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string? Meal => Json.GetProperty("data").GetProperty("event").GetProperty("name").GetString();
}
