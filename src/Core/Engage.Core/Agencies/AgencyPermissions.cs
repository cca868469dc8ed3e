namespace Engage.Agencies;

internal static class AgencyPermissions
{
    public const string Manage = "engage.manage-agencies";

    public const string Describe = "engage.describe-agency";
}
