namespace Engage.Identity;

/// <summary>What each role allows in an agency: what the agency defined, and else what is declared.</summary>
internal sealed class RolePermissions(DeclaredPermissions declared, IEnumerable<RoleDefinition> defined)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _defined =
        defined.ToDictionary(each => each.Role, each => (IReadOnlyList<string>)[.. each.Permissions.Where(declared.Has)], StringComparer.Ordinal);

    private readonly Dictionary<string, IReadOnlyList<string>> _declared = Roles.All.ToDictionary(role => role, declared.Of, StringComparer.Ordinal);

    /// <summary>The roles of every agency, and those of this one's own.</summary>
    public IEnumerable<string> Names => Roles.All.Concat(_defined.Keys.Except(Roles.All).Order(StringComparer.Ordinal));

    public bool Knows(string role) => _declared.ContainsKey(role) || _defined.ContainsKey(role);

    public PermissionSource SourceOf(string role) => _defined.ContainsKey(role) ? PermissionSource.Defined : PermissionSource.Declared;

    public IReadOnlyList<string> Of(string role) => _defined.GetValueOrDefault(role) ?? _declared.GetValueOrDefault(role) ?? [];

    public IEnumerable<string> Of(IEnumerable<string> roles) => roles.SelectMany(Of).Distinct(StringComparer.Ordinal);

    /// <summary>Only who may do everything that a role allows, or is an administrator, may hand it on or take it away.</summary>
    public void CheckInHand(Actor actor, string role)
    {
        if (!Knows(role)) throw new Refusal("engage.unknown-role", "There is no such role in this agency. The query 'roles' lists those that there are.", "role");
        var inHand = role == Roles.Administrator ? actor.IsAdministrator() : actor.IsAdministrator() || Of(role).All(actor.May);
        if (!inHand) throw NotInHand("role");
    }

    public static Refusal NotInHand(string field) =>
        new("engage.not-yours-to-give", "This allows more than you may do yourself. Ask an administrator to do it.", field);
}

internal static class Administration
{
    public static bool IsAdministrator(this Actor actor) => actor.Roles.Contains(Roles.Administrator);

    /// <summary>Refuses programs what a person has to answer for.</summary>
    public static void MustBeAPerson(this Actor actor)
    {
        if (actor.Kind is not ActorKind.Person) throw new Refusal("engage.person-needed", "Only a person can do this, not a program with an API key.");
    }
}
