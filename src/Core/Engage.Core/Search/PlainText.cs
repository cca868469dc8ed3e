using System.Text;

namespace Engage.Search;

/// <summary>Texts as PostgreSQL takes them.</summary>
internal static class PlainText
{
    /// <summary>
    /// SQL of a text without the accents of Latin, Greek and Cyrillic letters, which many who search do not type; null where it has none. Marks of other scripts are
    /// vowels, and stay. PostgreSQL does it, since a host may run without tables of Unicode.
    /// </summary>
    public static string WithoutAccents(string text) =>
        $@"case when octet_length({text}) > char_length({text}) then nullif(normalize(regexp_replace(normalize({text}, nfd), '[\u0300-\u036f]', '', 'g'), nfc), normalize({text}, nfc)) end";

    /// <summary>Without what cannot be stored, and no longer than a limit.</summary>
    public static string Of(string text, int limit)
    {
        if (text.Length > limit) text = text[..limit];
        if (Ascii.IsValid(text)) return text.Replace('\0', ' ');
        var plain = new StringBuilder(text.Length);
        // Half a pair is read as U+FFFD.
        foreach (var rune in text.EnumerateRunes()) plain.Append(rune.Value is 0 or 0xFFFD ? " " : rune.ToString());
        return plain.ToString();
    }
}
