namespace Engage.Plugins.Forums;

/// <summary>The answer to prepare.</summary>
/// <param name="TopicId">The topic to answer, of any kind.</param>
/// <param name="Verdict">What the agency will do.</param>
/// <param name="Text">What it says, in Markdown, 1 to 20,000 characters.</param>
/// <param name="InRole">The role that you speak in, such as staff. You have to hold it now.</param>
/// <param name="PostId">The post of the topic to answer; left out, the topic itself is answered.</param>
/// <param name="Reasons">Why, in Markdown, up to 10,000 characters. Needed for all verdicts but ACCEPTED and ANSWERED.</param>
/// <param name="ReferredTo">Who is responsible, 1 to 200 characters; for REFERRED, and for that only.</param>
/// <param name="Language">The language of the answer, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record PrepareAnswerInput(
    Guid TopicId, AnswerVerdict Verdict, string Text, string InRole, Guid? PostId = null, string? Reasons = null, string? ReferredTo = null, string? Language = null);

public static class PrepareAnswer
{
    /// <summary>Prepares an official answer. Nobody reads it but who may answer for the agency, until it is published.</summary>
    [Requires(ForumPermissions.Answer)]
    public static async Task<OfficialAnswer> Handle(PrepareAnswerInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        var post = input.PostId is { } postId ? await session.LoadAsync<Post>(postId, stop) : null;
        var id = StreamId.New(clock);
        session.Events.StartStream<OfficialAnswer>(id, Decide(topic, post, input, actor));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<OfficialAnswer>(id, stop))!;
    }

    public static AnswerPrepared Decide(Topic topic, Post? post, PrepareAnswerInput input, Actor author)
    {
        if (input.PostId is not null && post?.TopicId != topic.Id) throw Refusal.NotFound("post", nameof(input.PostId));
        post?.MustStand(nameof(input.PostId));
        var reasons = string.IsNullOrWhiteSpace(input.Reasons) ? null : Text.Checked(input.Reasons, nameof(input.Reasons), 10_000);
        if (reasons is null && input.Verdict is not (AnswerVerdict.Accepted or AnswerVerdict.Answered)) throw ReasonsNeeded();
        if (string.IsNullOrWhiteSpace(input.ReferredTo) == input.Verdict is AnswerVerdict.Referred)
            throw new Refusal("forums.referred-to", "Name who is responsible where you refer the question, and nowhere else.", nameof(input.ReferredTo));
        return new(
            topic.Id, post?.Id, input.Verdict, Text.Checked(input.Text, nameof(input.Text), 20_000), reasons,
            input.Verdict is AnswerVerdict.Referred ? Text.Checked(input.ReferredTo!, nameof(input.ReferredTo), 200) : null,
            Personal.Of(author.Id, author.Name), RoleOf(author, input.InRole), input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }

    internal static string RoleOf(Actor actor, string role) => SpokenRole.Checked(role, actor, new(actor.Id, actor.Name, Participation.Name))!;

    internal static Refusal ReasonsNeeded() => new("forums.reasons-needed", "Say why. Who is not given what they asked for is owed the reasons.", nameof(PrepareAnswerInput.Reasons));
}
