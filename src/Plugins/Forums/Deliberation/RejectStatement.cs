namespace Engage.Plugins.Forums;

public sealed record StatementRejected(Guid TopicId, string Reason);

/// <summary>The statement to reject.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Reason">Why, for its author and everybody to read; 1 to 500 characters.</param>
public sealed record RejectStatementInput(Guid PostId, string Reason);

public static class RejectStatement
{
    /// <summary>Turns a statement down that waits, never one's own: it takes no votes. What is open to votes is hidden under a rule instead, with decideReview.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(RejectStatementInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, (topic, post, own) => Decide(topic, post, input, own), actor, participants, session, stop);

    public static StatementRejected Decide(Topic topic, Post post, RejectStatementInput input, bool own)
    {
        Statement.MustBeOne(topic, post);
        Statement.MustBeByAnother(own);
        if (post.State is StatementState.Rejected) throw new Refusal("forums.statement-unchanged", "This statement is rejected already.", nameof(input.PostId));
        if (post.State is StatementState.Accepted)
            throw new Refusal("forums.statement-accepted", "This statement is open to votes. Hide it under a rule with 'decideReview'; its author is told, and can appeal.", nameof(input.PostId));
        return new(topic.Id, Text.Checked(input.Reason, nameof(input.Reason), 500));
    }
}
