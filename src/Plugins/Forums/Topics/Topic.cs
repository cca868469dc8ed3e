using Marten.Patching;

namespace Engage.Plugins.Forums;

/// <param name="Source">Where the topic was first held, for one that was imported: an address or another text that tells it from every other.</param>
/// <param name="Tags">What it is about, in single words.</param>
/// <param name="Role">The role that the author spoke in, held when the topic was opened.</param>
/// <param name="Channel">How it came in; null for the web.</param>
/// <param name="StatementsWait">Whether statements wait for a moderator, for a deliberation; null where they do not.</param>
public sealed record TopicOpened(
    TopicKind Kind, string Title, Personal<string> Body, Guid? CategoryId, Personal<string> Author, string? Source = null,
    IReadOnlyList<string>? Tags = null, string? Role = null, Channel? Channel = null, bool? StatementsWait = null);

public sealed record TopicClosed(string? Reason) : ITopicChange;

public sealed record TopicReopened(string Reason) : ITopicChange;

public sealed record TopicPinned : ITopicChange;

public sealed record TopicUnpinned : ITopicChange;

/// <param name="Title">Its title from now on; null where it stays.</param>
/// <param name="Body">What it is about from now on; null where it stays.</param>
/// <param name="Tags">Its tags from now on; null where they stay.</param>
public sealed record TopicEdited(string? Title = null, Personal<string>? Body = null, IReadOnlyList<string>? Tags = null) : ITopicChange;

public sealed record TopicRetagged(IReadOnlyList<string> Tags) : ITopicChange;

/// <summary>An event that changes what whoever follows a topic sees of it: in the topic's own stream, or an answer to it.</summary>
public interface ITopicChange;

/// <param name="CategoryId">The category that it is sorted under from now on; null for none.</param>
public sealed record TopicMoved(Guid? CategoryId) : ITopicChange;

/// <summary>What a topic is for.</summary>
public enum TopicKind
{
    /// <summary>People talk: posts answer each other.</summary>
    Discussion,

    /// <summary>People find what they agree on: posts are short statements, and everybody votes on each of them.</summary>
    Deliberation,

    /// <summary>Somebody asks the agency: it owes an official answer.</summary>
    Question
}

/// <summary>Whether a topic takes posts and votes.</summary>
public enum TopicState
{
    /// <summary>It does.</summary>
    Open,

    /// <summary>It does no longer, and stays to be read.</summary>
    Closed
}

/// <summary>Who wrote something, as they went by when they wrote it.</summary>
/// <param name="Name">A name or a pseudonym; null where the person was erased.</param>
/// <param name="Role">The role that they spoke in, such as staff: they held it when they wrote this, whatever they hold now. Null where they spoke for themselves.</param>
public sealed record Author(Personal<string> Name, string? Role = null)
{
    /// <summary>Whether the caller wrote it, under any name that can be told to be theirs in its thread.</summary>
    internal async Task<bool> IsCaller(Guid thread, IParticipants participants, CancellationToken stop) =>
        Name.Subject is { } author && (await participants.Selves(thread, stop)).Contains(author);
}

/// <summary>How something came in.</summary>
public enum Channel
{
    /// <summary>By its author, over the web.</summary>
    Web,

    /// <summary>On paper, entered by staff.</summary>
    Paper,

    /// <summary>Said in person, entered by staff.</summary>
    InPerson,

    /// <summary>Said through an interpreter, entered by staff.</summary>
    Interpreter,

    /// <summary>Said over the telephone, entered by staff.</summary>
    Phone
}

