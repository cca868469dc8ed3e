using Engage.Audit;
using Engage.GraphQL;
using Marten;

namespace Engage.Privacy;

/// <summary>Whose data to export.</summary>
/// <param name="Subject">The person's id: <c>me { id }</c> tells one's own.</param>
/// <param name="Reason">Why, 1 to 500 characters; of oneself none is needed. It is kept for good, for whoever audits the auditors.</param>
internal sealed record ExportSubjectInput(Guid Subject, string? Reason = null);

/// <summary>All that is held on a person.</summary>
/// <param name="Json">
/// A JSON object: <c>events</c> that hold something personal of theirs, name them, or were caused by them, each with where it stands in the log; and
/// <c>documents</c>, each with its table and id. What is personal of somebody else is null.
/// </param>
internal sealed record SubjectExport(string Json);

internal static class ExportSubject
{
    /// <summary>
    /// Hands out all that is held on a person, in the clear, with where each item came from. Everybody may ask for what is held on themselves; it takes
    /// engage.read-personal and a reason for others, and they are not told what was written under pseudonyms. That it was read is recorded in the log.
    /// </summary>
    [AllowAnonymous]
    public static async Task<SubjectExport> Handle(
        ExportSubjectInput input, Actor actor, Agency agency, RequestContext request, IDocumentSession session, Selves selves, HeldData held, CancellationToken stop)
    {
        PrivacyPermissions.Demand(actor, input.Subject, PrivacyPermissions.ReadPersonal);
        var oneself = actor.Id.Value == input.Subject.ToString();
        var reason = oneself && string.IsNullOrWhiteSpace(input.Reason) ? null : Text.Checked(input.Reason ?? "", nameof(input.Reason), 500);
        // What they wrote under pseudonyms is handed to the person alone: to anybody else it would tell who that was.
        var subjects = oneself ? await selves.Of(agency.Slug, input.Subject, stop) : [input.Subject];
        var json = await held.Of(agency.Slug, [.. subjects.Select(subject => subject.ToString())], stop) ?? throw Refusal.NotFound("subject", nameof(input.Subject));
        request.ForgetAnswer = true;
        // Before it is handed out: nobody reads unseen.
        session.Events.Append(EraseSubject.StreamOf(input.Subject), new PersonalDataRead("export", new(input.Subject.ToString()), [], reason));
        await session.SaveChangesAsync(stop);
        return new(json);
    }
}
