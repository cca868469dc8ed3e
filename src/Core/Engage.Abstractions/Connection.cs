using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text.Json;
using Marten;
using Marten.Linq.MatchesSql;

namespace Engage;

/// <summary>A page of a list: what it holds, and where it ends.</summary>
/// <param name="Nodes">The items of this page.</param>
/// <param name="Edges">The items of this page, each with its cursor.</param>
/// <param name="PageInfo">Where this page ends and whether there is more.</param>
public sealed record Connection<T>(IReadOnlyList<T> Nodes, IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo);

/// <summary>An item of a list with its cursor.</summary>
/// <param name="Node">The item.</param>
/// <param name="Cursor">Where the item stands. Opaque; pass it as <c>after</c> to go on behind the item.</param>
public sealed record Edge<T>(T Node, string Cursor);

/// <summary>Where a page ends and whether there is more.</summary>
/// <param name="HasNextPage">Whether there are items behind this page.</param>
/// <param name="EndCursor">The cursor of the last item, null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, string? EndCursor);

/// <summary>Which page of a list the caller asks for. A GraphQL method that takes a <see cref="Page"/> gets the arguments <c>first</c> and <c>after</c>.</summary>
/// <param name="First">How many items, 1 to <see cref="Limit"/>.</param>
/// <param name="After">The cursor of the item behind which the page begins; null for the first page.</param>
public sealed record Page(int First = Page.Default, string? After = null)
{
    /// <summary>How many items a page has where the caller does not say.</summary>
    public const int Default = 20;

    /// <summary>How many items a page has at most.</summary>
    public const int Limit = 100;
}

/// <summary>How a list is ordered.</summary>
public enum Order
{
    /// <summary>By time of creation, the oldest first.</summary>
    OldestFirst,

    /// <summary>By time of creation, the newest first.</summary>
    NewestFirst
}

/// <summary>What a list is ordered by, computed by the database.</summary>
/// <typeparam name="TRank">What the expression comes to, so that a cursor holds it to the last bit: bool, double, decimal (numeric) or string (text).</typeparam>
/// <param name="Sql">An SQL expression over the document's row <c>d</c>, never null. It becomes part of the command as it is: nothing that a caller sent may be in it.</param>
public sealed record RankedBy<TRank>(string Sql) where TRank : notnull;

/// <summary>Makes pages of queries.</summary>
public static class Connections
{
    private const int RankedCursorLimit = 500;

    /// <summary>
    /// The page that was asked for, in order of the documents' ids. Ids of streams are UUIDs of version 7 and so stand in order of creation; the page
    /// is read from the primary key however deep it lies, and stays where it is while others insert.
    /// </summary>
    /// <param name="query">The documents of the list, filtered but not ordered.</param>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    /// <param name="order">The order of the list.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="stop">Ends the query early.</param>
    public static async Task<Connection<T>> ToConnection<T>(
        this IQueryable<T> query, Page page, Order order, Func<T, Guid> id, CancellationToken stop) where T : notnull
    {
        CheckSize(page);
        if (page.After is not null)
        {
            var last = IdIn(page.After);
            query = order is Order.OldestFirst
                ? query.Where(document => document.MatchesSql("d.id > ?", last))
                : query.Where(document => document.MatchesSql("d.id < ?", last));
        }

        var rows = await query.OrderBySql(order is Order.OldestFirst ? "d.id" : "d.id desc").Take(page.First + 1).ToListAsync(stop);
        return PageOf(rows, page, node => CursorOf(id(node)));
    }

