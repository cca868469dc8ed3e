using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Engage.Agencies;
using Engage.Events;
using Engage.Plugins;
using Engage.Search;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Testing;

/// <summary>
/// Engage as it runs in earnest, for a test: the host with its plugins loaded from their folders, a PostgreSQL that is started when the first test needs
/// it, a database of its own, and real HTTP on a free port. Start one for each test class (an <c>IAsyncLifetime</c> fixture).
/// </summary>
public sealed class EngageHarness : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();

    private readonly WebApplication _host;
    private readonly string _dataDirectory;
    private readonly HttpClient _http;
    private readonly Setup _setup;

    private EngageHarness(WebApplication host, string dataDirectory, Setup setup)
    {
        (_host, _dataDirectory, _setup) = (host, dataDirectory, setup);
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; }

    /// <summary>The host's services, for what HTTP does not show.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The plugins that were found, and what became of each.</summary>
    public IReadOnlyList<PluginInfo> Plugins => Services.GetRequiredService<PluginCatalog>().All;

    /// <summary>Somebody who sends no token.</summary>
    public EngageClient Anonymous => new(_http, null);

    /// <summary>Starts a host.</summary>
    /// <param name="plugins">The folder whose subfolders hold the plugins; <c>plugins</c> beside the test assembly where it is left out.</param>
    /// <param name="settings">Settings of the host, such as <c>Engage:Plugins:forums:Enabled</c>.</param>
    /// <param name="configure">Adds plugins that are compiled into the test.</param>
    /// <param name="services">Replaces services, such as the clock.</param>
    public static async Task<EngageHarness> Start(
        string? plugins = null, IReadOnlyDictionary<string, string?>? settings = null, Action<EngageOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        plugins ??= Path.Combine(AppContext.BaseDirectory, "plugins");
        var postgres = await TestPostgres.Running;
        var template = await Template(plugins, settings, configure);
        var database = TestPostgres.NextName();
        await postgres.CreateDatabase(database, template, CancellationToken.None);

        return await Start(new(postgres.ConnectionString(database), plugins, settings, configure, services));
    }

    /// <summary>
    /// Starts another host on the same database: beside this one, or in its place where this one was disposed of. The same name is the same actor on both.
    /// </summary>
    /// <param name="settings">Settings that differ from those of this host.</param>
    /// <param name="services">Replaces services of the other host; those of this one where it is left out.</param>
    public Task<EngageHarness> Again(IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null) => Start(_setup with
    {
        Settings = (settings ?? new Dictionary<string, string?>()).Concat(_setup.Settings ?? new Dictionary<string, string?>()).DistinctBy(setting => setting.Key).ToDictionary(),
        Services = services ?? _setup.Services
    });

    /// <summary>Somebody with a token. The same name is the same actor each time.</summary>
    public EngageClient As(string name, params string[] roles) => Of(Agency.Default).As(name, roles);

    /// <summary>Another agency than the default one. It is created where it does not exist yet.</summary>
    public async Task<EngageAgency> In(string slug)
    {
        if (await Services.GetRequiredService<AgencyDirectory>().Exists(slug, CancellationToken.None)) return Of(slug);
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession(slug);
        session.Events.StartStream<AgencyProfile>(AgencyProfile.IdOf(slug), new AgencyCreated(slug, slug, ["en"], "Etc/UTC", new()));
        await session.SaveChangesAsync();
        return Of(slug);
    }

    private EngageAgency Of(string slug) => new(_http, DevelopmentKey.In(_dataDirectory), slug);

    /// <summary>The events of the log in their order, each as its alias, who caused it and what it holds: a test's second answer, beside GraphQL's.</summary>
    /// <param name="after">Leaves out the events up to this sequence.</param>
    /// <param name="agency">The slug of the agency.</param>
    public async Task<IReadOnlyList<LoggedEvent>> Events(long after = 0, string agency = Agency.Default)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"select seq_id, stream_id, type, user_name, timestamp, data from {EventStore.Schema}.mt_events where tenant_id = $1 and seq_id > $2 order by seq_id");
        command.Parameters.AddWithValue(agency);
        command.Parameters.AddWithValue(after);
        var events = new List<LoggedEvent>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            events.Add(new(rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), await rows.IsDBNullAsync(3) ? null : rows.GetString(3),
                rows.GetFieldValue<DateTimeOffset>(4), JsonSerializer.Deserialize<JsonElement>(rows.GetString(5))));
        }
        return events;
    }

    /// <summary>Makes everything that was committed so far findable by its words, which the host otherwise does within a second or so.</summary>
    public async Task Indexed()
    {
        await using var last = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select coalesce(max(seq_id), 0) from {EventStore.Schema}.mt_events");
        var until = (long)(await last.ExecuteScalarAsync())!;
        await Services.GetRequiredService<EventLog>().Advanced(until - 1, CancellationToken.None);
        while (await Services.GetRequiredService<SearchGrowth>().Add(until, CancellationToken.None)) { }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
        Directory.Delete(_dataDirectory, recursive: true);
    }

    private static async Task<EngageHarness> Start(Setup setup)
    {
        var dataDirectory = Directory.CreateTempSubdirectory("engage-host-").FullName;
        var host = Build(setup.Connection, dataDirectory, setup.Plugins, setup.Settings, setup.Configure, setup.Services);
        await host.StartAsync();
        return new(host, dataDirectory, setup);
    }

    // Applying the schema takes seconds, copying a database that has it some milliseconds.
    private static Task<string> Template(string plugins, IReadOnlyDictionary<string, string?>? settings, Action<EngageOptions>? configure)
    {
        var options = new EngageOptions();
        configure?.Invoke(options);
        var key = string.Join('|', [plugins, .. options.Plugins.Select(assembly => assembly.FullName), .. (settings ?? new Dictionary<string, string?>()).Select(setting => $"{setting.Key}={setting.Value}")]);
        return Templates.GetOrAdd(key, key => new(async () =>
        {
            var name = "template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
            var postgres = await TestPostgres.Running;
            await postgres.CreateDatabase(name, template: null, CancellationToken.None);
            var dataDirectory = Directory.CreateTempSubdirectory("engage-host-").FullName;
            // No pool: nobody may be connected to a database while it is copied.
            await using (var host = Build(postgres.ConnectionString(name) + ";Pooling=false", dataDirectory, plugins, settings, configure, null))
                await host.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            Directory.Delete(dataDirectory, recursive: true);
            return name;
        })).Value;
    }

    private static WebApplication Build(
        string connection, string dataDirectory, string plugins, IReadOnlyDictionary<string, string?>? settings, Action<EngageOptions>? configure, Action<IServiceCollection>? services)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ApplicationName = typeof(EngageHarness).Assembly.GetName().Name });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Engage"] = connection,
            ["Engage:DataDirectory"] = dataDirectory,
            ["Engage:PluginsDirectory"] = plugins,
            // A test asks faster than anybody types.
            ["Engage:RateLimits:RequestsPerMinute"] = "0",
            ["Engage:RateLimits:AnonymousRequestsPerMinute"] = "0",
            ["Engage:RateLimits:Subscriptions"] = "0",
            ["urls"] = "http://127.0.0.1:0"
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddEngage(configure);
        builder.Services.AddEngageHttp();
        services?.Invoke(builder.Services);
        var host = builder.Build();
        host.MapEngage();
        return host;
    }

    private sealed record Setup(
        string Connection, string Plugins, IReadOnlyDictionary<string, string?>? Settings, Action<EngageOptions>? Configure, Action<IServiceCollection>? Services);
}

/// <summary>An event as the log holds it.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Alias">What kind it is: <c>forums.topic-opened</c>.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">What it holds.</param>
public sealed record LoggedEvent(long Sequence, Guid Stream, string Alias, string? Actor, DateTimeOffset At, JsonElement Data);
