namespace Engage.Plugins.TransparencyReports;

/// <summary>The edition to return.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Reason">What has to be changed, 1 to 2,000 characters.</param>
public sealed record ReturnEditionInput(Guid EditionId, string Reason);

public static class ReturnEdition
{
    /// <summary>Sends an edition back that is not published yet. It never will be: what is changed is compiled anew.</summary>
    [Requires(ReportPermissions.Review)]
    public static Task<ReportEdition> Handle(ReturnEditionInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeEdition(input.EditionId, (report, edition) => Decide(report, edition, input, actor.Id), stop);

    public static EditionReturned Decide(TransparencyReport report, ReportEdition edition, ReturnEditionInput input, ActorId by)
    {
        report.MustBePending(edition);
        return new(edition.Id, Text.Checked(input.Reason, nameof(input.Reason), 2_000), by);
    }
}