    /// <summary>
    /// The page that was asked for, in order of a value that the database computes of each document, the highest first, and of the documents' ids where the
    /// values are equal. A cursor holds both and asks nothing of the document it came from, so that none tells of what the caller may not read, and a document
    /// that left the list ends no reading of it. A document whose value changes between two pages may be missed or seen twice.
    /// </summary>
    /// <param name="query">The documents of the list, filtered but not ordered.</param>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    /// <param name="rank">The value.</param>
    /// <param name="session">The session of the query.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="stop">Ends the query early.</param>
    public static async Task<Connection<T>> ToConnection<T, TRank>(
        this IQueryable<T> query, Page page, RankedBy<TRank> rank, IQuerySession session, Func<T, Guid> id, CancellationToken stop) where T : notnull where TRank : notnull
    {
        CheckSize(page);
        if (page.After is not null)
        {
            var (last, lastId) = PlaceIn<TRank>(page.After);
            // Compared column by column, so that an index of the rank and the id is read from there on.
            query = query.Where(document => document.MatchesSql($"row({rank.Sql}, d.id) < (?, ?)", last, lastId));
        }

        var rows = await query.OrderBySql($"{rank.Sql} desc, d.id desc").Take(page.First + 1).ToListAsync(stop);
        var table = session.DocumentStore.Options.FindOrResolveDocumentType(typeof(T)).TableName.QualifiedName;
        // What was changed between the two questions stands where it stands now, and what was deleted is gone.
        var ranks = rows.Count == 0 ? [] : (await session.AdvancedSql.QueryAsync<Guid, TRank>(
            $"select row(d.id), row({rank.Sql}) from {table} d where d.tenant_id = ? and d.id = any(?)", stop, session.TenantId, rows.Select(id).ToArray())).ToDictionary(each => each.Item1, each => each.Item2);
        var edges = rows.Take(page.First).Where(node => ranks.ContainsKey(id(node))).Select(node => new Edge<T>(node, CursorOf(ranks[id(node)], id(node)))).ToList();
        return new(edges.ConvertAll(edge => edge.Node), edges, new(rows.Count > page.First, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>The page that was asked for, of a list that is at hand in its order and is short by its nature.</summary>
    /// <param name="items">The whole list.</param>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    /// <param name="id">The item's id, which no other item of the list has.</param>
    public static Connection<T> ToConnection<T>(this IReadOnlyList<T> items, Page page, Func<T, Guid> id)
    {
        CheckSize(page);
        var begin = 0;
        if (page.After is not null)
        {
            var last = IdIn(page.After);
            while (begin < items.Count && id(items[begin]) != last) begin++;
            if (begin++ == items.Count) throw NoCursor();
        }
        return PageOf([.. items.Skip(begin).Take(page.First + 1)], page, node => CursorOf(id(node)));
    }

    /// <summary>The number behind which a page of a numbered list begins, the log for one, or null for the first page.</summary>
    /// <param name="page">Which page; refused with <c>engage.page-size</c> or <c>engage.cursor</c> when it cannot be served.</param>
    public static long? SequenceOf(Page page)
    {
        CheckSize(page);
        if (page.After is null) return null;
        Span<byte> bytes = stackalloc byte[8];
        return page.After.Length == 11 && Base64Url.TryDecodeFromChars(page.After, bytes, out var written) && written == 8
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : throw NoCursor();
    }

    /// <summary>A page of a numbered list.</summary>
    /// <param name="rows">What follows <see cref="SequenceOf"/>, one more than the page has where there is more.</param>
    /// <param name="page">Which page.</param>
    /// <param name="sequence">The number of a row: it grows from row to row.</param>
    public static Connection<T> BySequence<T>(IReadOnlyList<T> rows, Page page, Func<T, long> sequence) => PageOf(rows, page, node => CursorOf(sequence(node)));

    internal static void CheckSize(Page page)
    {
        if (page.First is < 1 or > Page.Limit)
            throw new Refusal("engage.page-size", $"A page has 1 to {Page.Limit} items; {page.First} were asked for.", "first");
    }

    internal static Refusal NoCursor() => new("engage.cursor", "This is no cursor of this list. Pass an endCursor as it came, or leave 'after' out.", "after");

    private static Connection<T> PageOf<T>(IReadOnlyList<T> rows, Page page, Func<T, string> cursor)
    {
        var nodes = rows.Take(page.First).ToList();
        var edges = nodes.ConvertAll(node => new Edge<T>(node, cursor(node)));
        return new(nodes, edges, new(rows.Count > page.First, edges.LastOrDefault()?.Cursor));
    }

    private static string CursorOf(long sequence)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, sequence);
        return Base64Url.EncodeToString(bytes);
    }

    private static string CursorOf(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    internal static string CursorOf<TRank>(TRank rank, Guid id) => Base64Url.EncodeToString([.. id.ToByteArray(bigEndian: true), .. JsonSerializer.SerializeToUtf8Bytes(rank)]);

    internal static (object Rank, Guid Id) PlaceIn<TRank>(string cursor) where TRank : notnull
    {
        try
        {
            if (cursor.Length <= RankedCursorLimit && Base64Url.IsValid(cursor) && Base64Url.DecodeFromChars(cursor) is { Length: > 16 } bytes
                && JsonSerializer.Deserialize<TRank>(bytes.AsSpan(16)) is { } rank && !(rank is string text && text.Contains('\0')))
            {
                var id = new Guid(bytes.AsSpan(0, 16), bigEndian: true);
                if (CursorOf(rank, id) == cursor) return (rank, id);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
        {
            // No value of a list, as an infinite number is none.
        }
        throw NoCursor();
    }

    private static Guid IdIn(string cursor)
    {
        Span<byte> bytes = stackalloc byte[16];
        return cursor.Length == 22 && Base64Url.TryDecodeFromChars(cursor, bytes, out var written) && written == 16
            ? new Guid(bytes, bigEndian: true)
            : throw NoCursor();
    }
}
