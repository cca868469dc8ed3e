namespace Engage.Plugins.TransparencyReports;

/// <summary>The edition to approve.</summary>
/// <param name="EditionId">The edition.</param>
public sealed record ApproveEditionInput(Guid EditionId);

public static class ApproveEdition
{
    /// <summary>Says that an edition may be published. It takes a second person: nobody who wrote, translated or compiled what is new in it.</summary>
    [Requires(ReportPermissions.Review)]
    public static Task<ReportEdition> Handle(ApproveEditionInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeEdition(input.EditionId, (report, edition) => Decide(report, edition, actor), stop);

    public static EditionApproved Decide(TransparencyReport report, ReportEdition edition, Actor actor)
    {
        var pending = report.MustBePending(edition, mustBe: false);
        // Whoever wrote it could approve it by a key of their own, if a program were enough.
        if (actor.Kind is not ActorKind.Person || pending.Authors.Contains(actor.Id))
            throw new Refusal("transparency-reports.second-person", "You wrote, translated or compiled some of this edition. It takes a second person, and no program, to approve it.");
        return new(edition.Id, actor.Id);
    }
}
