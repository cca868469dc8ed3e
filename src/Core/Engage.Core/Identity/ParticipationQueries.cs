namespace Engage.Identity;

internal static class ParticipationQueries
{
    /// <summary>Under what names people may do something in this agency.</summary>
    /// <param name="permission">The permission for it, such as <c>forums.reply</c>.</param>
    public static ValueTask<ParticipationPolicy> Participation(string permission, Agency agency, DeclaredPermissions declared, Access access, CancellationToken stop)
    {
        declared.Check(permission, nameof(permission));
        return access.Participation(agency, permission, stop);
    }
}
