namespace Engage.Plugins.Forums;

/// <summary>The new words of a post.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Body">What it says from now on, in Markdown, 1 to 10,000 characters.</param>
public sealed record EditPostInput(Guid PostId, string Body);

public static class EditPost
{
    /// <summary>
    /// Changes the words of one's own post, under the name it was written under; what they were stays in its history. What was written anonymously nobody can
    /// change, nor a statement of a deliberation that was voted on, nor what the agency answered officially. What was written in a role takes the role still.
    /// </summary>
    [Requires(ForumPermissions.EditOwn)]
    public static async Task<Post> Handle(
        EditPostInput input, Actor actor, IParticipants participants, IPersonalReader reader, IDocumentSession session, CancellationToken stop) =>
        await session.AppendTo<Post>(input.PostId, async version =>
        {
            var (topic, post) = await Reading.PostTo(CategoryAction.Reply, session, actor, input.PostId, nameof(input.PostId), stop);
            var author = await participants.AsAuthor(post.Author.Name, post.TopicId, stop);
            if (author is not null) SpokenRole.MustBeHeldStill(post.Author.Role, actor);
            var answered = await session.Query<OfficialAnswer>().AnyAsync(answer => answer.TopicId == topic.Id && answer.PostId == post.Id && answer.State == AnswerState.Published, stop);
            return Decide(topic, post, input, author, await reader.Read(post.Body, stop), await Revision.EditsOf(session, post.Id, version, stop), answered);
        }, stop);

    /// <param name="author">The caller as the author; null where they are not.</param>
    /// <param name="words">What the post says.</param>
    /// <param name="edits">How often its words were changed.</param>
    /// <param name="answered">Whether the agency answered the post officially.</param>
    public static PostEdited Decide(Topic topic, Post post, EditPostInput input, Participant? author, string? words, int edits, bool answered = false)
    {
        if (author is null) throw NotYours();
        topic.MustBeOpen();
        post.MustNotBeWithdrawn();
        if (post.HiddenBy is not null) throw Hidden();
        var isStatement = topic.Kind is TopicKind.Deliberation && post.ParentId is null;
        if (isStatement && post.Agrees + post.Disagrees + post.Passes > 0)
            throw new Refusal("forums.statement-voted-on", "Others voted on this statement as it is, so it cannot say something else now. Withdraw it, or add another one.");
        if (edits >= Revision.Limit) throw TooOften();
        if (answered) throw Answered();
        if (isStatement && topic.StatementsWait && post.State is not StatementState.Pending)
            throw new Refusal("forums.statement-moderated", "A moderator decided on this statement as it is, so it cannot say something else now. Withdraw it, or add another one.");
        var body = Text.Checked(input.Body, nameof(input.Body), isStatement ? Statement.Longest : 10_000);
        return body == words ? throw Unchanged(nameof(input.Body)) : new(topic.Id, Personal.Of(author.Id, body));
    }

    internal static Refusal NotYours() =>
        new("forums.not-yours", "Only who wrote this can change it. What was written anonymously, or was entered for somebody else, nobody can change.");

    internal static Refusal Hidden() => new("forums.hidden", "A moderator hid this, so its words stay as they are. Appeal against the decision, or write something new.");

    internal static Refusal Answered() => new("forums.answered", "The agency answered this officially as it is, so it cannot say something else now. Say what you have to say in a new post.");

    internal static Refusal TooOften() => new("forums.edited-too-often", $"Words can be changed {Revision.Limit} times. Say what you have to say in a new post.");

    internal static Refusal Unchanged(string? field = null) => new("forums.unchanged", "It is so already. Nothing was done.", field);
}
