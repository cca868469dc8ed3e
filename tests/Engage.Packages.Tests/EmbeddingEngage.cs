using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Engage.Packages;

/// <summary>The application of the guide, built outside from the packages and run as a process of its own, in Production.</summary>
[Collection(nameof(Outside))]
public sealed class EmbeddingEngage(Outside outside) : IAsyncLifetime
{
    private const string App = "App/bin/Debug/net10.0/App.dll";
    private const string Issuer = "https://identity.test";

    private readonly string _data = Path.Combine(Path.GetTempPath(), $"engage-embedded-{Guid.NewGuid():N}");
    private readonly SymmetricSecurityKey _key = new(Guid.NewGuid().ToByteArray().Concat(Guid.NewGuid().ToByteArray()).ToArray());
    private PrivatePostgres _postgres = null!;
    private Dictionary<string, string> _environment = null!;

    public async Task InitializeAsync()
    {
        await outside.Once("embed.sh");
        _postgres = await PrivatePostgres.Start(new(_data, Durable: false), NullLogger.Instance, CancellationToken.None);
        await _postgres.CreateDatabase("embedded", template: null, CancellationToken.None);
        _environment = new()
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["ConnectionStrings__Engage"] = _postgres.ConnectionString("embedded"),
            // An identity provider that can be asked offline: its key is configured instead of its address.
            ["Authentication__Schemes__Bearer__Authority"] = "",
            ["Authentication__Schemes__Bearer__ValidIssuer"] = Issuer,
            ["Authentication__Schemes__Bearer__SigningKeys__0__Issuer"] = Issuer,
            ["Authentication__Schemes__Bearer__SigningKeys__0__Value"] = Convert.ToBase64String(_key.Key)
        };
    }

    public async Task DisposeAsync()
    {
        await _postgres.DisposeAsync();
        foreach (var folder in new[] { _postgres.Folder, _data }.Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_application_with_a_plugin_compiled_in_serves_it_and_stops_when_told_to()
    {
        await using var app = await RunningApp.Start(outside, _environment);

        (await app.Ask(Guide.Embed["embed.graphql"])).ShouldBeLike(Guide.Embed["embed.json"]);
        (await app.Ask(Guide.WriteAPlugin["submit.graphql"], Token("engage"))).ShouldBeLike(Guide.WriteAPlugin["submit.json"]);
        (await app.Ask("{ __type(name: \"PluginInfo\") { description } }")).GetProperty("__type").Text("description").ShouldNotBeNullOrEmpty();
        (await app.Status(Token("another-application"))).ShouldBe(401);

        (await app.Stop()).ShouldBe(0);
    }

    [Fact]
    public async Task An_application_without_a_database_says_so_and_ends()
    {
        _environment["ConnectionStrings__Engage"] = "";

        var (exitCode, output) = await outside.Try("dotnet", [App], _environment);

        exitCode.ShouldBe(1);
        output.ShouldContain("engage.no-database");
    }

    [Fact]
    public async Task An_importer_of_a_plugin_runs_on_the_applications_command_line()
    {
        await outside.BuildPlugins();
        // Ideas is compiled in.
        _environment["Engage__PluginsDirectory"] = outside.Plugins;
        await File.WriteAllTextAsync(outside.In("list.txt"), "2026-01-31 A crossing at the school\nsoon A bench\n2026-02-01 A lamp in the underpass\n");
        string[] import = [App, "import", "petitions", "list", "list.txt", "--area", "North"];

        var (exitCode, output) = await outside.Try("dotnet", import, _environment);
        exitCode.ShouldBe(1);
        output.ShouldContain("list.txt:2: the line is not a day");
        output.ShouldContain("Imported 2 petitions.");
        output.ShouldNotContain("daemon", customMessage: "The store that plugins are only tried with said something.");

        await File.WriteAllTextAsync(outside.In("list.txt"), "2026-01-31 A crossing at the school\n2026-02-01 A lamp in the underpass\n");
        (exitCode, output) = await outside.Try("dotnet", import, _environment);
        exitCode.ShouldBe(0, output);
        output.ShouldContain("Nothing has changed");
    }

    private string Token(string audience) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = audience,
        Claims = new Dictionary<string, object> { ["sub"] = "ada", ["name"] = "Ada", ["role"] = Roles.Resident },
        SigningCredentials = new(_key, SecurityAlgorithms.HmacSha256)
    });

    /// <summary>The application while it serves.</summary>
    private sealed class RunningApp : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly HttpClient _http;

        private RunningApp(Process process, Uri address) => (_process, _http) = (process, new HttpClient { BaseAddress = address });

        public static async Task<RunningApp> Start(Outside outside, IReadOnlyDictionary<string, string> environment)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var process = outside.Start("dotnet", [App], environment);
            try
            {
                var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
                while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
                    if (line.StartsWith("Engage listens on ", StringComparison.Ordinal)) return new(process, new Uri(line.Split(' ')[3]));
                throw new InvalidOperationException($"The application ended before it listened. {await errors}");
            }
            catch
            {
                Kill(process);
                throw;
            }
        }

        public async Task<JsonElement> Ask(string document, string? token = null)
        {
            using var answer = await Send(document, token);
            var response = await answer.Content.ReadFromJsonAsync<JsonElement>();
            response.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
            return response.GetProperty("data");
        }

        public async Task<int> Status(string token)
        {
            using var answer = await Send("{ __typename }", token);
            return (int)answer.StatusCode;
        }

        /// <summary>As Ctrl-C or a service manager does.</summary>
        public async Task<int> Stop()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
            _ = _process.StandardOutput.ReadToEndAsync(limit.Token);
            await _process.WaitForExitAsync(limit.Token);
            return _process.ExitCode;
        }

        public ValueTask DisposeAsync()
        {
            _http.Dispose();
            Kill(_process);
            return ValueTask.CompletedTask;
        }

        private async Task<HttpResponseMessage> Send(string document, string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document }) };
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await _http.SendAsync(request);
        }

        private static void Kill(Process process)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }
}
