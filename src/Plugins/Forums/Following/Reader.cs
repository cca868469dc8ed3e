namespace Engage.Plugins.Forums;

/// <summary>
/// What somebody follows and has read. It is nobody's business but theirs, so it stands in no event: it is a document sealed under their key, which tells who has the
/// database neither what they follow nor what they read, and goes when they are erased.
/// </summary>
public sealed record Reader(Guid Id, Personal<ReadingList> Sealed)
{
    /// <summary>The caller's own; a new one, which is stored nowhere yet, where they have none.</summary>
    public static async Task<(Reader? Stored, ReadingList List)> Of(IQuerySession session, IPersonalReader reader, Actor actor, CancellationToken stop)
    {
        if (actor.IsAnonymous) return (null, ReadingList.Empty);
        var stored = await session.LoadAsync<Reader>(IdOf(actor.Id), stop);
        return (stored, await reader.Read(stored?.Sealed, stop) ?? ReadingList.Empty);
    }

    /// <summary>Stores what is made of the caller's list. Where they change it in two places at once, one of them is refused.</summary>
    public static async Task Change(IDocumentSession session, IPersonalReader reader, Actor actor, Func<ReadingList, ReadingList> change, CancellationToken stop)
    {
        var (_, list) = await Of(session, reader, actor, stop);
        var changed = change(list);
        if (changed == list) return;
        session.Store(new Reader(IdOf(actor.Id), Personal.Of(actor.Id, changed)));
        await session.SaveChangesAsync(stop);
    }

    public static Guid IdOf(ActorId person) => StreamId.Of("forums.reader", person.Value);
}

/// <summary>Deletes what people who were erased kept. It makes nothing, and throws nothing away when read models are rebuilt.</summary>
public sealed partial class ReaderProjection : EventProjection
{
    public void Project(IEvent<SubjectErased> e, IDocumentOperations documents) => documents.Delete<Reader>(Reader.IdOf(e.Data.Subject));
}
