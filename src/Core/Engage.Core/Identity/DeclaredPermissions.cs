namespace Engage.Identity;

/// <summary>The permissions that the core and the active plugins declare. A singleton.</summary>
internal sealed class DeclaredPermissions(IEnumerable<PermissionDeclaration> permissions)
{
    private readonly SortedDictionary<string, PermissionDeclaration> _byName = new(permissions.ToDictionary(each => each.Name), StringComparer.Ordinal);

    public IReadOnlyCollection<PermissionDeclaration> All => _byName.Values;

    public bool Has(string permission) => _byName.ContainsKey(permission);

    /// <summary>What a role allows until an agency decides otherwise.</summary>
    public IReadOnlyList<string> Of(string role) => [.. _byName.Values.Where(each => each.Roles.Contains(role)).Select(each => each.Name)];

    public void Check(string permission, string field)
    {
        if (!Has(permission))
            throw new Refusal("engage.unknown-permission", "There is no such permission here. The query 'permissions' lists those that there are.", field);
    }
}
