using Engage.GraphQL;
using Marten;

namespace Engage.Identity;

/// <summary>The request whose answer to read.</summary>
/// <param name="RequestId">The request.</param>
internal sealed record ReadUnmaskedInput(Guid RequestId);

/// <summary>Who goes by a pseudonym.</summary>
/// <param name="ActorId">The actor.</param>
internal sealed record Unmasked(Guid ActorId);

internal static class ReadUnmasked
{
    /// <summary>Tells the two persons who agreed who goes by a pseudonym. Each reading is recorded before it is answered; the answer itself is kept nowhere.</summary>
    [Requires(IdentityPermissions.Unmask)]
    public static async Task<Unmasked> Handle(
        ReadUnmaskedInput input, Actor actor, Agency agency, Pseudonyms pseudonyms, IDocumentSession session, RequestContext request, TimeProvider clock, CancellationToken stop)
    {
        // A repeat would be told without a reading on record.
        request.ForgetAnswer = true;
        Unmasking? approved = null;
        await session.Change<Unmasking>(input.RequestId, found => [Decide(approved = found, actor, clock.GetUtcNow())], stop);
        return await pseudonyms.Find(agency, approved!.Pseudonym, approved.Thread, stop) is { } who
            ? new(who)
            : throw new Refusal("engage.cannot-unmask", "Nobody in this agency goes by this pseudonym: it belongs to a thread that was not named, to another agency, or to somebody who was erased.");
    }

    public static UnmaskedRead Decide(Unmasking? request, Actor actor, DateTimeOffset now)
    {
        actor.MustBeAPerson();
        // To everybody but the two of them it is as if there were none.
        if (request is null || !(request.IsRequestedBy(actor) || request.IsApprovedBy(actor))) throw Refusal.NotFound("request", nameof(ReadUnmaskedInput.RequestId));
        if (request.State is UnmaskingState.Requested) throw new Refusal("engage.second-person-needed", "A second person has to agree first.", nameof(ReadUnmaskedInput.RequestId));
        request.MustCount(UnmaskingState.Approved, now);
        return new();
    }
}
