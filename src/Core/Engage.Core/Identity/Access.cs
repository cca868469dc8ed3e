using JasperFx.Events;
using Marten;
using Marten.Services;

namespace Engage.Identity;

/// <summary>
/// What agencies decided over actors, from memory: every request asks for it. The host that writes forgets at once what it changed; others when they read
/// the event in the log, and after half a minute at the latest. A singleton.
/// </summary>
internal sealed class Access(IDocumentStore store, DeclaredPermissions declared, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private static readonly HashSet<Type> Changes =
    [
        typeof(RoleGranted), typeof(RoleRevoked), typeof(PermissionsOfRoleDefined), typeof(ApiKeyCreated), typeof(ApiKeyRotated), typeof(ApiKeyRevoked), typeof(ParticipationAllowed)
    ];

    private readonly Remembered<string, RolePermissions> _roles = new(Life, clock);
    private readonly Remembered<(string Agency, Guid Actor), IReadOnlyList<Grant>> _grants = new(Life, clock);
    private readonly Remembered<(string Agency, Guid Id), ApiKey?> _keys = new(Life, clock);
    private readonly Remembered<(string Agency, string Permission), ParticipationPolicy> _participation = new(Life, clock);

    public ValueTask<RolePermissions> Roles(Agency agency, CancellationToken stop) => _roles.Of(agency.Slug, async slug =>
    {
        await using var session = store.QuerySession(slug);
        return new RolePermissions(declared, await session.Query<RoleDefinition>().ToListAsync(stop));
    });

    public ValueTask<IReadOnlyList<Grant>> Grants(Agency agency, Guid actor, CancellationToken stop) => _grants.Of((agency.Slug, actor), async who =>
    {
        await using var session = store.QuerySession(who.Agency);
        return await session.Query<Grant>().Where(grant => grant.ActorId == who.Actor).ToListAsync(stop);
    });

    public ValueTask<ApiKey?> Key(Agency agency, Guid id, CancellationToken stop) => _keys.Of((agency.Slug, id), async key =>
    {
        await using var session = store.QuerySession(key.Agency);
        return await session.LoadAsync<ApiKey>(key.Id, stop);
    });

    public ValueTask<ParticipationPolicy> Participation(Agency agency, string permission, CancellationToken stop) => _participation.Of((agency.Slug, permission), async policy =>
    {
        await using var session = store.QuerySession(policy.Agency);
        return await session.LoadAsync<ParticipationPolicy>(ParticipationPolicy.IdOf(policy.Permission), stop) ?? ParticipationPolicy.Default(policy.Permission);
    });

    /// <summary>Whether events of a type change anything that is known here.</summary>
    public static bool Concerns(Type type) => Changes.Contains(type);

    /// <summary>Forgets what an event changed.</summary>
    public void Take(IEvent each)
    {
        switch (each.Data)
        {
            case RoleGranted granted:
                _grants.Forget((each.TenantId, granted.ActorId));
                break;
            case RoleRevoked revoked:
                _grants.Forget((each.TenantId, revoked.ActorId));
                break;
            case PermissionsOfRoleDefined:
                _roles.Forget(each.TenantId);
                break;
            case ApiKeyCreated or ApiKeyRotated or ApiKeyRevoked:
                _keys.Forget((each.TenantId, each.StreamId));
                break;
            case ParticipationAllowed allowed:
                _participation.Forget((each.TenantId, allowed.Permission));
                break;
        }
    }

    public void ForgetAll()
    {
        _roles.ForgetAll();
        _grants.ForgetAll();
        _keys.ForgetAll();
        _participation.ForgetAll();
    }

    public void Dispose()
    {
        _roles.Dispose();
        _grants.Dispose();
        _keys.Dispose();
        _participation.Dispose();
    }

    /// <summary>Sees what sessions of this host committed.</summary>
    public sealed class Commits(Lazy<Access> access) : DocumentSessionListenerBase
    {
        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            foreach (var each in commit.GetEvents()) access.Value.Take(each);
            return Task.CompletedTask;
        }
    }
}
