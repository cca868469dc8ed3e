namespace Engage;

/// <summary>The roles that every agency has.</summary>
public static class Roles
{
    /// <summary>Lives, works or studies in the community that the agency serves.</summary>
    public const string Resident = "resident";

    /// <summary>Keeps conversations to their rules.</summary>
    public const string Moderator = "moderator";

    /// <summary>Works for the agency and speaks in its name.</summary>
    public const string Staff = "staff";

    /// <summary>Runs the deployment for the agency.</summary>
    public const string Administrator = "administrator";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Resident, Moderator, Staff, Administrator];
}
