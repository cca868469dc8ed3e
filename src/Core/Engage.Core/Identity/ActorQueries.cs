namespace Engage.Identity;

/// <summary>Who asks, and what they may do in this agency.</summary>
/// <param name="Id">The caller's id in this agency; null for who is anonymous.</param>
/// <param name="Name">What the caller goes by.</param>
/// <param name="Kind">What kind of actor the caller is.</param>
/// <param name="Roles">The roles that the caller holds: those of the token and those granted, without those revoked.</param>
/// <param name="Permissions">What the caller may do.</param>
internal sealed record Me(Guid? Id, string Name, ActorKind Kind, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

internal static class ActorQueries
{
    /// <summary>Who you are here, and what you may do. Takes no token.</summary>
    public static Me Me(Actor actor) => new(
        Guid.TryParse(actor.Id.Value, out var id) ? id : null, actor.Name, actor.Kind,
        [.. actor.Roles.Order(StringComparer.Ordinal)], [.. actor.Permissions.Order(StringComparer.Ordinal)]);
}
