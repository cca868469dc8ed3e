using JasperFx.Events.Projections;

namespace Engage.Plugins.Forums;

/// <summary>A projection that is handed all events of a batch that belong to one agency, where its base class would hand them on one by one.</summary>
public abstract class BatchProjection : EventProjection, IJasperFxProjection<IDocumentOperations>
{
    protected abstract Task ApplyBatch(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken stop);

    Task IJasperFxProjection<IDocumentOperations>.ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken stop) =>
        ApplyBatch(operations, events, stop);

    // Not called, but without it Marten takes the class for one whose methods it has to find.
    public sealed override ValueTask ApplyAsync(IDocumentOperations operations, IEvent e, CancellationToken stop) => new(ApplyBatch(operations, [e], stop));
}
