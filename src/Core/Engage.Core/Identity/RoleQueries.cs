namespace Engage.Identity;

/// <summary>Where it comes from what a role allows.</summary>
internal enum PermissionSource
{
    /// <summary>Plugins declare it; every agency that decided nothing else has it so.</summary>
    Declared,

    /// <summary>This agency defined it.</summary>
    Defined
}

/// <summary>A role of this agency.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Permissions">What it allows.</param>
/// <param name="From">Where that comes from.</param>
internal sealed record Role(string Name, IReadOnlyList<string> Permissions, PermissionSource From)
{
    public static Role Of(string name, RolePermissions roles) => new(name, roles.Of(name), roles.SourceOf(name));
}

/// <summary>Something that callers may be allowed to do.</summary>
/// <param name="Name">Its name: the plugin that declares it, a dot, and what it allows.</param>
/// <param name="Description">What it allows, in words.</param>
internal sealed record Permission(string Name, string Description);

internal static class RoleQueries
{
    /// <summary>The roles of this agency and what each allows.</summary>
    public static async Task<IReadOnlyList<Role>> Roles(Agency agency, Access access, CancellationToken stop)
    {
        var roles = await access.Roles(agency, stop);
        return [.. roles.Names.Select(name => Role.Of(name, roles))];
    }

    /// <summary>Everything that callers may be allowed to do here.</summary>
    public static IReadOnlyList<Permission> Permissions(DeclaredPermissions declared) => [.. declared.All.Select(each => new Permission(each.Name, each.Description))];
}
