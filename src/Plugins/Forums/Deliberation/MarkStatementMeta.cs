namespace Engage.Plugins.Forums;

public sealed record StatementMarked(Guid TopicId, bool Meta);

/// <summary>The statement to mark.</summary>
/// <param name="PostId">Its post.</param>
/// <param name="Meta">True where it asks who somebody is, as «I live here»; false where it says what somebody may think.</param>
public sealed record MarkStatementMetaInput(Guid PostId, bool Meta = true);

public static class MarkStatementMeta
{
    /// <summary>Says that a statement asks who somebody is: it is voted on, but tells no groups apart and is no consensus.</summary>
    [Requires(ForumPermissions.Moderate)]
    public static Task<Post> Handle(MarkStatementMetaInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop) =>
        Statement.Change(input.PostId, (topic, post, _) => Decide(topic, post, input.Meta), actor, participants, session, stop);

    public static StatementMarked Decide(Topic topic, Post post, bool meta)
    {
        Statement.MustBeOne(topic, post);
        if (post.Meta == meta) throw new Refusal("forums.statement-unchanged", "This statement is marked like this already.", nameof(MarkStatementMetaInput.Meta));
        return new(topic.Id, meta);
    }
}
