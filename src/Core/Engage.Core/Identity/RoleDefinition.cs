using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Engage.Identity;

internal sealed record PermissionsOfRoleDefined(string Role, IReadOnlyList<string> Permissions);

/// <summary>What an agency decided that a role allows.</summary>
internal sealed record RoleDefinition(Guid Id, string Role, IReadOnlyList<string> Permissions)
{
    public static Guid IdOf(string role) => StreamId.Of("role", role);
}

internal sealed partial class RoleDefinitionProjection : SingleStreamProjection<RoleDefinition, Guid>
{
    public static RoleDefinition Create(IEvent<PermissionsOfRoleDefined> e) => new(e.StreamId, e.Data.Role, e.Data.Permissions);

    public static RoleDefinition Apply(IEvent<PermissionsOfRoleDefined> e, RoleDefinition role) => role with { Permissions = e.Data.Permissions };
}
