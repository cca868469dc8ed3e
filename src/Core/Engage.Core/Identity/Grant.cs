using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Identity;

internal sealed record RoleGranted(Guid ActorId, string Role, Personal<string>? Reason);

internal sealed record RoleRevoked(Guid ActorId, string Role, Personal<string>? Reason);

/// <summary>What an agency decided over a role of an actor. It goes before what the actor's token says.</summary>
/// <param name="Id">Made of the actor and the role.</param>
/// <param name="ActorId">The actor.</param>
/// <param name="Role">The role.</param>
/// <param name="Held">True where it was granted, false where it was revoked.</param>
/// <param name="By">Who decided; null where it was the deployment itself.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, if that was said, and the actor was not erased since.</param>
internal sealed record Grant([property: Unpublished] Guid Id, Guid ActorId, string Role, bool Held, Guid? By, DateTimeOffset At, Personal<string>? Reason)
{
    public static Guid IdOf(Guid actorId, string role) => StreamId.Of("grant", actorId.ToString(), role);

    /// <summary>The roles of a token, and those that were granted, without those that were revoked.</summary>
    public static IEnumerable<string> Effective(IEnumerable<string> ofToken, IReadOnlyCollection<Grant> grants) => ofToken
        .Union(grants.Where(grant => grant.Held).Select(grant => grant.Role), StringComparer.Ordinal)
        .Except(grants.Where(grant => !grant.Held).Select(grant => grant.Role), StringComparer.Ordinal);
}

internal sealed partial class GrantProjection : SingleStreamProjection<Grant, Guid>
{
    public static Grant Create(IEvent<RoleGranted> e) => new(e.StreamId, e.Data.ActorId, e.Data.Role, true, e.Author(), e.Timestamp, e.Data.Reason);

    public static Grant Create(IEvent<RoleRevoked> e) => new(e.StreamId, e.Data.ActorId, e.Data.Role, false, e.Author(), e.Timestamp, e.Data.Reason);

    public static Grant Apply(IEvent<RoleGranted> e, Grant grant) => grant with { Held = true, By = e.Author(), At = e.Timestamp, Reason = e.Data.Reason };

    public static Grant Apply(IEvent<RoleRevoked> e, Grant grant) => grant with { Held = false, By = e.Author(), At = e.Timestamp, Reason = e.Data.Reason };
}

internal static class EventAuthor
{
    /// <summary>The actor who caused an event; null where it was nobody with an id.</summary>
    public static Guid? Author(this IEvent e) => Guid.TryParse(e.UserName, out var id) ? id : null;
}
