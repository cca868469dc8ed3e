namespace Engage;

/// <summary>What people write: trimmed, not empty, of bounded length, and free of characters that cannot be stored or shown.</summary>
public static class Text
{
    /// <summary>The text as it will be stored, or a <see cref="Refusal"/> that says what is wrong with it.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="field">The field of the input that holds it.</param>
    /// <param name="limit">How many characters (UTF-16 units) it may have.</param>
    public static string Checked(string text, string field, int limit)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0) throw new Refusal("engage.empty-text", $"The {field} is empty. Write at least one character.", field);
        if (trimmed.Length > limit)
            throw new Refusal("engage.text-too-long", $"The {field} has {trimmed.Length:N0} characters. Shorten it to {limit:N0} at most.", field);
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (char.IsHighSurrogate(trimmed[i]) && i + 1 < trimmed.Length && char.IsLowSurrogate(trimmed[i + 1])) i++;
            else if (char.IsSurrogate(trimmed[i]) || (char.IsControl(trimmed[i]) && trimmed[i] is not ('\n' or '\r' or '\t')))
                throw new Refusal("engage.text-unreadable", $"The {field} holds a character that cannot be shown, at position {i + 1}. Remove it.", field);
        }
        return trimmed;
    }
}
