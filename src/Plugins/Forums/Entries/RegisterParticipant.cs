namespace Engage.Plugins.Forums;

/// <param name="Name">What they go by, under a key of theirs alone; null for who did not say.</param>
public sealed record ParticipantRegistered(Personal<string>? Name);

/// <summary>Somebody without an account, for whom staff enter what they say.</summary>
/// <param name="Id">Their id: it stands for them alone, and <c>eraseSubject</c> takes it.</param>
/// <param name="Name">What they go by; null where they did not say.</param>
/// <param name="RegisteredAt">When.</param>
public sealed record RegisteredParticipant(Guid Id, Personal<string>? Name, DateTimeOffset RegisteredAt);

public sealed partial class RegisteredParticipantProjection : EventProjection
{
    public RegisteredParticipantProjection() => Options.DeleteViewTypeOnTeardown<RegisteredParticipant>();

    public void Project(IEvent<ParticipantRegistered> e, IDocumentOperations documents) => documents.Insert(new RegisteredParticipant(e.StreamId, e.Data.Name, e.Timestamp));

    // Nobody says anything any more in the name of somebody who was erased.
    public void Project(IEvent<SubjectErased> e, IDocumentOperations documents)
    {
        if (Guid.TryParse(e.Data.Subject.Value, out var participant)) documents.Delete<RegisteredParticipant>(participant);
    }
}

/// <summary>Whom to register.</summary>
/// <param name="Name">What they go by and want to be shown under, 1 to 100 characters; left out, they are shown as «A resident».</param>
public sealed record RegisterParticipantInput(string? Name = null);

public static class RegisterParticipant
{
    /// <summary>Registers somebody who has no account, to enter for them what they say on paper, in person, through an interpreter or over the telephone.</summary>
    [Requires(ForumPermissions.EnterForOthers)]
    public static async Task<RegisteredParticipant> Handle(RegisterParticipantInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<RegisteredParticipant>(id, Decide(id, input));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<RegisteredParticipant>(id, stop))!;
    }

    public static ParticipantRegistered Decide(Guid id, RegisterParticipantInput input) =>
        new(input.Name is null ? null : Personal.Of(new ActorId(id.ToString()), Text.Checked(input.Name, nameof(input.Name), 100)));
}

public static class RegisteredParticipantQueries
{
    /// <summary>Those whom staff registered, the newest first. It takes the permission to enter something for them.</summary>
    [Requires(ForumPermissions.EnterForOthers)]
    public static Task<Connection<RegisteredParticipant>> RegisteredParticipants(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<RegisteredParticipant>().ToConnection(page, Order.NewestFirst, participant => participant.Id, stop);
}
