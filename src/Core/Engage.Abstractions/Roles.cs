using System.Text.RegularExpressions;

namespace Engage;

/// <summary>The roles that every agency has. It may have others of its own.</summary>
public static partial class Roles
{
    /// <summary>Lives, works or studies in the community that the agency serves.</summary>
    public const string Resident = "resident";

    /// <summary>Speaks for a part of the community: a congregation, a neighbourhood, an association.</summary>
    public const string CommunityLeader = "community-leader";

    /// <summary>Sits on an advisory or oversight board.</summary>
    public const string BoardMember = "board-member";

    /// <summary>A sworn officer of the agency.</summary>
    public const string Officer = "officer";

    /// <summary>Keeps conversations to their rules.</summary>
    public const string Moderator = "moderator";

    /// <summary>Works for the agency and speaks in its name.</summary>
    public const string Staff = "staff";

    /// <summary>Runs the deployment for the agency.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads the whole log, and answers for nothing in it.</summary>
    public const string Auditor = "auditor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Resident, CommunityLeader, BoardMember, Officer, Staff, Moderator, Administrator, Auditor];

    /// <summary>Whether a role may have this name: lower case letters and digits, joined by single hyphens, at most 60 characters.</summary>
    public static bool IsName(string name) => KebabCase().IsMatch(name);

    [GeneratedRegex("^(?=.{1,60}\\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex KebabCase();
}
