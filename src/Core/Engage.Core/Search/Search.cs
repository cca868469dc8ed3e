using System.Text.Encodings.Web;
using System.Text.Unicode;
using Engage.GraphQL;
using Engage.Privacy;
using Npgsql;
using NpgsqlTypes;

namespace Engage.Search;

/// <summary>Reads what is looked for in a request. Scoped.</summary>
internal sealed class Search(NpgsqlDataSource database, Secrets secrets, RequestContext request, TimeProvider clock) : ISearch
{
    private const int Limit = 200;

    // What stands around a match until all else is escaped: for private use, and taken out of texts before.
    private const char Begin = '\uE000';
    private const char End = '\uE001';

    private const string Passages = "MaxFragments=2, MinWords=12, MaxWords=30, FragmentDelimiter=\" … \"";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public async Task<SearchQuery> Read(string text, string field, CancellationToken stop)
    {
        var typed = PlainText.Of(Text.Checked(text, field, Limit), Limit);
        await using var connection = await database.OpenConnectionAsync(stop);
        var language = $"pg_catalog.{await SearchLanguage.OfTexts(connection, request.Agency.Slug, stop)}";
        await using var select = new NpgsqlCommand(
            $"select querytree({Query("$1", "$2")}), {Query("$1", "$2")}::text", connection);
        select.Parameters.AddWithValue(NpgsqlDbType.Text, language);
        select.Parameters.AddWithValue(typed);
        await using var row = await select.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        // Of both halves, with accents and without: one of them may be left with what to leave out. What holds no word, or would match whatever does not hold one, could be answered only by showing everything.
        if (row.GetString(0) is "" or "T")
        {
            throw new Refusal("engage.search-empty",
                "No word is left to look for: this holds only signs, words as common as «the», or words to leave out. Name one that should be found.", field);
        }
        var terms = (await BlindTerms.For(secrets, request.Agency.Slug, stop)).OfQuery(row.GetString(1));
        return new(request.Agency.Slug, typed, language, terms, clock.GetUtcNow(), (ids, stopped) => Ranks(terms, ids, stopped));
    }

    public async Task<IReadOnlyList<string?>> Snippets(SearchQuery query, IReadOnlyList<string?> texts, CancellationToken stop)
    {
        await using var select = database.CreateCommand(
            $"select ts_headline($1::regconfig, unnest($2::text[]), {Query("$1", "$3")}, 'StartSel={Begin}, StopSel={End}, {Passages}')");
        select.Parameters.AddWithValue(NpgsqlDbType.Text, query.Language);
        select.Parameters.AddWithValue(texts.Select(text => text is null ? null : PlainText.Of(text.Replace(Begin, ' ').Replace(End, ' '), SearchDocuments.Limit)).ToArray());
        select.Parameters.AddWithValue(query.Text);
        var snippets = new List<string?>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) snippets.Add(await rows.IsDBNullAsync(0, stop) ? null : Html(rows.GetString(0)));
        return snippets;
    }

    private async Task<IReadOnlyDictionary<Guid, float>> Ranks(string terms, Guid[] ids, CancellationToken stop)
    {
        await using var select = database.CreateCommand($"select document_id, {SearchQuery.RankOf(terms)} from {SearchTables.Texts} where tenant_id = $1 and document_id = any($2)");
        select.Parameters.AddWithValue(request.Agency.Slug);
        select.Parameters.AddWithValue(ids);
        var ranks = new Dictionary<Guid, float>();
        await using var rows = await select.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) ranks[rows.GetGuid(0)] = rows.GetFloat(1);
        return ranks;
    }

    /// <summary>SQL of what was typed, with its accents or without.</summary>
    private static string Query(string language, string text) =>
        $"(websearch_to_tsquery({language}::regconfig, {text}) || websearch_to_tsquery({language}::regconfig, coalesce({PlainText.WithoutAccents(text)}, '')))";

    private static string Html(string marked) => Encoder.Encode(marked).Replace("&#xE000;", "<mark>").Replace("&#xE001;", "</mark>");
}
