using Marten;

namespace Engage.Identity;

/// <summary>The key to revoke.</summary>
/// <param name="Id">The key.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
internal sealed record RevokeApiKeyInput(Guid Id, string? Reason = null);

internal static class RevokeApiKey
{
    /// <summary>Ends a key: it counts for nothing any more.</summary>
    [Requires(IdentityPermissions.ManageApiKeys)]
    public static async Task<ApiKey> Handle(RevokeApiKeyInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<ApiKey>(input.Id, key => [Decide(key, input)], stop);
        return (await session.LoadAsync<ApiKey>(input.Id, stop))!;
    }

    public static ApiKeyRevoked Decide(ApiKey? key, RevokeApiKeyInput input)
    {
        if (key is null) throw Refusal.NotFound("API key", nameof(input.Id));
        if (key.RevokedAt is not null) throw new Refusal("engage.api-key-ended", "This key was revoked already.");
        return new(Reasons.Checked(input.Reason));
    }
}
