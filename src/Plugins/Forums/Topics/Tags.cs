using System.Text;

namespace Engage.Plugins.Forums;

/// <summary>A word that topics are found by.</summary>
/// <param name="Name">The word, in lower case.</param>
/// <param name="Topics">How many topics that the caller may read have it.</param>
public sealed record Tag(string Name, int Topics);

public static class Tags
{
    /// <summary>How many tags a topic has at most.</summary>
    public const int Limit = 5;

    private const int Longest = 40;

    /// <summary>The tags as they are stored, each once; refuses what is none.</summary>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string>? tags, string field)
    {
        if (tags is null) return [];
        if (tags.Count > Limit) throw new Refusal("forums.too-many-tags", $"A topic has {Limit} tags at most. Leave out those that say least.", field);
        return [.. tags.Select(tag => Checked(tag, field)).Distinct()];
    }

    /// <summary>One tag as it is stored: «Stop-and-Search» and «stop-and-search» are one.</summary>
    public static string Checked(string tag, string field)
    {
        var text = Text.Checked(tag, field, 200).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return text.Length <= Longest && text.EnumerateRunes().All(rune => rune.Value == '-' || Rune.IsLetterOrDigit(rune) || IsMark(rune)) && text.Any(char.IsLetterOrDigit)
            ? text
            : throw new Refusal("forums.tag", $"A tag is one word of letters, digits and hyphens, with {Longest} characters at most.", field);
    }

    // Vowels of many scripts are marks on the letters before them.
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;
}

public static class TagQueries
{
    /// <summary>The tags of the topics that the caller may read, those of most topics first, and at most a thousand.</summary>
    public static async Task<Connection<Tag>> Tags(Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        (await Reading.Tags(session, actor, most: 1_000, stop)).ToConnection(page, tag => StreamId.Of("forums.tag", tag.Name));
}
