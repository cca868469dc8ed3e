namespace Engage.Plugins.Forums;

/// <summary>The topic to enter for somebody.</summary>
/// <param name="ParticipantId">Who opens it, as <c>registerParticipant</c> answered.</param>
/// <param name="Channel">How they told you.</param>
/// <param name="Title">Its title, 1 to 200 characters.</param>
/// <param name="Body">What it is about, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="CategoryId">The category to sort it under, if any.</param>
/// <param name="Tags">What it is about in single words of letters, digits and hyphens, 5 at most.</param>
public sealed record EnterTopicInput(
    Guid ParticipantId, Channel Channel, string Title, string Body, TopicKind Kind = TopicKind.Discussion, Guid? CategoryId = null, IReadOnlyList<string>? Tags = null);

public static class EnterTopic
{
    /// <summary>Opens a topic for somebody who has no device.</summary>
    [Requires(ForumPermissions.EnterForOthers)]
    public static async Task<Topic> Handle(EnterTopicInput input, Actor actor, IDocumentSession session, IPersonalReader reader, TimeProvider clock, CancellationToken stop)
    {
        var entry = await Entry.For(input.ParticipantId, input.Channel, session, reader, stop);
        var category = await Reading.CategoryToOpenIn(session, actor, input.CategoryId, stop);
        var id = StreamId.New(clock);
        var opened = OpenTopic.Decide(new(input.Title, input.Body, input.Kind, input.CategoryId, Tags: input.Tags), category, entry.Author);
        session.Events.StartStream<Topic>(id, opened with { Channel = entry.Channel });
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Topic>(id, stop))!;
    }
}
