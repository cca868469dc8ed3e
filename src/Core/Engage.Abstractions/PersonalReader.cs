namespace Engage;

/// <summary>
/// Reads personal values of the request's agency. GraphQL does so by itself where a read model has a personal member; this is for a plugin's own code.
/// </summary>
public interface IPersonalReader
{
    /// <summary>What the value holds, or null (the default of its type) where its subject was erased or its time is over.</summary>
    ValueTask<T?> Read<T>(Personal<T>? personal, CancellationToken stop);

    /// <summary>What each value holds, in their order, with one question to the database for all of them.</summary>
    ValueTask<IReadOnlyList<T?>> Read<T>(IReadOnlyList<Personal<T>?> personal, CancellationToken stop);
}
