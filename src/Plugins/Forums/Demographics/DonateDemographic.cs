namespace Engage.Plugins.Forums;

/// <summary>The answer to give.</summary>
/// <param name="TopicId">The topic to show the reach of.</param>
/// <param name="DemographicId">The question.</param>
/// <param name="Option">The number of the group that you are in.</param>
public sealed record DonateDemographicInput(Guid TopicId, Guid DemographicId, int Option);

public static class DonateDemographic
{
    /// <summary>
    /// Answers a question about who you are, so that all can see whom the topic reaches; answering again changes the answer. One question each time: answers
    /// that came in together could be told to be one person's.
    /// </summary>
    [Requires(ForumPermissions.DonateDemographics)]
    public static async Task<Donation> Handle(DonateDemographicInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop)
    {
        if (actor.Kind is not ActorKind.Person) throw new Refusal("engage.person-needed", "A program belongs to no group of the community. Answer with a person's token.");
        var topic = await Reading.Topic(session, actor, input.TopicId, stop) ?? throw Refusal.NotFound("topic", nameof(input.TopicId));
        var category = topic.CategoryId is { } id ? await session.LoadAsync<Category>(id, stop) : null;
        // Whom a topic reaches are those who may say something in it, in either way.
        if (category?.Lets(actor, CategoryAction.Vote) is false) category.Demand(actor, CategoryAction.Reply);
        var demographic = await session.LoadAsync<Demographic>(input.DemographicId, stop) ?? throw Refusal.NotFound("question", nameof(input.DemographicId));
        var donation = Donation.IdOf((await participants.Secretly(Donation.ThreadOf(topic.Id, demographic.Id), stop)).Id);
        await session.Change<Donation>(donation, before => [Decide(topic, demographic, before, input.Option)], stop);
        return (await session.LoadAsync<Donation>(donation, stop))!;
    }

    public static DemographicDonated Decide(Topic topic, Demographic demographic, Donation? before, int option)
    {
        topic.MustBeOpen();
        demographic.MustBeAsked();
        if (demographic.Groups.All(group => group.Option != option))
            throw new Refusal("forums.demographic-option", $"The question has no answer {option}. Choose 1 to {demographic.Groups.Count}.", nameof(DonateDemographicInput.Option));
        if (before?.Option == option)
            throw new Refusal("forums.donation-unchanged", "This is what you answered already. Answer otherwise to change it.", nameof(DonateDemographicInput.Option));
        return new(topic.Id, demographic.Id, option, demographic.Groups.Count, before?.Option);
    }
}
