using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage.Agencies;

/// <summary>Language tags of BCP 47.</summary>
internal static partial class LanguageTag
{
    private const int Limit = 50;

    /// <summary>The tags in their canonical case, each once; a refusal where one is none.</summary>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> tags, string field)
    {
        if (tags.Count is 0 or > Limit) throw new Refusal("engage.language", $"Name 1 to {Limit} languages.", field);
        return [.. tags.Select(tag => Canonical(tag) ?? throw new Refusal(
            "engage.language", "One of the languages is no well-formed tag of BCP 47. Write it as 'en', 'pt-BR' or 'zh-Hant'.", field)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The tag in the case of RFC 5646, section 2.1.1; null where it is not well-formed (2.2.9).</summary>
    public static string? Canonical(string tag)
    {
        if (tag.Length > 100 || !WellFormed().IsMatch(tag)) return null;
        var parts = tag.ToLowerInvariant().Split('-');
        var extensions = Array.FindIndex(parts, part => part.Length == 1);
        // A variant, or the letter that begins an extension, stands once only.
        var end = extensions < 0 ? parts.Length : extensions;
        var variants = parts[1..Math.Max(1, end)].Where(part => part.Length > 4 || (part.Length == 4 && char.IsDigit(part[0]))).ToList();
        var singletons = parts.TakeWhile(part => part != "x").Where(part => part.Length == 1).ToList();
        if (variants.Distinct().Count() != variants.Count || singletons.Distinct().Count() != singletons.Count) return null;
        for (var i = 1; i < end; i++)
        {
            if (parts[i].Length == 2) parts[i] = parts[i].ToUpperInvariant();
            else if (parts[i].Length == 4) parts[i] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(parts[i]);
        }
        return string.Join('-', parts);
    }

    // Without the irregular tags of before 2005 (i-klingon), for each of which the registry names another one to use.
    [GeneratedRegex(
        @"^(([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[0-9a-wy-z](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?|x(-[a-z0-9]{1,8})+)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WellFormed();
}
