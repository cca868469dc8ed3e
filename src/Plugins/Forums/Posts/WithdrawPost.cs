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
    public static async Task<Post> Handle(WithdrawPostInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop) =>
        await session.AppendTo<Post>(input.PostId, async _ =>
        {
            var post = await Reading.Post(session, actor, input.PostId, stop) ?? throw Refusal.NotFound("post", nameof(input.PostId));
            return Decide(post, await participants.AsAuthor(post.Author.Name, post.TopicId, stop));
        }, stop);

    public static PostWithdrawn Decide(Post post, Participant? author)
    {
        if (author is null) throw EditPost.NotYours();
        post.MustNotBeWithdrawn();
        return new(post.TopicId);
    }
}
