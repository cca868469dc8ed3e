using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Identity;

internal sealed record ParticipationAllowed(string Permission, IReadOnlyList<Participation> Tiers);

/// <summary>Under what names people may do something in this agency.</summary>
/// <param name="Id">Made of the permission.</param>
/// <param name="Permission">The permission for it.</param>
/// <param name="Tiers">What is allowed. Where the agency decided nothing, people act under their own name.</param>
internal sealed record ParticipationPolicy([property: Unpublished] Guid Id, string Permission, IReadOnlyList<Participation> Tiers)
{
    public static Guid IdOf(string permission) => StreamId.Of("participation", permission);

    public static ParticipationPolicy Default(string permission) => new(IdOf(permission), permission, [Participation.Name]);
}

internal sealed partial class ParticipationPolicyProjection : SingleStreamProjection<ParticipationPolicy, Guid>
{
    public static ParticipationPolicy Create(IEvent<ParticipationAllowed> e) => new(e.StreamId, e.Data.Permission, e.Data.Tiers);

    public static ParticipationPolicy Apply(IEvent<ParticipationAllowed> e, ParticipationPolicy policy) => policy with { Tiers = e.Data.Tiers };
}
