using Marten;

namespace Engage.Identity;

/// <summary>Whom to unmask, and why.</summary>
/// <param name="Pseudonym">The pseudonym, as the events name it.</param>
/// <param name="Reason">Why, 1 to 500 characters. It is recorded, and read by the second person.</param>
/// <param name="Thread">The thread, for a pseudonym that stands for somebody in one thread only.</param>
internal sealed record RequestUnmaskingInput(Guid Pseudonym, string Reason, Guid? Thread = null);

internal static class RequestUnmasking
{
    /// <summary>
    /// Asks to find out who goes by a pseudonym. A second person has to agree within seven days. Who acted anonymously cannot be found by anybody: nothing
    /// was kept that leads to them.
    /// </summary>
    [Requires(IdentityPermissions.Unmask)]
    public static async Task<Unmasking> Handle(RequestUnmaskingInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<Unmasking>(id, Decide(input, actor));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Unmasking>(id, stop))!;
    }

    public static UnmaskingRequested Decide(RequestUnmaskingInput input, Actor actor)
    {
        actor.MustBeAPerson();
        return new(input.Pseudonym, input.Thread, Personal.Of(new(input.Pseudonym.ToString()), Text.Checked(input.Reason, nameof(input.Reason), 500)));
    }
}
