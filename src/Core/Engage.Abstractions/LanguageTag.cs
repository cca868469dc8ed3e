using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage;

/// <summary>Language tags of BCP 47: <c>en</c>, <c>pt-BR</c>, <c>zh-Hant</c>.</summary>
public static partial class LanguageTag
{
    internal const int Limit = 50;

    /// <summary>The tags in their canonical case, each once; the refusal <c>engage.language</c> where one is none, or there are none or more than 50.</summary>
    /// <param name="tags">What the caller sent.</param>
    /// <param name="field">The field of the input that holds them.</param>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> tags, string field)
    {
        if (tags.Count is 0 or > Limit) throw new Refusal("engage.language", $"Name 1 to {Limit} languages.", field);
        return [.. tags.Select(tag => Checked(tag, field)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The tag in its canonical case; the refusal <c>engage.language</c> where it is none.</summary>
    /// <param name="tag">What the caller sent.</param>
    /// <param name="field">The field of the input that holds it.</param>
    public static string Checked(string tag, string field) => Canonical(tag)
        ?? throw new Refusal("engage.language", "This is no well-formed language tag of BCP 47. Write it as 'en', 'pt-BR' or 'zh-Hant'.", field);

    /// <summary>
    /// Of the languages that something is there in, the one for a reader, as RFC 4647 (3.4, lookup) finds it: <c>de-AT</c> finds <c>de-AT</c> or else <c>de</c>,
    /// never <c>de-DE</c>. Null where none fits.
    /// </summary>
    /// <param name="wanted">What the reader asked for; refused with <c>engage.language</c> where it is no tag.</param>
    /// <param name="there">The tags of the languages that it is there in.</param>
    public static string? Lookup(string wanted, IEnumerable<string> there)
    {
        var (range, tags) = (Checked(wanted, "language"), there.ToArray());
        while (true)
        {
            if (Array.Find(tags, tag => tag.Equals(range, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
            var end = range.LastIndexOf('-');
            if (end < 0) return null;
            // A letter that begins an extension says nothing by itself, so it goes with what it began.
            if (end >= 2 && range[end - 2] == '-') end -= 2;
            range = range[..end];
        }
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
