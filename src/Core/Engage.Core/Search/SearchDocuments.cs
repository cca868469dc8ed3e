using Engage.Privacy;
using Npgsql;
using NpgsqlTypes;

namespace Engage.Search;

/// <summary>Makes terms of texts: opens what is personal, lets PostgreSQL find and stem the words, hashes these, and writes what comes of it.</summary>
internal sealed class SearchDocuments(SubjectKeys keys, Secrets secrets)
{
    /// <summary>How much of a text is read.</summary>
    public const int Limit = 100_000;

    // What is read at once is kept in memory, here and there.
    private const int AtOnce = 500_000;

    // Where the words of tags and body begin, so that no phrase reaches from one part into the next.
    private const int TagsFrom = 1_000;
    private const int BodyFrom = 2_000;

    public async Task Write(NpgsqlConnection connection, string agency, string language, IReadOnlyList<Searchable> said, CancellationToken stop)
    {
        if (said.Count == 0) return;
        var latest = new Dictionary<Guid, Searchable>();
        foreach (var each in said)
            latest[each.Id] = latest.TryGetValue(each.Id, out var before) ? new(each.Id) { Title = each.Title ?? before.Title, Tags = each.Tags ?? before.Tags, Body = each.Body ?? before.Body } : each;
        var wanted = latest.Values.SelectMany(each => new[] { each.Title, each.Body }).Select(text => PersonalReader.KeyOf(text?.Personal)).OfType<SubjectKey>().ToList();
        var found = await keys.Find(agency, wanted, stop);

        var terms = await BlindTerms.For(secrets, agency, stop);
        var parts = latest.Values.ToDictionary(each => each.Id, each => Parts(each, agency, found).ToList());
        var words = await Words(connection, language, [.. parts.Values.SelectMany(each => each).Select(part => part.Text).Distinct()], stop);
        await SearchTexts.Write(connection, agency, [.. latest.Values.Select(each => new SearchTexts.Change(each.Id,
            terms.Of(parts[each.Id].SelectMany(part => words[part.Text], (part, vector) => (vector, part.Weight, part.Offset))),
            string.Join(',', new[] { (each.Title is null, "a"), (each.Tags is null, "b"), (each.Body is null, "d") }.Where(part => part.Item1).Select(part => part.Item2)),
            (each.Title is not null, Owner(each.Title, found)), (each.Body is not null, Owner(each.Body, found))))], stop);
    }

    private static IEnumerable<Part> Parts(Searchable texts, string agency, IReadOnlyDictionary<SubjectKey, byte[]> found)
    {
        if (texts.Title is { } title) yield return new('A', 0, Read(title, agency, found));
        if (texts.Tags is { } tags) yield return new('B', TagsFrom, PlainText.Of(string.Join(" . ", tags), Limit));
        if (texts.Body is { } body) yield return new('D', BodyFrom, Read(body, agency, found));
    }

    private static string Read(SearchableText? text, string agency, IReadOnlyDictionary<SubjectKey, byte[]> found) =>
        PlainText.Of(text?.Plain ?? PersonalReader.Open(text?.Personal, agency, found) as string ?? "", Limit);

    private static SubjectKey? Owner(SearchableText? text, IReadOnlyDictionary<SubjectKey, byte[]> found) =>
        PersonalReader.KeyOf(text?.Personal) is { } key && found.ContainsKey(key) ? key : null;

    /// <summary>The words of each text, and once more those of the text without its accents where it has any: so it is found with them and without.</summary>
    private static async Task<Dictionary<string, NpgsqlTsVector[]>> Words(NpgsqlConnection connection, string language, IReadOnlyList<string> texts, CancellationToken stop)
    {
        var words = new Dictionary<string, NpgsqlTsVector[]>(texts.Count, StringComparer.Ordinal);
        var next = new List<string>();
        for (var (i, length) = (0, 0); i < texts.Count; i++)
        {
            next.Add(texts[i]);
            length += texts[i].Length;
            if (i < texts.Count - 1 && length < AtOnce) continue;
            // Unnested in the list of what is selected: of a function in its source PostgreSQL lays the rows down in a file where they are long.
            await using var select = new NpgsqlCommand(
                $"select to_tsvector($1::regconfig, text), to_tsvector($1::regconfig, {PlainText.WithoutAccents("text")}) from (select unnest($2) as text) as texts", connection);
            select.Parameters.AddWithValue(NpgsqlDbType.Text, $"pg_catalog.{language}");
            select.Parameters.AddWithValue(next.ToArray());
            await using var rows = await select.ExecuteReaderAsync(stop);
            foreach (var text in next)
            {
                await rows.ReadAsync(stop);
                words[text] = await rows.IsDBNullAsync(1, stop) ? [rows.GetFieldValue<NpgsqlTsVector>(0)] : [rows.GetFieldValue<NpgsqlTsVector>(0), rows.GetFieldValue<NpgsqlTsVector>(1)];
            }
            next.Clear();
            length = 0;
        }
        return words;
    }

    private sealed record Part(char Weight, int Offset, string Text);
}
