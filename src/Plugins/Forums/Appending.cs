namespace Engage.Plugins.Forums;

internal static class Appending
{
    /// <summary>Appends what is decided of a document of which every event stands in one stream, and answers with it. Where another writer was faster, nothing is written.</summary>
    /// <param name="decide">Reads what it takes, and makes an event of it and of how many events the stream has; 0 where there is no such stream.</param>
    public static async Task<TDocument> AppendTo<TDocument>(this IDocumentSession session, Guid id, Func<long, Task<object>> decide, CancellationToken stop) where TDocument : notnull
    {
        // The version first: whoever changes the document after this makes the append fail.
        var version = (await session.Events.FetchStreamStateAsync(id, stop))?.Version ?? 0;
        session.Events.Append(id, version + 1, await decide(version));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<TDocument>(id, stop))!;
    }
}
