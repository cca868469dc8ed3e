using Marten;

namespace Engage.Identity;

/// <summary>The key to make.</summary>
/// <param name="Name">What the program goes by, 1 to 100 characters.</param>
/// <param name="Scopes">What it may do: permissions that you hold yourself.</param>
/// <param name="ExpiresAt">When it stops to count, within a year.</param>
internal sealed record CreateApiKeyInput(string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

/// <summary>A key with its secret, which is told this once and kept nowhere.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">What the program sends as <c>Authorization: Bearer</c>.</param>
internal sealed record NewApiKey(ApiKey Key, string Token);

internal static class CreateApiKey
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Makes a key by which a program is known in this agency. Its secret is told in this answer and never again.</summary>
    [Requires(IdentityPermissions.ManageApiKeys)]
    public static async Task<NewApiKey> Handle(CreateApiKeyInput input, Actor actor, DeclaredPermissions declared, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var key = ApiKeyText.New(StreamId.New(clock));
        session.Events.StartStream<ApiKey>(key.Id, Decide(input, actor, declared, key.Hash(), clock.GetUtcNow()));
        await session.SaveChangesAsync(stop);
        return new((await session.LoadAsync<ApiKey>(key.Id, stop))!, key.ToString());
    }

    public static ApiKeyCreated Decide(CreateApiKeyInput input, Actor creator, DeclaredPermissions declared, string secretHash, DateTimeOffset now)
    {
        creator.MustBeAPerson();
        if (input.Scopes.Count == 0) throw new Refusal("engage.api-key-scopes", "A key without scopes may do nothing. Name at least one permission.", nameof(input.Scopes));
        foreach (var scope in input.Scopes) declared.Check(scope, nameof(input.Scopes));
        if (!input.Scopes.All(creator.May)) throw RolePermissions.NotInHand(nameof(input.Scopes));
        if (input.ExpiresAt <= now || input.ExpiresAt > now + Longest)
            throw new Refusal("engage.api-key-expiry", "A key expires within a year from now. Choose a time between now and then.", nameof(input.ExpiresAt));
        return new(Text.Checked(input.Name, nameof(input.Name), 100), [.. input.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], input.ExpiresAt.ToUniversalTime(), secretHash);
    }
}
