namespace Engage.Plugins.Forums;

/// <summary>The post to withdraw.</summary>
/// <param name="PostId">The post.</param>
public sealed record WithdrawPostInput(Guid PostId);

public static class WithdrawPost
{
    /// <summary>
    /// Takes the words of one's own post back, also on a closed topic. From then on only moderators and their author read them; the post stays in its thread, with its replies and
    /// its votes. It cannot be undone. To have the words made unreadable for everybody, be erased.
    /// </summary>
    [Requires(ForumPermissions.EditOwn)]
    public static async Task<Post> Handle(WithdrawPostInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchStreamStateAsync(input.PostId, stop);
        var post = await Reading.Post(session, actor, input.PostId, stop) ?? throw Refusal.NotFound("post", nameof(input.PostId));
        var author = await participants.AsAuthor(post.Author.Name, post.TopicId, stop);
        session.Events.Append(post.Id, stream!.Version + 1, Decide(post, author));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Post>(post.Id, stop))!;
    }

    public static PostWithdrawn Decide(Post post, Participant? author)
    {
        if (author is null) throw EditPost.NotYours();
        post.MustStand();
        return new(post.TopicId);
    }
}
