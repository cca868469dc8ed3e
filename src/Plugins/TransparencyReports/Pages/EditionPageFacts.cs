namespace Engage.Plugins.TransparencyReports;

/// <summary>What a page tells that is not of the edition itself.</summary>
/// <param name="Changes">What it says in another way than the edition before; null where there is none, or one of the two was withdrawn.</param>
internal sealed record EditionPageFacts(EditionChanges? Changes)
{
    public static async Task<EditionPageFacts> Of(ReportEdition edition, IQuerySession session, CancellationToken stop) => new(await ChangesOfEditions.Changes(edition, session, stop));
}
