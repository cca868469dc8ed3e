namespace Engage.Identity;

/// <summary>What each role allows. A singleton.</summary>
/// <param name="declared">The permissions of each role, as the plugins declare them.</param>
internal sealed class RolePermissions(IReadOnlyDictionary<string, IReadOnlyList<string>> declared)
{
    public static RolePermissions Declared(IEnumerable<PermissionDeclaration> permissions) => new(permissions
        .SelectMany(permission => permission.Roles, (permission, role) => (role, permission.Name))
        .GroupBy(granted => granted.role, granted => granted.Name)
        .ToDictionary(role => role.Key, role => (IReadOnlyList<string>)[.. role]));

    /// <summary>The permissions that somebody with these roles holds in an agency. A role that nobody declared allows nothing.</summary>
    public IEnumerable<string> Of(Agency agency, IEnumerable<string> roles) =>
        roles.SelectMany(role => declared.TryGetValue(role, out var permissions) ? permissions : []).Distinct(StringComparer.Ordinal);
}
