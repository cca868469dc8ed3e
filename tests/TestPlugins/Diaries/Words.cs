namespace Diaries;

/// <summary>A word in the clear, so that it can be looked for: what was made of somebody's words, and has to go with them.</summary>
public sealed record Word(Guid Id, string Subject, string Text, Personal<string> Note);

public sealed partial class WordProjection : EventProjection
{
    public void Project(IEvent<SubjectErased> e, IDocumentOperations documents)
    {
        var subject = e.Data.Subject.Value;
        documents.DeleteWhere<Word>(word => word.Subject == subject);
    }
}

/// <summary>A word to note.</summary>
/// <param name="Text">The word.</param>
public sealed record WriteWordInput(string Text);

public static class WriteWord
{
    /// <summary>Notes a word, in a document that no event is behind.</summary>
    [Requires("diaries.write")]
    public static async Task Handle(WriteWordInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        session.Store(new Word(Guid.NewGuid(), actor.Id.Value, input.Text, Personal.Of(actor.Id, $"{actor.Name} noted {input.Text}")));
        await session.SaveChangesAsync(stop);
    }
}
