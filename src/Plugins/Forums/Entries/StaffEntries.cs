namespace Engage.Plugins.Forums;

/// <summary>How much somebody entered for others: a look at it shows who enters more than people can have told them.</summary>
/// <param name="ActorId">Who entered it.</param>
/// <param name="Participants">How many people they registered.</param>
/// <param name="Topics">How many topics they opened for others.</param>
/// <param name="Posts">How many posts they wrote for others.</param>
/// <param name="Votes">How many votes they cast for others; one that was changed counts each time.</param>
public sealed record StaffEntries([property: Unpublished] Guid Id, Guid ActorId, int Participants, int Topics, int Posts, int Votes)
{
    public static StaffEntries None(IEvent e) => new(By(e)[0], By(e)[0], 0, 0, 0, 0);

    public static IReadOnlyList<Guid> By(IEvent e) => Guid.TryParse(e.UserName, out var actor) ? [actor] : [];
}

public sealed partial class StaffEntriesProjection : MultiStreamProjection<StaffEntries, Guid>
{
    public StaffEntriesProjection()
    {
        Identities<IEvent<ParticipantRegistered>>(StaffEntries.By);
        // What came in over the web was entered by nobody but its author, and has no channel.
        Identities<IEvent<TopicOpened>>(e => e.Data.Channel is null ? [] : StaffEntries.By(e));
        Identities<IEvent<PostAdded>>(e => e.Data.Channel is null ? [] : StaffEntries.By(e));
        Identities<IEvent<VoteCast>>(e => e.Data.Channel is null ? [] : StaffEntries.By(e));
    }

    public static StaffEntries Create(IEvent<ParticipantRegistered> e) => Apply(e, StaffEntries.None(e));

    public static StaffEntries Create(IEvent<TopicOpened> e) => Apply(e, StaffEntries.None(e));

    public static StaffEntries Create(IEvent<PostAdded> e) => Apply(e, StaffEntries.None(e));

    public static StaffEntries Create(IEvent<VoteCast> e) => Apply(e, StaffEntries.None(e));

    public static StaffEntries Apply(IEvent<ParticipantRegistered> _, StaffEntries entries) => entries with { Participants = entries.Participants + 1 };

    public static StaffEntries Apply(IEvent<TopicOpened> _, StaffEntries entries) => entries with { Topics = entries.Topics + 1 };

    public static StaffEntries Apply(IEvent<PostAdded> _, StaffEntries entries) => entries with { Posts = entries.Posts + 1 };

    public static StaffEntries Apply(IEvent<VoteCast> _, StaffEntries entries) => entries with { Votes = entries.Votes + 1 };
}

public static class StaffEntriesQueries
{
    /// <summary>How much each member of staff entered for others, by their ids.</summary>
    [Requires(ForumPermissions.AuditEntries)]
    public static Task<Connection<StaffEntries>> EntriesByStaff(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<StaffEntries>().ToConnection(page, Order.OldestFirst, entries => entries.Id, stop);
}
