using Marten;

namespace Engage.Identity;

/// <summary>The request not to agree to.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
internal sealed record DeclineUnmaskingInput(Guid RequestId, string? Reason = null);

internal static class DeclineUnmasking
{
    /// <summary>Ends a request to unmask somebody: one's own by withdrawing it, another's by declining it.</summary>
    [Requires(IdentityPermissions.Unmask)]
    public static async Task<Unmasking> Handle(DeclineUnmaskingInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        await session.Change<Unmasking>(input.RequestId, request => [Decide(request, input, actor, clock.GetUtcNow())], stop);
        return (await session.LoadAsync<Unmasking>(input.RequestId, stop))!;
    }

    public static object Decide(Unmasking? request, DeclineUnmaskingInput input, Actor actor, DateTimeOffset now)
    {
        actor.MustBeAPerson();
        if (request is null) throw Refusal.NotFound("request", nameof(input.RequestId));
        request.MustCount(UnmaskingState.Requested, now);
        return request.IsRequestedBy(actor) ? new UnmaskingWithdrawn() : new UnmaskingDeclined(Reasons.Checked(request.Pseudonym, input.Reason));
    }
}
