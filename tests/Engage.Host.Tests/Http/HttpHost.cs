using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Engage.GraphQL;
using Engage.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Engage.Http;

/// <summary>A host on a free port, as an outsider would embed it, and a client that knows its address.</summary>
public sealed class HttpHost : IAsyncDisposable, ILoggerProvider
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("engage-http-");
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _log = new();

    private HttpHost(string environment, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("Engage:DataDirectory", _data.FullName),
            // A test asks faster than anybody types.
            new("Engage:RateLimits:RequestsPerMinute", "0"), new("Engage:RateLimits:AnonymousRequestsPerMinute", "0")]);
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton<GraphQLServer, SampleServer>().AddSingleton<Touches>().AddSingleton<Voice>();
        builder.Services.AddSingleton<Actors, SampleActors>();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this);
        configure?.Invoke(builder);
        builder.Services.AddEngageHttp();
        // There is no database behind the sample server.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(checks =>
        {
            foreach (var name in new[] { "database", "plugins", "projections", "ledger", "search" }) checks.Registrations.Remove(checks.Registrations.Last(check => check.Name == name));
        });
        _app = builder.Build();
        _app.MapEngage();
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    public Touches Touches => _app.Services.GetRequiredService<Touches>();
    public Voice Voice => _app.Services.GetRequiredService<Voice>();
    public DevelopmentKey Key => DevelopmentKey.In(_data.FullName);
    public string Log => string.Join('\n', _log);

    public static async Task<HttpHost> Start(string environment = "Development", Action<WebApplicationBuilder>? configure = null)
    {
        var host = new HttpHost(environment, configure);
        await host._app.StartAsync();
        host.Client.BaseAddress = new Uri(host._app.Urls.Single());
        return host;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    public static StringContent Query(string query) => Json(JsonSerializer.Serialize(new { query }));

    public Task<HttpResponseMessage> Post(HttpContent? body, string accept = "application/json", string? token = null, string path = "/graphql") =>
        Send(HttpMethod.Post, path, body, accept, token);

    public Task<HttpResponseMessage> Get(string path, string accept = "application/json") => Send(HttpMethod.Get, path, null, accept);

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body = null, string? accept = null, string? token = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    ILogger ILoggerProvider.CreateLogger(string category) => new Logger(this, category);

    void IDisposable.Dispose()
    {
    }

    private sealed class Logger(HttpHost host, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel level) => true;
        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> format) =>
            host._log.Enqueue($"{level} {category} {format(state, exception)} {exception}");
    }
}

public static class Answers
{
    public static async Task ShouldBeRefused(this HttpResponseMessage response, int status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBeOneOf("application/json", "application/graphql-response+json");
        var root = JsonDocument.Parse(text).RootElement;
        root.TryGetProperty("data", out _).ShouldBeFalse();
        var error = root.GetProperty("errors").EnumerateArray().ShouldHaveSingleItem();
        error.GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
        text.ShouldNotContain("   at ");
        text.ShouldNotContain("Exception");
    }

    public static async Task<string> Data(this HttpResponseMessage response, string field)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty(field).ToString();
    }
}
