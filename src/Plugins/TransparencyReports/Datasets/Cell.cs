namespace Engage.Plugins.TransparencyReports;

/// <summary>What stands in a cell of a file.</summary>
internal static class Cell
{
    public const int LongestWord = 80;

    /// <summary>Without spaces around it, and with one space between two words: what a person sees no difference in is the same.</summary>
    public static string Normalised(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 1 ? words[0] : string.Join(' ', words);
    }

    /// <summary>An agency's own word as it is kept; null where it is too long or cannot be stored or shown.</summary>
    public static string? Word(string text)
    {
        try
        {
            // A replacement character stands for bytes that could not be read.
            return text.Contains('\uFFFD') ? null : Text.Checked(Normalised(text), "value", LongestWord);
        }
        catch (Refusal)
        {
            return null;
        }
    }
}
