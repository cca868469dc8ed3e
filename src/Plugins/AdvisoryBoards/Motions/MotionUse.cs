namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a motion was put to: a recommendation, or an election or a closed session where there is none.</summary>
/// <param name="Id">The motion.</param>
public sealed record MotionUse(Guid Id, Guid? RecommendationId = null);

/// <summary>A document for each motion that stands behind an act: the database takes no second one of the same id, whoever is faster.</summary>
public sealed partial class MotionUseProjection : EventProjection
{
    public MotionUseProjection() => Options.DeleteViewTypeOnTeardown<MotionUse>();

    public void Project(IEvent<RecommendationIssued> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<ImplementationVerified> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<ImplementationRejected> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<RecommendationClosed> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<OfficerElected> e, IDocumentOperations documents) => Insert(e.Data.MotionId, documents);

    public void Project(IEvent<SessionClosed> e, IDocumentOperations documents) => Insert(e.Data.MotionId, documents);

    private static void Insert(Guid? motionId, IDocumentOperations documents)
    {
        if (motionId is { } id) documents.Insert(new MotionUse(id));
    }
}

public static class UsingMotions
{
    /// <summary>Refuses a motion that something else rests on. What amends another one or approves minutes does only that.</summary>
    /// <param name="used">Whether there is a <see cref="MotionUse"/> of it.</param>
    public static void MustBeFree(this Motion motion, bool used)
    {
        if (used || motion.Amends is not null || motion.ApprovesMinutesOf is not null)
            throw new Refusal(
                "advisory-boards.motion-used",
                "Something else rests on this motion already. A motion stands behind one act only: name the one that decided this.", "motionId");
    }

    internal static async Task<bool> IsUsed(this IQuerySession session, Guid? motionId, CancellationToken stop) =>
        motionId is { } id && await session.LoadAsync<MotionUse>(id, stop) is not null;
}
