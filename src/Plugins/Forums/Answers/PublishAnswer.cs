namespace Engage.Plugins.Forums;

/// <summary>The answer to publish.</summary>
/// <param name="AnswerId">The answer.</param>
/// <param name="InRole">The role that you speak in, such as staff. It is the badge of the answer for ever; you have to hold it now.</param>
public sealed record PublishAnswerInput(Guid AnswerId, string InRole);

public static class PublishAnswer
{
    /// <summary>Publishes an official answer. It is not changed any more; one that was published before it to the same topic or post stays to be read as superseded.</summary>
    [Requires(ForumPermissions.Answer)]
    public static async Task<OfficialAnswer> Handle(PublishAnswerInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        if (await Reading.Answer(session, actor, input.AnswerId, stop) is null) throw Refusal.NotFound("answer", nameof(input.AnswerId));
        await session.Change<OfficialAnswer>(input.AnswerId, answer => [Decide(answer!, input, actor)], stop);
        return (await session.LoadAsync<OfficialAnswer>(input.AnswerId, stop))!;
    }

    public static AnswerPublished Decide(OfficialAnswer answer, PublishAnswerInput input, Actor publisher)
    {
        answer.MustBePrepared();
        return new(answer.TopicId, answer.PostId, Personal.Of(publisher.Id, publisher.Name), PrepareAnswer.RoleOf(publisher, input.InRole));
    }
}
