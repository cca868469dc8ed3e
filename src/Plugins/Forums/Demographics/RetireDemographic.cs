namespace Engage.Plugins.Forums;

/// <summary>The question to retire.</summary>
/// <param name="DemographicId">The question.</param>
public sealed record RetireDemographicInput(Guid DemographicId);

public static class RetireDemographic
{
    /// <summary>Stops asking a question. What was answered stays counted, and can still be taken back.</summary>
    [Requires(ForumPermissions.ManageDemographics)]
    public static async Task<Demographic> Handle(RetireDemographicInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Demographic>(
            input.DemographicId, demographic => [Decide(demographic ?? throw Refusal.NotFound("question", nameof(input.DemographicId)), replacedBy: null)], stop);
        return (await session.LoadAsync<Demographic>(input.DemographicId, stop))!;
    }

    public static DemographicRetired Decide(Demographic demographic, Guid? replacedBy)
    {
        demographic.MustBeAsked();
        return new(replacedBy);
    }
}
