namespace Engage.Privacy;

internal static class PrivacyPermissions
{
    public const string Erase = "engage.erase";
    public const string ReadPersonal = "engage.read-personal";

    /// <summary>Refuses whoever is neither the person nor holds the permission.</summary>
    public static void Demand(Actor actor, Guid subject, string permission)
    {
        if (actor.IsAnonymous) throw new Refusal("engage.unauthenticated", $"This takes the permission {permission}, or to be the person. Send a token.");
        if (actor.Id.Value != subject.ToString() && !actor.May(permission))
            throw new Refusal("engage.forbidden", $"This takes the permission {permission}, which none of your roles has in this agency. You may do it for yourself: me {{ id }} tells your id.");
    }
}
