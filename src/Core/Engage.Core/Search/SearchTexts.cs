using Engage.Privacy;
using Npgsql;
using NpgsqlTypes;

namespace Engage.Search;

/// <summary>Writes the texts of documents into the index, and takes them out again.</summary>
internal static class SearchTexts
{
    /// <summary>What an event said of a document: the terms of some of its parts, and whose words they are.</summary>
    /// <param name="Id">The document.</param>
    /// <param name="Terms">The terms of the parts that were said.</param>
    /// <param name="Kept">The weights of those that were not.</param>
    /// <param name="Title">Whether the title was said, and whose words it is if anybody's.</param>
    /// <param name="Body">The same of the body.</param>
    public sealed record Change(Guid Id, string Terms, string Kept, (bool Said, SubjectKey? Of) Title, (bool Said, SubjectKey? Of) Body);

    public static async Task Write(NpgsqlConnection connection, string agency, IReadOnlyCollection<Change> changes, CancellationToken stop)
    {
        if (changes.Count == 0) return;
        var known = await Hold(connection, agency, [.. changes.Select(change => change.Id)], stop);
        await Put(connection, agency, [.. changes.Where(change => !known.Contains(change.Id))],
            $"insert into {SearchTables.Texts} (tenant_id, document_id, terms, title_of, title_key, body_of, body_key) select $1, id, terms::tsvector, title_of, title_key, body_of, body_key from said", stop);
        await Put(connection, agency, [.. changes.Where(change => known.Contains(change.Id))],
            $"""
             update {SearchTables.Texts} as texts set
                 terms = case when kept = '' then said.terms else ts_filter(texts.terms, string_to_array(kept, ',')::"char"[])::text || ' ' || said.terms end::tsvector,
                 title_of = case when title then said.title_of else texts.title_of end, title_key = case when title then said.title_key else texts.title_key end,
                 body_of = case when body then said.body_of else texts.body_of end, body_key = case when body then said.body_key else texts.body_key end
             from said where texts.tenant_id = $1 and texts.document_id = any($2) and texts.document_id = said.id
             """, stop);
        await using var expire = new NpgsqlCommand(
            $"""
             update {SearchTables.Texts} as texts set until = (
                 select min(expires_at) from {SubjectKeys.Schema}.subject_keys as keys
                 where keys.tenant_id = texts.tenant_id and ((subject = title_of and name = title_key) or (subject = body_of and name = body_key)))
             where tenant_id = $1 and document_id = any($2) and (title_key <> '' or body_key <> '' or until is not null)
             """, connection);
        expire.Parameters.AddWithValue(agency);
        expire.Parameters.AddWithValue(changes.Select(change => change.Id).ToArray());
        await expire.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Which of the documents there are. In order, as whoever forgets takes them: no two wait for each other.</summary>
    private static async Task<HashSet<Guid>> Hold(NpgsqlConnection connection, string agency, Guid[] documents, CancellationToken stop)
    {
        await using var hold = new NpgsqlCommand($"select document_id from {SearchTables.Texts} where tenant_id = $1 and document_id = any($2) order by document_id for update", connection);
        hold.Parameters.AddWithValue(agency);
        hold.Parameters.AddWithValue(documents);
        var known = new HashSet<Guid>();
        await using var rows = await hold.ExecuteReaderAsync(stop);
        while (await rows.ReadAsync(stop)) known.Add(rows.GetGuid(0));
        return known;
    }

    private static async Task Put(NpgsqlConnection connection, string agency, IReadOnlyCollection<Change> changes, string statement, CancellationToken stop)
    {
        if (changes.Count == 0) return;
        await using var put = new NpgsqlCommand(
            $"""
             with said as (select * from unnest($2::uuid[], $3::text[], $4::text[], $5::bool[], $6::text[], $7::text[], $8::bool[], $9::text[], $10::text[])
                 as said (id, terms, kept, title, title_of, title_key, body, body_of, body_key))
             {statement}
             """, connection);
        put.Parameters.AddWithValue(agency);
        put.Parameters.AddWithValue(changes.Select(change => change.Id).ToArray());
        put.Parameters.AddWithValue(changes.Select(change => change.Terms).ToArray());
        put.Parameters.AddWithValue(changes.Select(change => change.Kept).ToArray());
        foreach (var part in new Func<Change, (bool Said, SubjectKey? Of)>[] { change => change.Title, change => change.Body })
        {
            put.Parameters.AddWithValue(changes.Select(change => part(change).Said).ToArray());
            put.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Text, changes.Select(change => part(change).Of?.Subject).ToArray());
            put.Parameters.AddWithValue(NpgsqlDbType.Array | NpgsqlDbType.Text, changes.Select(change => part(change).Of?.Name).ToArray());
        }
        await put.ExecuteNonQueryAsync(stop);
    }

    /// <summary>
    /// Takes out what is somebody's whose key is gone, as part of the transaction of the connection; what is nobody's of the same document stays.
    /// </summary>
    /// <param name="connection">A connection with a transaction.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="subjects">Whose; everybody's where it is null.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task Forget(NpgsqlConnection connection, string agency, string[]? subjects, CancellationToken stop)
    {
        static string Kept(string part) =>
            $"({part}_of is null or exists (select from {SubjectKeys.Schema}.subject_keys where tenant_id = $1 and subject = {part}_of and name = {part}_key and wrapped is not null))";

        await using var forget = new NpgsqlCommand(
            $"""
             with theirs as (
                 select document_id, {Kept("title")} as title, {Kept("body")} as body from {SearchTables.Texts}
                 where tenant_id = $1 and {(subjects is null ? "(title_of is not null or body_of is not null)" : "(title_of = any($2) or body_of = any($2))")}
                 order by document_id for update)
             update {SearchTables.Texts} as texts set
                 terms = ts_filter(terms, (array['b'] || case when title then array['a'] end || case when body then array['d'] end)::"char"[]),
                 title_of = case when title then title_of end, title_key = case when title then title_key end,
                 body_of = case when body then body_of end, body_key = case when body then body_key end
             from theirs where texts.tenant_id = $1 and texts.document_id = theirs.document_id and not (title and body)
             """, connection);
        forget.Parameters.AddWithValue(agency);
        if (subjects is not null) forget.Parameters.AddWithValue(subjects);
        await forget.ExecuteNonQueryAsync(stop);
    }
}
