using JasperFx.Events;
using Marten.Services;

using Marten;

namespace Engage.Identity;

/// <summary>
/// What agencies decided over actors, from memory: every request asks for it. The host that writes forgets at once what it changed; others when they read
/// the event in the log, and after half a minute at the latest. A singleton.
/// </summary>
internal sealed class Access(IDocumentStore store, DeclaredPermissions declared, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    private readonly Remembered<string, RolePermissions> _roles = new(Life, clock);
    private readonly Remembered<(string Agency, Guid Actor), IReadOnlyList<Grant>> _grants = new(Life, clock);

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
        }
    }

    public void Dispose()
    {
        _roles.Dispose();
        _grants.Dispose();
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
