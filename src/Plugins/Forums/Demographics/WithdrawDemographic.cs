namespace Engage.Plugins.Forums;

/// <summary>The answer to take back.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="DemographicId">The question.</param>
public sealed record WithdrawDemographicInput(Guid TopicId, Guid DemographicId);

public static class WithdrawDemographic
{
    /// <summary>Takes back an answer about who you are, in a closed topic too. It is counted no more from the next step on in which figures are published.</summary>
    [Requires(ForumPermissions.DonateDemographics)]
    public static async Task<Donation> Handle(WithdrawDemographicInput input, Actor actor, IParticipants participants, IDocumentSession session, CancellationToken stop)
    {
        if (actor.Kind is not ActorKind.Person) throw NothingDonated();
        var donation = Donation.IdOf((await participants.Secretly(Donation.ThreadOf(input.TopicId, input.DemographicId), stop)).Id);
        await session.Change<Donation>(donation, before => [Decide(before, input)], stop);
        return (await session.LoadAsync<Donation>(donation, stop))!;
    }

    public static DemographicWithdrawn Decide(Donation? before, WithdrawDemographicInput input) =>
        new(input.TopicId, input.DemographicId, before?.Option ?? throw NothingDonated());

    private static Refusal NothingDonated() => new("forums.nothing-donated", "You did not answer this question in this topic, so there is nothing to take back.");
}
