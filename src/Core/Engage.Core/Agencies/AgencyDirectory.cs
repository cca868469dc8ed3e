using System.Collections.Concurrent;
using Engage.Events;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Engage.Agencies;

/// <summary>Which agencies there are. A singleton.</summary>
/// <remarks>
/// Only those that exist are remembered: one that was created a moment ago on another host is found at once, and names that somebody makes up take no memory.
/// An agency never ceases to exist.
/// </remarks>
internal sealed class AgencyDirectory(IConfiguration configuration, NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>The deployment's default agency. It exists before anything happened in it.</summary>
    public string Default { get; } = DefaultAgency.Of(configuration);

    /// <summary>Refuses what concerns the whole deployment, asked for in another agency.</summary>
    public static Refusal DefaultOnly() =>
        new("engage.default-agency-only", "This can be done in the deployment's default agency only. Use the address /graphql, with a token for it.");

    public async ValueTask<bool> Exists(string slug, CancellationToken stop)
    {
        if (slug == Default || _known.ContainsKey(slug)) return true;
        if (!Agency.IsSlug(slug)) return false;
        try
        {
            // The log, and not the read model, which is empty while it is being rebuilt.
            await using var command = database.CreateCommand($"select 1 from {EventStore.Schema}.mt_streams where tenant_id = $1 and id = $2");
            command.Parameters.AddWithValue(slug);
            command.Parameters.AddWithValue(AgencyProfile.IdOf(slug));
            if (await command.ExecuteScalarAsync(stop) is null) return false;
        }
        catch (PostgresException nothing) when (nothing.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            return false;
        }
        _known.TryAdd(slug, true);
        return true;
    }

    /// <summary>Refuses an agency that does not exist, for the command line.</summary>
    public async Task<Agency> Existing(Agency agency, CancellationToken stop) => await Exists(agency.Slug, stop)
        ? agency
        : throw new Refusal("engage.unknown-agency", $"There is no agency '{agency.Slug}'. Create it first, with the mutation createAgency.");
}
