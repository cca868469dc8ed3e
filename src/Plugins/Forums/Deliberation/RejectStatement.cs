namespace Engage.Plugins.Forums;

public sealed record StatementRejected(Guid TopicId, string Reason);

/// <summary>The statement to reject.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Reason">Why, for its author and everybody to read; 1 to 500 characters.</param>
public sealed record RejectStatementInput(Guid PostId, string Reason);

public static class RejectStatement
{
    /// <summary>Turns a statement of a deliberation down: it takes no votes, and those it has do not count as long as it is rejected.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(RejectStatementInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, (topic, post) => Decide(topic, post, input), actor, session, stop);

    public static StatementRejected Decide(Topic topic, Post post, RejectStatementInput input)
    {
        Statement.MustBeOne(topic, post);
        if (post.State is StatementState.Rejected) throw new Refusal("forums.statement-unchanged", "This statement is rejected already.", nameof(input.PostId));
        return new(topic.Id, Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}
