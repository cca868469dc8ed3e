namespace Engage.Plugins.Forums;

public sealed record StatementAccepted(Guid TopicId) : IPostShown;

/// <summary>The statement to accept.</summary>
/// <param name="PostId">Its post.</param>
public sealed record AcceptStatementInput(Guid PostId);

public static class AcceptStatement
{
    /// <summary>Opens a statement of a deliberation to votes, one that waits or one that was rejected.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(AcceptStatementInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, Decide, actor, session, stop);

    public static StatementAccepted Decide(Topic topic, Post post)
    {
        Statement.MustBeOne(topic, post);
        if (post.State is StatementState.Accepted) throw new Refusal("forums.statement-unchanged", "This statement is accepted already.", nameof(AcceptStatementInput.PostId));
        return new(topic.Id);
    }
}
