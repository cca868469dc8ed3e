namespace Engage;

/// <summary>Only who holds the permission may call this field. Others get the error <c>engage.unauthenticated</c> or <c>engage.forbidden</c>.</summary>
/// <param name="permission">A permission that the plugin declares, by its whole name.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAttribute(string permission) : Attribute
{
    /// <summary>The permission's whole name.</summary>
    public string Permission { get; } = permission;
}

/// <summary>Anybody may call this mutation, without a token too.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AllowAnonymousAttribute : Attribute;

/// <summary>Keeps a public property of a read model out of the GraphQL schema: it is stored, but shown to nobody.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnpublishedAttribute : Attribute;
