using Marten;
using Marten.Linq.MatchesSql;

namespace Engage;

/// <summary>Reads what people look for, in the language of the request's agency. Take it as a parameter of a query.</summary>
public interface ISearch
{
    /// <summary>
    /// What somebody typed, as people type it everywhere: all words have to be there, in any form; <c>"a phrase"</c>, <c>or</c>, and <c>-not</c>. Refused
    /// with <c>engage.search-empty</c> where no word is left to look for, and as <see cref="Text.Checked"/> refuses where it is empty, longer than 200 characters, or unreadable.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The argument that holds it.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<SearchQuery> Read(string text, string field, CancellationToken stop);

    /// <summary>
    /// Of each text the passages that match best, as HTML in which all is escaped and <c>&lt;mark&gt;</c> the only tag: what matches stands in one. Null where the text is.
    /// </summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="texts">The texts as the caller may read them; a page of them at most.</param>
    /// <param name="stop">Ends the query early.</param>
    Task<IReadOnlyList<string?>> Snippets(SearchQuery query, IReadOnlyList<string?> texts, CancellationToken stop);
}

/// <summary>What somebody looks for.</summary>
public sealed class SearchQuery
{
    internal SearchQuery(string agency, string text, string language, string terms, DateTimeOffset at, Func<Guid[], CancellationToken, Task<IReadOnlyDictionary<Guid, float>>> ranks) =>
        (Agency, Text, Language, Terms, At, Ranks) = (agency, text, language, terms, at, ranks);

    internal const string Table = "engage_search.texts";

    internal string Agency { get; }

    internal string Text { get; }

    internal string Language { get; }

    /// <summary>Keyed hashes joined by operators, and so safe to be part of a statement.</summary>
    internal string Terms { get; }

    internal DateTimeOffset At { get; }

    internal Func<Guid[], CancellationToken, Task<IReadOnlyDictionary<Guid, float>>> Ranks { get; }

    internal static string RankOf(string terms) => $"ts_rank(terms, '{terms}'::tsquery, 1)";

    /// <summary>A list to be shown among others in order of relevance.</summary>
    /// <param name="documents">The documents that the caller may read, not ordered.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="hit">What is shown of it.</param>
    public SearchList<THit> In<TDocument, THit>(IQueryable<TDocument> documents, Func<TDocument, Guid> id, Func<TDocument, THit> hit) where TDocument : notnull =>
        new(async (after, count, stop) =>
        {
            var rank = $"(select {RankOf(Terms)} from {Table} where tenant_id = d.tenant_id and document_id = d.id)";
            var matching = documents.Matching(this);
            if (after is { } last) matching = matching.Where(document => document.MatchesSql($"({rank}, d.id) < (?::real, ?)", last.Rank, last.Id));
            var found = await matching.OrderBySql($"{rank} desc, d.id desc").Take(count).ToListAsync(stop);
            // What was changed between the two questions stands where it stands now.
            var ranks = await Ranks([.. found.Select(id)], stop);
            return [.. found.Select(document => new Ranked<THit>(hit(document), ranks.GetValueOrDefault(id(document)), id(document)))];
        });
}

/// <summary>Documents of one kind that match, as <see cref="SearchQuery.In"/> makes them.</summary>
public sealed class SearchList<THit>
{
    internal SearchList(Func<(float Rank, Guid Id)?, int, CancellationToken, Task<IReadOnlyList<Ranked<THit>>>> read) => Read = read;

    internal Func<(float Rank, Guid Id)?, int, CancellationToken, Task<IReadOnlyList<Ranked<THit>>>> Read { get; }
}

internal sealed record Ranked<THit>(THit Hit, float Rank, Guid Id);

/// <summary>Finds documents by their words.</summary>
public static class Searching
{
    /// <summary>
    /// Only documents whose texts match. It narrows the query like any other condition, so what the caller may not read has to be left out as it is everywhere.
    /// </summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> documents, SearchQuery query) where T : notnull
    {
        var (agency, terms, at) = (query.Agency, query.Terms, query.At);
        return documents.Where(document => document.MatchesSql(
            $"d.id in (select document_id from {SearchQuery.Table} where tenant_id = ? and terms @@ ?::tsquery and (until is null or until > ?))", agency, terms, at));
    }

    /// <summary>A page of the documents that match, the most relevant first.</summary>
    /// <param name="documents">The documents that the caller may read, not ordered.</param>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    /// <param name="query">What is looked for.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="stop">Ends the query early.</param>
    public static Task<Connection<T>> ToConnection<T>(this IQueryable<T> documents, Page page, SearchQuery query, Func<T, Guid> id, CancellationToken stop) where T : notnull =>
        page.ToConnection([query.In(documents, id, document => document)], stop);

    /// <summary>
    /// A page of what matches in several lists, the most relevant first. A cursor holds a rank and an id and asks nothing of the document it came from, so that
    /// none can be used to find out the words of what the caller may not read.
    /// </summary>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    /// <param name="lists">What to look through: <see cref="SearchQuery.In"/>.</param>
    /// <param name="stop">Ends the query early.</param>
    public static async Task<Connection<THit>> ToConnection<THit>(this Page page, IReadOnlyList<SearchList<THit>> lists, CancellationToken stop)
    {
        Connections.CheckSize(page);
        var after = page.After is null ? ((float, Guid)?)null : Connections.PlaceIn<float>(page.After) is var (rank, id) ? ((float)rank, id) : null;
        var found = new List<Ranked<THit>>();
        foreach (var list in lists) found.AddRange(await list.Read(after, page.First + 1, stop));
        var shown = found.OrderByDescending(each => each.Rank).ThenByDescending(each => each.Id).Take(page.First).ToList();
        var edges = shown.ConvertAll(each => new Edge<THit>(each.Hit, Connections.CursorOf(each.Rank, each.Id)));
        return new(shown.ConvertAll(each => each.Hit), edges, new(found.Count > page.First, edges.LastOrDefault()?.Cursor));
    }
}
