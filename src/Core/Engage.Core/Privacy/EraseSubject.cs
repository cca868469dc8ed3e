using Engage.Identity;
using JasperFx.Events;
using Marten;

namespace Engage.Privacy;

/// <summary>Whom to erase.</summary>
/// <param name="Subject">The person's id: <c>me { id }</c> tells one's own.</param>
/// <param name="Reason">Why.</param>
internal sealed record EraseSubjectInput(Guid Subject, ErasureReason Reason = ErasureReason.Asked);

internal static class EraseSubject
{
    /// <summary>
    /// Makes everything personal that is kept of a person unreadable, for ever and wherever it is, by destroying the person's keys. What they did stays, and
    /// names nobody any more; what they wrote under pseudonyms goes too. It cannot be taken back; whoever comes back, which takes 30 days, is somebody new. Everybody may do it for themselves; it takes engage.erase for others.
    /// </summary>
    [AllowAnonymous]
    public static async Task<ErasureReceipt> Handle(
        EraseSubjectInput input, Actor actor, Agency agency, IDocumentSession session, Selves selves, KnownKeys known, Subjects subjects, ErasureReceipts receipts, CancellationToken stop)
    {
        PrivacyPermissions.Demand(actor, input.Subject, PrivacyPermissions.Erase);
        // One transaction: there is no moment in which the keys are gone and the log does not say so.
        await session.BeginTransactionAsync(stop);
        var keys = await selves.Destroy(session.Connection, agency.Slug, input.Subject, stop) ?? throw Refusal.NotFound("subject", nameof(input.Subject));
        if (await session.Query<Grant>().AnyAsync(grant => grant.ActorId == input.Subject && grant.Role == Roles.Administrator && grant.Held, stop))
            throw new Refusal("engage.granted-administrator", "They were granted the administrator's role. Revoke it first, so that the agency is not left without an administrator unawares.", nameof(input.Subject));
        var stream = session.Events.Append(StreamOf(input.Subject), new SubjectErased(new(input.Subject.ToString()), keys, input.Reason));
        await session.SaveChangesAsync(stop);
        known.Forget();
        subjects.Forget();
        return await receipts.For(agency, (IEvent<SubjectErased>)stream.Events[0], stop);
    }

    public static Guid StreamOf(Guid subject) => StreamId.Of("engage.subject", subject.ToString());
}
