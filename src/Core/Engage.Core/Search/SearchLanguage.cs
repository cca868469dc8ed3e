using Engage.Agencies;
using Engage.Events;
using Npgsql;

namespace Engage.Search;

/// <summary>Which of PostgreSQL's text search configurations an agency's words are stemmed with: that of its first language.</summary>
internal static class SearchLanguage
{
    public const string None = "simple";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["ar"] = "arabic",
        ["ca"] = "catalan",
        ["da"] = "danish",
        ["de"] = "german",
        ["el"] = "greek",
        ["en"] = "english",
        ["es"] = "spanish",
        ["eu"] = "basque",
        ["fi"] = "finnish",
        ["fr"] = "french",
        ["ga"] = "irish",
        ["hi"] = "hindi",
        ["hu"] = "hungarian",
        ["hy"] = "armenian",
        ["id"] = "indonesian",
        ["it"] = "italian",
        ["lt"] = "lithuanian",
        ["nb"] = "norwegian",
        ["ne"] = "nepali",
        ["nl"] = "dutch",
        ["nn"] = "norwegian",
        ["no"] = "norwegian",
        ["pt"] = "portuguese",
        ["ro"] = "romanian",
        ["ru"] = "russian",
        ["sr"] = "serbian",
        ["sv"] = "swedish",
        ["ta"] = "tamil",
        ["tr"] = "turkish",
        ["yi"] = "yiddish"
    };

    /// <summary>The configuration of a language, named as BCP 47 does; one that changes no word where PostgreSQL has none.</summary>
    public static string Of(string tag) => Known.GetValueOrDefault(tag.Split('-')[0], None);

    /// <summary>That which an agency's texts were read in, or will be.</summary>
    public static async Task<string> OfTexts(NpgsqlConnection connection, string agency, CancellationToken stop)
    {
        await using var select = new NpgsqlCommand($"select recipe from {SearchTables.Progress} where tenant_id = $1", connection) { Parameters = { new() { Value = agency } } };
        return await select.ExecuteScalarAsync(stop) as string ?? await Of(connection, agency, stop);
    }

    /// <summary>That of an agency, as the log says: the read model is empty while it is made anew.</summary>
    public static async Task<string> Of(NpgsqlConnection connection, string agency, CancellationToken stop)
    {
        await using var select = new NpgsqlCommand(
            $"""
             select data -> 'languages' ->> 0 from {EventStore.Schema}.mt_events
             where tenant_id = $1 and stream_id = $2 and type in ('engage.agency-created', 'engage.agency-described') order by version desc limit 1
             """, connection);
        select.Parameters.AddWithValue(agency);
        select.Parameters.AddWithValue(AgencyProfile.IdOf(agency));
        var language = Of(await select.ExecuteScalarAsync(stop) as string ?? AgencyProfile.Undescribed(agency).Languages[0]);
        // An older server may lack one.
        await using var known = new NpgsqlCommand("select exists (select from pg_ts_config where cfgname = $1 and cfgnamespace = 'pg_catalog'::regnamespace)", connection);
        known.Parameters.AddWithValue(language);
        return (bool)(await known.ExecuteScalarAsync(stop))! ? language : None;
    }
}
