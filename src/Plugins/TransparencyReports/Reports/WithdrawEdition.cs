namespace Engage.Plugins.TransparencyReports;

/// <summary>The edition to withdraw.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Reason">Why, for everybody to read, 1 to 2,000 characters.</param>
public sealed record WithdrawEditionInput(Guid EditionId, string Reason);

public static class WithdrawEdition
{
    /// <summary>
    /// Takes back an edition that should not have been published. That there was one, its number, its digest and the reason stay on record; its texts and figures are
    /// not shown any more. What is wrong in another way is corrected by the next edition instead.
    /// </summary>
    [Requires(ReportPermissions.Publish)]
    public static Task<ReportEdition> Handle(WithdrawEditionInput input, Actor actor, IDocumentSession session, CancellationToken stop) =>
        session.ChangeEdition(input.EditionId, (_, edition) => Decide(edition, input, actor.Id), stop);

    public static EditionWithdrawn Decide(ReportEdition edition, WithdrawEditionInput input, ActorId by) =>
        edition.State is EditionState.Published or EditionState.Superseded
            ? new(edition.Id, Text.Checked(input.Reason, nameof(input.Reason), 2_000), by)
            : throw ChangingReports.WrongState(edition);
}
