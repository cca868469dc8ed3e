using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Identity;

internal sealed record ApiKeyCreated(string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt, string SecretHash);

internal sealed record ApiKeyRotated(string SecretHash);

internal sealed record ApiKeyRevoked(string? Reason);

/// <summary>A key by which a program is known.</summary>
/// <param name="Id">Its id, which is also the id of the program as an actor.</param>
/// <param name="Name">What the program goes by.</param>
/// <param name="Scopes">What the program may do: permissions.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">When it stops to count.</param>
/// <param name="RotatedAt">When it last got a new secret; null where it still has its first.</param>
/// <param name="RevokedAt">When it was revoked; null where it was not.</param>
/// <param name="SecretHash">The SHA-256 of its secret. The secret has 256 random bits, so nobody finds it by trying, however fast the hash is.</param>
internal sealed record ApiKey(
    Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, Guid? CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? RotatedAt, DateTimeOffset? RevokedAt,
    [property: Unpublished] string SecretHash)
{
    /// <summary>Refuses what only a key that still counts takes.</summary>
    public void MustCount(DateTimeOffset now)
    {
        if (RevokedAt is not null) throw new Refusal("engage.api-key-ended", "This key was revoked. Create another one.");
        if (ExpiresAt <= now) throw new Refusal("engage.api-key-ended", "This key has expired. Create another one.");
    }
}

internal sealed partial class ApiKeyProjection : SingleStreamProjection<ApiKey, Guid>
{
    public static ApiKey Create(IEvent<ApiKeyCreated> e) =>
        new(e.StreamId, e.Data.Name, e.Data.Scopes, e.Timestamp, e.Author(), e.Data.ExpiresAt, null, null, e.Data.SecretHash);

    public static ApiKey Apply(IEvent<ApiKeyRotated> e, ApiKey key) => key with { RotatedAt = e.Timestamp, SecretHash = e.Data.SecretHash };

    public static ApiKey Apply(IEvent<ApiKeyRevoked> e, ApiKey key) => key with { RevokedAt = e.Timestamp };
}
