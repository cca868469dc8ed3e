namespace Engage.Plugins.Forums;

/// <summary>What people contribute to the forum and moderators decide on.</summary>
public enum ContributionKind
{
    /// <summary>A topic, with all that stands in it.</summary>
    Topic,

    /// <summary>A post.</summary>
    Post
}

/// <summary>A topic, or a post of a topic.</summary>
public sealed record Contribution(Topic Topic, Post? Post)
{
    public Guid Id => Post?.Id ?? Topic.Id;

    public Author Author => Post?.Author ?? Topic.Author;

    public Personal<string> Body => Post?.Body ?? Topic.Body;

    public DateTimeOffset? EditedAt => Post is null ? Topic.EditedAt : Post.EditedAt;

    public Guid ReviewId => Review.IdOf(Id);

    /// <summary>The one that an input names by either id; refused where the caller may not read it.</summary>
    public static async Task<Contribution> Named(Guid? topicId, Guid? postId, IQuerySession session, Actor actor, CancellationToken stop)
    {
        if (topicId is null == postId is null) throw new Refusal("forums.one-contribution", "Name a topic or a post: exactly one of 'topicId' and 'postId'.");
        if (topicId is { } named) return new(await Reading.TopicTo(CategoryAction.Read, session, actor, named, "topicId", stop), null);
        var (topic, post) = await Reading.PostTo(CategoryAction.Read, session, actor, postId!.Value, "postId", stop);
        return new(topic, post);
    }

    /// <summary>The one that a decision is about, for those who may know whatever its topic's readers may: its author, and moderators.</summary>
    public static Task<Contribution> Of(ModerationDecision decision, IQuerySession session, CancellationToken stop) => Of(decision.TopicId, decision.PostId, session, stop);

    /// <summary>The one that a review or a decision is about.</summary>
    public static async Task<Contribution> Of(Guid topicId, Guid? postId, IQuerySession session, CancellationToken stop) =>
        new((await session.LoadAsync<Topic>(topicId, stop))!, postId is { } id ? await session.LoadAsync<Post>(id, stop) : null);

    /// <summary>Whether the caller wrote it, or entered it for who said it: they are no judges of it either.</summary>
    public async Task<bool> IsFromCaller(Actor actor, IParticipants participants, IQuerySession session, CancellationToken stop) =>
        await IsByCaller(participants, stop)
        || ((Post?.Channel ?? Topic.Channel) is not Channel.Web && (await session.Events.FetchStreamAsync(Id, version: 1, token: stop))[0].UserName == actor.Id.Value);

    /// <summary>Whether the caller wrote it, under any name that can be told to be theirs.</summary>
    public Task<bool> IsByCaller(IParticipants participants, CancellationToken stop) => Author.IsCaller(Topic.Id, participants, stop);
}