/// <summary>A topic that residents and the agency talk about.</summary>
/// <param name="Id">The topic's id.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown; it may be empty where the topic was imported.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="State">Whether it takes posts and votes.</param>
/// <param name="Author">Who opened it.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="PostCount">How many posts it has.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="CloseReason">Why it was closed, if that was said.</param>
/// <param name="CategoryId">The category it is sorted under.</param>
/// <param name="Source">Where it was first held, for a topic that was imported; null for one that was opened here.</param>
/// <param name="Tags">What it is about, in single words.</param>
/// <param name="Pinned">Whether a moderator put it before all others.</param>
/// <param name="EditedAt">When its author changed its words last; null where they never did.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="HiddenBy">The decision of a moderator that hides it; null where none does.</param>
/// <param name="StatementsWait">Whether its statements wait for a moderator before they are read and voted on, for a deliberation.</param>
public sealed record Topic(
    Guid Id, string Title, [property: Unpublished] Personal<string> Body, TopicKind Kind, TopicState State, Author Author, DateTimeOffset OpenedAt, int PostCount,
    DateTimeOffset? ClosedAt, string? CloseReason, [property: Unpublished] Guid? CategoryId, string? Source,
    IReadOnlyList<string> Tags, bool Pinned, DateTimeOffset? EditedAt, Channel Channel, [property: Unpublished] Guid? HiddenBy, bool StatementsWait)
{
    /// <summary>Why it was reopened, where it was closed before; null where it never was.</summary>
    public string? ReopenReason { get; init; }

    /// <summary>When the agency first answered it officially; null where it never did.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Refuses what only an open topic takes.</summary>
    public void MustBeOpen()
    {
        if (State is TopicState.Closed) throw new Refusal("forums.topic-closed", "This topic is closed. It can be read, but takes no posts and no votes any more.");
    }
}

public sealed partial class TopicProjection : EventProjection
{
    public TopicProjection() => Options.DeleteViewTypeOnTeardown<Topic>();

    public void Project(IEvent<TopicOpened> e, IDocumentOperations documents) => documents.Insert(new Topic(
        e.StreamId, e.Data.Title, e.Data.Body, e.Data.Kind, TopicState.Open, new(e.Data.Author, e.Data.Role), e.Timestamp, 0, null, null, e.Data.CategoryId, e.Data.Source,
        e.Data.Tags ?? [], Pinned: false, EditedAt: null, e.Data.Channel ?? Channel.Web, HiddenBy: null, e.Data.StatementsWait ?? false));

    // Posts are streams of their own, so that those who reply do not wait for each other; the database counts, so that no count is lost.
    public void Project(IEvent<PostAdded> e, IDocumentOperations documents) => documents.Patch<Topic>(e.Data.TopicId).Increment(topic => topic.PostCount);

    public void Project(IEvent<TopicReopened> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId)
        .Set(topic => topic.State, TopicState.Open).Set(topic => topic.ClosedAt, (DateTimeOffset?)null).Set(topic => topic.CloseReason, (string?)null)
        .Set(topic => topic.ReopenReason, e.Data.Reason);

    public void Project(IEvent<TopicPinned> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId).Set(topic => topic.Pinned, true);

    public void Project(IEvent<TopicUnpinned> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId).Set(topic => topic.Pinned, false);

    public void Project(IEvent<TopicRetagged> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId).Set(topic => topic.Tags, e.Data.Tags);

    public void Project(IEvent<TopicMoved> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId).Set(topic => topic.CategoryId, e.Data.CategoryId);

    public void Project(IEvent<AnswerPublished> e, IDocumentOperations documents)
    {
        // The first answer ends the wait; those that take its place do not.
        var id = e.Data.TopicId;
        if (e.Data.PostId is null) documents.Patch<Topic>(topic => topic.Id == id && topic.AnsweredAt == null).Set(topic => topic.AnsweredAt, e.Timestamp);
    }

    public void Project(IEvent<TopicEdited> e, IDocumentOperations documents)
    {
        var topic = documents.Patch<Topic>(e.StreamId);
        if (e.Data.Title is { } title) topic.Set(t => t.Title, title);
        if (e.Data.Body is { } body) topic.Set(t => t.Body, body);
        if (e.Data.Tags is { } tags) topic.Set(t => t.Tags, tags);
        if (e.Data is not { Title: null, Body: null }) topic.Set(t => t.EditedAt, e.Timestamp);
    }

    public void Project(IEvent<TopicClosed> e, IDocumentOperations documents) => documents.Patch<Topic>(e.StreamId)
        .Set(topic => topic.State, TopicState.Closed).Set(topic => topic.ClosedAt, e.Timestamp).Set(topic => topic.CloseReason, e.Data.Reason);
}
