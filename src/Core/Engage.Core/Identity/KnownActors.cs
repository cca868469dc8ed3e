namespace Engage.Identity;

/// <summary>The actors of this deployment, as its database knows them.</summary>
internal sealed class KnownActors(Subjects subjects, Access access, DeclaredPermissions declared) : Actors
{
    public override async ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop) =>
        await Person(agency, await subjects.IdOf(agency, holder.Issuer, holder.Subject, stop), new(holder.Name, holder.Roles, holder.Permissions), stop);

    public override ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop) => new((ProgramCaller?)null);

    public override ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop) =>
        actor.Token is { } token ? Person(agency, Guid.Parse(actor.Id.Value), token, stop) : new(actor);

    private async ValueTask<Actor> Person(Agency agency, Guid id, TokenClaims token, CancellationToken stop) =>
        Person(new(id.ToString()), token, await access.Grants(agency, id, stop), await access.Roles(agency, stop), declared);

    public static Actor Person(ActorId id, TokenClaims token, IReadOnlyCollection<Grant> grants, RolePermissions permissions, DeclaredPermissions declared)
    {
        var roles = Grant.Effective(token.Roles, grants).Where(permissions.Knows).ToArray();
        return new(id, token.Name, roles, permissions.Of(roles).Union(token.Permissions.Where(declared.Has))) { Token = token };
    }
}
