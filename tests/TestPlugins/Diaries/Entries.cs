using System.Runtime.CompilerServices;
using Marten.Patching;

namespace Diaries;

/// <param name="Text">What it says.</param>
/// <param name="Met">Whom the writer met, each under a name that is the writer's secret.</param>
/// <param name="Places">Where that was.</param>
/// <param name="Title">What it is about, for all to read.</param>
/// <param name="Tags">What it is sorted under.</param>
public sealed record EntryWritten(
    Personal<string> Text, IReadOnlyList<Personal<string>> Met, IReadOnlyDictionary<string, Place> Places, Writer Writer, string? Title = null, IReadOnlyList<string>? Tags = null);

public sealed record EntryCorrected(Personal<string> Text, string? Title = null);

public sealed record Writer(Personal<string> Name);

public sealed record Place(Personal<Address>? Address);

/// <summary>An address.</summary>
/// <param name="Street">The street.</param>
/// <param name="Since">Since when somebody lives there.</param>
public sealed record Address(string Street, DateOnly Since);

/// <summary>An entry of a diary.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Text">What it says.</param>
/// <param name="Met">Whom the writer met.</param>
/// <param name="Home">Where the writer lives.</param>
/// <param name="WriterName">Who wrote it.</param>
/// <param name="Corrections">How often it was corrected.</param>
public sealed record Entry(
    Guid Id, Personal<string> Text, IReadOnlyList<Personal<string>> Met, Personal<Address>? Home, Personal<string> WriterName, int Corrections);

public sealed partial class EntryProjection : EventProjection
{
    public EntryProjection() => Options.DeleteViewTypeOnTeardown<Entry>();

    public void Project(IEvent<EntryWritten> e, IDocumentOperations documents) => documents.Insert(
        new Entry(e.StreamId, e.Data.Text, e.Data.Met, e.Data.Places.GetValueOrDefault("home")?.Address, e.Data.Writer.Name, 0));

    public void Project(IEvent<EntryCorrected> e, IDocumentOperations documents) =>
        documents.Patch<Entry>(e.StreamId).Set(entry => entry.Text, e.Data.Text).Increment(entry => entry.Corrections);
}

/// <summary>How much somebody has written.</summary>
/// <param name="Id">Whose diary it is.</param>
/// <param name="LastText">What they wrote last.</param>
/// <param name="Entries">How many entries there are.</param>
public sealed record Diary(string Id, Personal<string> LastText, int Entries);

/// <summary>Made by the daemon, of what it reads from the log.</summary>
public sealed partial class DiaryProjection : MultiStreamProjection<Diary, string>
{
    public DiaryProjection() => Identity<EntryWritten>(e => e.Text.Subject!.Value.Value);

    public static Diary Create(IEvent<EntryWritten> e) => new(e.Data.Text.Subject!.Value.Value, e.Data.Text, 1);

    public static Diary Apply(IEvent<EntryWritten> e, Diary diary) => diary with { LastText = e.Data.Text, Entries = diary.Entries + 1 };
}

public static class DiaryQueries
{
    /// <summary>One entry.</summary>
    /// <param name="id">Which.</param>
    public static Task<Entry?> Entry(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Entry>(id, stop);

    /// <summary>The entries.</summary>
    public static Task<Connection<Entry>> Entries(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<Entry>().ToConnection(page, Order.OldestFirst, entry => entry.Id, stop);

    /// <summary>One visit.</summary>
    /// <param name="id">Which.</param>
    public static Task<Visit?> Visit(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Visit>(id, stop);

    /// <summary>Somebody's diary.</summary>
    /// <param name="writer">Whose.</param>
    public static Task<Diary?> Diary(Guid writer, IQuerySession session, CancellationToken stop) => session.LoadAsync<Diary>(writer.ToString(), stop);

    /// <summary>How often a word was noted.</summary>
    /// <param name="text">The word.</param>
    public static Task<int> Words(string text, IQuerySession session, CancellationToken stop) => session.Query<Word>().Where(word => word.Text == text).CountAsync(stop);
}

public static class EntryExtensions
{
    /// <summary>How long the texts are, as the plugin's own code reads them; null where they cannot be read.</summary>
    public static async Task<IReadOnlyList<int?>> Length(IReadOnlyList<Entry> entries, IPersonalReader personal, CancellationToken stop) =>
        [.. (await personal.Read([.. entries.Select(entry => entry.Text)], stop)).Select(text => text?.Length)];
}

/// <summary>What to write.</summary>
/// <param name="Text">What to say.</param>
/// <param name="Met">Whom you met.</param>
/// <param name="Street">Where you live.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Tags">What to sort it under.</param>
public sealed record WriteEntryInput(string Text, IReadOnlyList<string>? Met = null, string? Street = null, string? Title = null, IReadOnlyList<string>? Tags = null);

public static class WriteEntry
{
    /// <summary>Writes into one's diary.</summary>
    [Requires("diaries.write")]
    public static async Task<Entry> Handle(WriteEntryInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream(id, Decide(input, actor));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Entry>(id, stop))!;
    }

    public static EntryWritten Decide(WriteEntryInput input, Actor writer) => new(
        Personal.Of(writer.Id, input.Text),
        [.. (input.Met ?? []).Select(name => Personal.Of(writer.Id, name))],
        new Dictionary<string, Place> { ["home"] = new(input.Street is { } street ? Personal.Of(writer.Id, new Address(street, new(2020, 2, 29))) : null) },
        new(Personal.Of(writer.Id, writer.Name)), input.Title, input.Tags);
}

/// <summary>What to correct.</summary>
/// <param name="EntryId">Which entry.</param>
/// <param name="Text">What it is to say.</param>
/// <param name="Title">What it is to be about, if that changes.</param>
public sealed record CorrectEntryInput(Guid EntryId, string Text, string? Title = null);

public static class CorrectEntry
{
    /// <summary>Corrects an entry.</summary>
    [Requires("diaries.write")]
    public static async Task<Entry> Handle(CorrectEntryInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        session.Events.Append(input.EntryId, new EntryCorrected(Personal.Of(actor.Id, input.Text), input.Title));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Entry>(input.EntryId, stop))!;
    }
}

public static class DiarySubscriptions
{
    /// <summary>Entries, as they are written.</summary>
    public static async IAsyncEnumerable<Entry> EntryWritten(IEventFeed feed, IQuerySession session, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var written in feed.Of<EntryWritten>(stop))
            if (await session.LoadAsync<Entry>(written.StreamId, stop) is { } entry) yield return entry;
    }
}
