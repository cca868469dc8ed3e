using Engage.Identity;

namespace Engage.Http;

/// <summary>Actors without a database: known by what their tokens call them, and residents may submit ideas.</summary>
public sealed class SampleActors : Actors
{
    public override ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop)
    {
        var roles = holder.Roles.Intersect(Roles.All).ToArray();
        return new(new Actor(new(holder.Subject), holder.Name, roles, roles.Contains(Roles.Resident) ? [.. holder.Permissions, "ideas.submit"] : holder.Permissions));
    }

    public override ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop) => new((ProgramCaller?)null);

    public override ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop) => new(actor);
}
