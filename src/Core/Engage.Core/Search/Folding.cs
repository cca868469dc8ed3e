using System.Text;

namespace Engage.Search;

/// <summary>Texts as PostgreSQL takes them, and without their accents.</summary>
internal static class Folding
{
    /// <summary>Composed, without what cannot be stored, and no longer than a limit.</summary>
    public static string Clean(string text, int limit)
    {
        if (text.Length > limit) text = text[..limit];
        if (Ascii.IsValid(text)) return text.Replace('\0', ' ');
        var clean = new StringBuilder(text.Length);
        // A rune of half a pair is read as U+FFFD.
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value is 0 or 0xFFFD ? " " : rune.ToString());
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Without the accents of Latin, Greek and Cyrillic letters, which many who search do not type. Marks of other scripts are vowels, and stay.
    /// Null where there are none, which is told apart for the price of a look.
    /// </summary>
    public static string? WithoutAccents(string text)
    {
        if (Ascii.IsValid(text)) return null;
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
            if (letter is < '\u0300' or > '\u036F') folded.Append(letter);
        var plain = folded.ToString().Normalize(NormalizationForm.FormC);
        return plain == text ? null : plain;
    }
}
