namespace Engage.Identity;

/// <summary>The actors of this deployment, as its database knows them.</summary>
internal sealed class KnownActors(Subjects subjects, Access access, DeclaredPermissions declared, ApiKeyUses uses, TimeProvider clock) : Actors
{
    public override async ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop)
    {
        var known = await subjects.Of(agency, holder.Issuer, holder.Subject, stop);
        return await Person(agency, known.Id, new(holder.Name, [.. holder.Roles.Except(known.Revoked, StringComparer.Ordinal)], holder.Permissions), stop);
    }

    public override async ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop)
    {
        if (!ApiKeyText.TryParse(key, out var text)) return null;
        var known = await access.Key(agency, text!.Id, stop);
        if (!text.Fits(known?.SecretHash) || known is null or { RevokedAt: not null }) return null;
        if (known.ExpiresAt > clock.GetUtcNow()) await uses.Note(agency, known.Id, stop);
        return new(Program(known), known.ExpiresAt);
    }

    public override ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop) => actor switch
    {
        { Token: { } token } => Person(agency, Guid.Parse(actor.Id.Value), token, stop),
        { Kind: ActorKind.Program } => Again(agency, actor, stop),
        _ => new(actor)
    };

    private async ValueTask<Actor> Again(Agency agency, Actor program, CancellationToken stop) =>
        await access.Key(agency, Guid.Parse(program.Id.Value), stop) is { RevokedAt: null } key && key.ExpiresAt > clock.GetUtcNow()
            ? Program(key)
            : new(program.Id, program.Name, [], [], ActorKind.Program);

    private Actor Program(ApiKey key) => new(new(key.Id.ToString()), key.Name, [], key.Scopes.Where(declared.Has), ActorKind.Program);

    private async ValueTask<Actor> Person(Agency agency, Guid id, TokenClaims token, CancellationToken stop) =>
        Person(new(id.ToString()), token, await access.Grants(agency, id, stop), await access.Roles(agency, stop), declared);

    public static Actor Person(ActorId id, TokenClaims token, IReadOnlyCollection<Grant> grants, RolePermissions permissions, DeclaredPermissions declared)
    {
        var roles = Grant.Effective(token.Roles, grants).Where(permissions.Knows).ToArray();
        return new(id, token.Name, roles, permissions.Of(roles).Union(token.Permissions.Where(declared.Has))) { Token = token };
    }
}
