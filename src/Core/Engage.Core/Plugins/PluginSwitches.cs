using Engage.Events;
using Engage.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Engage.Plugins;

/// <summary>Whether a plugin is to run, and who says so.</summary>
/// <param name="Enabled">Whether it is to run; null where a setting says something that cannot be understood.</param>
/// <param name="Because">Who says so, as a sentence.</param>
/// <param name="Mend">What makes a disabled one run.</param>
internal sealed record PluginDecision(bool? Enabled, string Because, string Mend);

/// <summary>Who decides whether a plugin runs: the settings, in their order, and above them what an administrator said last.</summary>
internal sealed class PluginSwitches(IServiceProvider services)
{
    // Enough for a database that answers at all.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // By stream, for which there is an index: the log may be long, and anybody may ask.
    private const string Said =
        $"""
         select distinct on (stream_id) data ->> 'plugin', type = 'engage.plugin-enabled', seq_id, timestamp from {EventStore.Schema}.mt_events
         where tenant_id = $1 and stream_id = any($2) order by stream_id, seq_id desc
         """;

    /// <summary>As things stand now for some plugins.</summary>
    public async Task<Decisions> Read(IEnumerable<string> plugins, CancellationToken stop) =>
        new(Configuration, await Words(services.GetRequiredService<Database>().Source, plugins, stop), null);

    /// <summary>
    /// As things stood before there was a store. Where nothing was ever stored no database is started to find that out, and where it cannot be used the
    /// settings alone decide, so that commands that need no database go on without one.
    /// </summary>
    public async Task<Decisions> ReadBeforeStart(IEnumerable<string> plugins)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var stored = Configuration.GetConnectionString("Engage") is { Length: > 0 }
                || (services.GetRequiredService<IHostEnvironment>().IsDevelopment() && await PrivatePostgres.HasData(DataDirectory.Of(Configuration), CancellationToken.None));
            return new(Configuration, stored ? await Words(services.GetRequiredService<Database>().Source, plugins, patience.Token) : new Dictionary<string, Word>(), null);
        }
        catch (Exception fault) when (fault is NpgsqlException or PrivatePostgresException or OperationCanceledException or Refusal)
        {
            return new(Configuration, new Dictionary<string, Word>(), fault);
        }
    }

    private IConfiguration Configuration => services.GetRequiredService<IConfiguration>();

    private async Task<Dictionary<string, Word>> Words(NpgsqlDataSource database, IEnumerable<string> plugins, CancellationToken stop)
    {
        var words = new Dictionary<string, Word>(StringComparer.Ordinal);
        await using var command = database.CreateCommand(Said);
        command.Parameters.AddWithValue(DefaultAgency.Of(Configuration));
        command.Parameters.AddWithValue(plugins.Select(PluginSwitch.IdOf).Distinct().ToArray());
        try
        {
            await using var rows = await command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) words[rows.GetString(0)] = new(rows.GetBoolean(1), rows.GetInt64(2), rows.GetFieldValue<DateTimeOffset>(3));
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            // No host was ever started on this database.
        }
        return words;
    }

    internal sealed record Word(bool Enabled, long Sequence, DateTimeOffset At);

    /// <summary>Everything that was decided.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="words">The administrators' last words.</param>
    /// <param name="unknown">Why the administrators' words are not known; null where they are.</param>
    internal sealed class Decisions(IConfiguration configuration, IReadOnlyDictionary<string, Word> words, Exception? unknown)
    {
        public Exception? Unknown => unknown;

        public PluginDecision Of(string plugin)
        {
            if (words.TryGetValue(plugin, out var word))
            {
                return new(word.Enabled, $"An administrator {(word.Enabled ? "enabled" : "disabled")} it on {word.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, with event {word.Sequence} of the log.",
                    "Enable it with the mutation enablePlugin");
            }
            var key = $"Engage:Plugins:{plugin}:Enabled";
            if (configuration[key] is not { } value) return new(true, "Nobody says anything, so it runs.", "");
            return new(bool.TryParse(value, out var enabled) ? enabled : null, $"{SettingSource.Of(configuration, key)} says {value}.", $"Set {key} to true");
        }
    }
}
