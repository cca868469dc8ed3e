namespace Engage.Identity;

/// <summary>The actors of this deployment, as its database knows them.</summary>
internal sealed class KnownActors(Subjects subjects, RolePermissions permissions) : Actors
{
    public override async ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop)
    {
        var id = await subjects.IdOf(agency, holder.Issuer, holder.Subject, stop);
        return await Person(agency, new(id.ToString()), new(holder.Name, holder.Roles, holder.Permissions), stop);
    }

    public override ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop) => new((ProgramCaller?)null);

    public override ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop) =>
        actor.Token is { } token ? Person(agency, actor.Id, token, stop) : new(actor);

    private ValueTask<Actor> Person(Agency agency, ActorId id, TokenClaims token, CancellationToken stop)
    {
        var roles = token.Roles.Intersect(Roles.All, StringComparer.Ordinal).ToArray();
        return new(new Actor(id, token.Name, roles, permissions.Of(agency, roles).Union(token.Permissions)) { Token = token });
    }
}
