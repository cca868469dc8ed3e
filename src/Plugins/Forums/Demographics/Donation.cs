namespace Engage.Plugins.Forums;

/// <summary>
/// What somebody answered to one question in one topic. It names nobody, and its stream is of a number for this person, topic and question alone: no two answers
/// of a person can be joined by what is stored of them.
/// </summary>
/// <param name="Groups">How many groups the question has, and</param>
/// <param name="Previous">what the same person answered before, so that counts need look up neither.</param>
public sealed record DemographicDonated(Guid TopicId, Guid DemographicId, int Option, int Groups, int? Previous = null);

public sealed record DemographicWithdrawn(Guid TopicId, Guid DemographicId, int Previous);

/// <summary>An answer of the caller to a question about who they are. Nobody else is shown it.</summary>
/// <param name="DemographicId">The question.</param>
/// <param name="Option">The number of the group that they are in; null where they took it back.</param>
public sealed record Donation([property: Unpublished] Guid Id, Guid DemographicId, int? Option)
{
    /// <summary>What the caller's number is for: the topic's ballots have another one, and so has each other question.</summary>
    public static Guid ThreadOf(Guid topicId, Guid demographicId) => StreamId.Of("demographics", topicId.ToString(), demographicId.ToString());

    public static Guid IdOf(ActorId donor) => StreamId.Of("donation", donor.Value);
}

public sealed partial class DonationProjection : SingleStreamProjection<Donation, Guid>
{
    public static Donation Create(IEvent<DemographicDonated> e) => new(e.StreamId, e.Data.DemographicId, e.Data.Option);

    public static Donation Apply(DemographicDonated e, Donation donation) => donation with { Option = e.Option };

    public static Donation Apply(DemographicWithdrawn _, Donation donation) => donation with { Option = null };
}

public static class DonationQueries
{
    /// <summary>What the caller answered in a topic about who they are, to change it or take it back; nobody can ask for others.</summary>
    /// <param name="topicId">The topic.</param>
    public static async Task<IReadOnlyList<Donation>> MyDonations(Guid topicId, IParticipants participants, IQuerySession session, CancellationToken stop)
    {
        var asked = await session.Query<Demographic>().Where(demographic => !demographic.Retired).Select(demographic => demographic.Id).ToListAsync(stop);
        var counted = await session.Query<DemographicFigures>().Where(figures => figures.TopicId == topicId).Select(figures => figures.DemographicId).ToListAsync(stop);
        var ids = new List<Guid>();
        foreach (var demographic in asked.Union(counted))
            if (await participants.Ballot(Donation.ThreadOf(topicId, demographic), stop) is { } donor) ids.Add(Donation.IdOf(donor));
        return [.. (await session.LoadManyAsync<Donation>(stop, [.. ids])).Where(donation => donation.Option is not null).OrderBy(donation => donation.DemographicId)];
    }
}
