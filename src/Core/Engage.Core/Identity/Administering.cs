using Engage.Postgres;
using Marten;

namespace Engage.Identity;

internal static class Administering
{
    /// <summary>
    /// Begins to change roles, which a person answers for: one at a time in an agency, and by what holds now, so that two administrators cannot take the role from each other at the
    /// same moment, nor somebody go on for as long as a host remembers what they were.
    /// </summary>
    public static async Task<(Actor Actor, RolePermissions Roles)> Administer(this IDocumentSession session, Actor actor, DeclaredPermissions declared, CancellationToken stop)
    {
        actor.MustBeAPerson();
        await session.BeginTransactionAsync(stop);
        await AdvisoryLock.Take(session.Connection!, LockOf(session.TenantId), stop);

        var roles = new RolePermissions(declared, await session.Query<RoleDefinition>().ToListAsync(stop));
        if (actor.Token is not { } token) return (actor, roles);
        var id = Guid.Parse(actor.Id.Value);
        var grants = await session.Query<Grant>().Where(grant => grant.ActorId == id).ToListAsync(stop);
        var now = KnownActors.Person(actor.Id, token, grants, roles, declared);
        return now.May(IdentityPermissions.ManageRoles) ? (now, roles) : throw new Refusal("engage.forbidden", $"This takes the permission {IdentityPermissions.ManageRoles}, which none of your roles has in this agency.");
    }

    /// <summary>Changes whether somebody who is here has a role, as it is decided of what holds now.</summary>
    public static async Task<Grant> ChangeGrant(
        this IDocumentSession session, Guid actorId, string role, Func<Grant?, Actor, RolePermissions, object> decide,
        Actor actor, Subjects subjects, DeclaredPermissions declared, CancellationToken stop)
    {
        var (administrator, roles) = await session.Administer(actor, declared, stop);
        if (!await subjects.Has(new(session.TenantId), actorId, stop)) throw Refusal.NotFound("actor", nameof(actorId));
        var id = Grant.IdOf(actorId, role);
        await session.Change<Grant>(id, grant => [decide(grant, administrator, roles)], stop);
        return (await session.LoadAsync<Grant>(id, stop))!;
    }

    /// <summary>What is locked while roles change.</summary>
    public static string LockOf(string agency) => $"engage.roles.{agency}";
}
