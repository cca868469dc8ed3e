using Marten;

namespace Engage.Identity;

/// <summary>The key that is to get a new secret.</summary>
/// <param name="Id">The key.</param>
internal sealed record RotateApiKeyInput(Guid Id);

internal static class RotateApiKey
{
    /// <summary>Gives a key a new secret, which is told in this answer and never again. The old one stops to count at once; all else stays, the expiry too.</summary>
    [Requires(IdentityPermissions.ManageApiKeys)]
    public static async Task<NewApiKey> Handle(RotateApiKeyInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var text = ApiKeyText.New(input.Id);
        await session.Change<ApiKey>(input.Id, key => [Decide(key, actor, text.Hash(), clock.GetUtcNow())], stop);
        return new((await session.LoadAsync<ApiKey>(input.Id, stop))!, text.ToString());
    }

    public static ApiKeyRotated Decide(ApiKey? key, Actor actor, string secretHash, DateTimeOffset now)
    {
        if (key is null) throw Refusal.NotFound("API key", nameof(RotateApiKeyInput.Id));
        key.MustCount(now);
        // Whoever gets the new secret can do what the key can.
        return key.Scopes.All(actor.May) ? new(secretHash) : throw RolePermissions.NotInHand(nameof(RotateApiKeyInput.Id));
    }
}
