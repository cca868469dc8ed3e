using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage.Plugins.TransparencyReports;

public sealed partial class HoldingContrast
{
    private static readonly string Style = PageQueries.ReportStyle();

    [Theory]
    [InlineData("light", "ink", 7), InlineData("light", "quiet", 4.5), InlineData("light", "link", 4.5), InlineData("light", "bar", 3), InlineData("light", "bar-all", 3)]
    [InlineData("dark", "ink", 7), InlineData("dark", "quiet", 4.5), InlineData("dark", "link", 4.5), InlineData("dark", "bar", 3), InlineData("dark", "bar-all", 3)]
    public void What_is_read_and_drawn_stands_out_from_what_it_stands_on(string look, string colour, double least)
    {
        var colours = Colours(look);

        foreach (var ground in colour.StartsWith("bar", StringComparison.Ordinal) ? ["sheet"] : new[] { "paper", "sheet", "notice" })
            Contrast(colours[colour], colours[ground]).ShouldBeGreaterThanOrEqualTo(least, ground);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void A_whisker_stands_out_from_its_bar_and_from_what_is_behind(string look)
    {
        var colours = Colours(look);

        foreach (var ground in new[] { "bar", "bar-all", "sheet" }) Contrast(colours["whisker"], colours[ground]).ShouldBeGreaterThanOrEqualTo(3, ground);
    }

    private static Dictionary<string, string> Colours(string look) =>
        Declarations().Matches(Roots().Matches(Style)[look == "light" ? 0 : 1].Value).ToDictionary(each => each.Groups[1].Value, each => each.Groups[2].Value);

    /// <summary>The contrast ratio of WCAG 2.2.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);

        double Channel(int at)
        {
            var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Roots();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6});")]
    private static partial Regex Declarations();
}
