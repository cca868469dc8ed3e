namespace Engage.Plugins.Forums;

/// <summary>The topic to open.</summary>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="CategoryId">The category to sort it under, if any.</param>
/// <param name="As">Under what name you open it.</param>
/// <param name="Tags">What it is about in single words of letters, digits and hyphens, 5 at most.</param>
/// <param name="InRole">The role that you speak in, such as staff. It shows beside your name for ever; you have to hold it now, and speak under your own name.</param>
/// <param name="StatementsWait">Whether the statements of others wait for a moderator before they are read and voted on, for a deliberation.</param>
/// <param name="Statements">The statements that a deliberation begins with, at most 50 of 1 to 400 characters; they do not wait.</param>
public sealed record OpenTopicInput(
    string Title, string Body, TopicKind Kind = TopicKind.Discussion, Guid? CategoryId = null, Participation As = Participation.Name,
    IReadOnlyList<string>? Tags = null, string? InRole = null, bool StatementsWait = false, IReadOnlyList<string>? Statements = null);

public static class OpenTopic
{
    /// <summary>Opens a topic.</summary>
    [Requires(ForumPermissions.OpenTopic)]
    public static async Task<Topic> Handle(OpenTopicInput input, Actor actor, IParticipants participants, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var category = await Reading.CategoryToOpenIn(session, actor, input.CategoryId, stop);
        var id = StreamId.New(clock);
        var author = await participants.As(input.As, ForumPermissions.OpenTopic, thread: id, stop);
        session.Events.StartStream<Topic>(id, Decide(input, category, author, SpokenRole.Checked(input.InRole, actor, author)));
        foreach (var (at, seed) in Statement.Seeds(id, input, author).Index())
            session.Events.StartStream<Post>(StreamId.From(clock.GetUtcNow().AddMilliseconds(at), id.ToString(), $"{at}"), seed);
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Topic>(id, stop))!;
    }

    public static TopicOpened Decide(OpenTopicInput input, Category? category, Participant author, string? role = null)
    {
        if (input.CategoryId is not null && category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        return new(
            input.Kind, Text.Checked(input.Title, nameof(input.Title), 200), Personal.Of(author.Id, Text.Checked(input.Body, nameof(input.Body), 20_000)), category?.Id,
            Personal.Of(author.Id, author.Name), Tags: input.Tags is null ? null : Tags.Checked(input.Tags, nameof(input.Tags)), Role: role,
            StatementsWait: input.StatementsWait ? true : null);
    }
}
