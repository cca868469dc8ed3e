namespace Engage.Plugins.Forums;

public sealed record StatementAccepted(Guid TopicId) : IPostShown;

/// <summary>The statement to accept.</summary>
/// <param name="PostId">Its post.</param>
public sealed record AcceptStatementInput(Guid PostId);

public static class AcceptStatement
{
    /// <summary>Opens a statement of a deliberation to votes, one that waits or one that was rejected, and never one's own.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(AcceptStatementInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, Decide, actor, participants, session, stop);

    public static StatementAccepted Decide(Topic topic, Post post, bool own)
    {
        Statement.MustBeOne(topic, post);
        Statement.MustBeByAnother(own);
        if (post.State is StatementState.Accepted) throw new Refusal("forums.statement-unchanged", "This statement is accepted already.", nameof(AcceptStatementInput.PostId));
        return new(topic.Id);
    }
}
