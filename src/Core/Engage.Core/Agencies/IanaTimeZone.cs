using System.Text.RegularExpressions;

namespace Engage.Agencies;

/// <summary>Time zones of the IANA database.</summary>
internal static partial class IanaTimeZone
{
    /// <summary>The zone's name, or a refusal where there is no such zone.</summary>
    public static string Checked(string zone, string field) => Names().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        ? zone
        : throw new Refusal("engage.time-zone", "There is no such time zone. Use a name of the IANA database: 'America/New_York', 'Europe/Berlin'.", field);

    // A zone is looked for as a file. Some files beside the zones are none, or hold them with leap seconds.
    [GeneratedRegex(@"^(?!posix|right|localtime|Factory|leap)(?=.{1,64}\z)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z")]
    private static partial Regex Names();
}
