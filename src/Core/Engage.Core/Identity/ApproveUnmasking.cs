using Marten;

namespace Engage.Identity;

/// <summary>The request to agree to.</summary>
/// <param name="RequestId">The request.</param>
internal sealed record ApproveUnmaskingInput(Guid RequestId);

internal static class ApproveUnmasking
{
    /// <summary>Agrees, as the second person, to find out who goes by a pseudonym.</summary>
    [Requires(IdentityPermissions.Unmask)]
    public static async Task<Unmasking> Handle(ApproveUnmaskingInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        await session.Change<Unmasking>(input.RequestId, request => [Decide(request, actor, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<Unmasking>(input.RequestId, stop))!;
    }

    public static UnmaskingApproved Decide(Unmasking? request, Actor actor, DateTimeOffset now)
    {
        actor.MustBeAPerson();
        if (request is null) throw Refusal.NotFound("request", nameof(ApproveUnmaskingInput.RequestId));
        request.MustCount(UnmaskingState.Requested, now);
        return !request.IsRequestedBy(actor)
            ? new()
            : throw new Refusal("engage.second-person-needed", "You made this request yourself. A second person has to agree to it.", nameof(ApproveUnmaskingInput.RequestId));
    }
}
