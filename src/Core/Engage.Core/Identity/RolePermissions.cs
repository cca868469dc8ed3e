using Engage.Plugins;

namespace Engage.Identity;

/// <summary>What each role allows: what the active plugins declare. A singleton.</summary>
internal sealed class RolePermissions(PluginCatalog catalog)
{
    private readonly ILookup<string, string> _permissions = catalog.Active.SelectMany(plugin => plugin.Declarations.Permissions)
        .SelectMany(permission => permission.Roles, (permission, role) => (role, permission.Name))
        .ToLookup(granted => granted.role, granted => granted.Name, StringComparer.Ordinal);

    /// <summary>The permissions that somebody with these roles holds in an agency. A role that nobody declared allows nothing.</summary>
    public IEnumerable<string> Of(Agency agency, IEnumerable<string> roles) => roles.SelectMany(role => _permissions[role]).Distinct(StringComparer.Ordinal);
}
