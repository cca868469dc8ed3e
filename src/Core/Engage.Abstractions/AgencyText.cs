using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage;

/// <summary>
/// A text that the agency answers for, in several languages: the original and its translations. What people write is no such text, but a
/// <see cref="Personal{T}"/>. Stored as a plain string while it has neither a language nor translations, and read from one that was stored before.
/// </summary>
/// <param name="Text">The original.</param>
/// <param name="Language">The original's language, a tag of BCP 47; null where nobody said, which means the language that the agency uses by default.</param>
/// <param name="Version">How often the original was changed, from 1. A translation notes which version it is of.</param>
[JsonConverter(typeof(AgencyTextJson))]
public sealed record AgencyText(string Text, string? Language = null, int Version = 1)
{
    /// <summary>The translations, at most one in each language, in order of their tags.</summary>
    public IReadOnlyList<Translation> Translations { get; init; } = [];

    /// <summary>An original in a language that nobody said.</summary>
    public static implicit operator AgencyText(string text) => new(text);

    /// <summary>
    /// The text for a reader: in the language that <see cref="LanguageTag.Lookup"/> finds, and the original where it finds none. A translation of an older
    /// original is better than a language that the reader does not know, and is shown; <see cref="IsOutdated"/> says so.
    /// </summary>
    /// <param name="language">The language that the reader asked for; null for the original.</param>
    public string In(string? language)
    {
        if (language is null) return Text;
        IEnumerable<string> there = Translations.Select(each => each.Language);
        var found = LanguageTag.Lookup(language, Language is null ? there : there.Append(Language));
        return Translations.FirstOrDefault(each => each.Language == found)?.Text ?? Text;
    }

    /// <summary>With another original. Its translations stay, and are outdated from then on; the one in the language of the new original goes.</summary>
    /// <param name="text">The new original; where it is the same, nothing is outdated.</param>
    /// <param name="language">Its language; null where it stays as it was.</param>
    public AgencyText Changed(string text, string? language = null)
    {
        var tag = language ?? Language;
        return this with { Text = text, Language = tag, Version = text == Text ? Version : Version + 1, Translations = [.. Translations.Where(each => each.Language != tag)] };
    }

    /// <summary>With a translation of the original as it is now, in place of the one in the same language.</summary>
    /// <param name="language">The language, as <see cref="ToTranslateInto"/> answered.</param>
    /// <param name="text">The translation.</param>
    /// <param name="status">How it came about.</param>
    public AgencyText Translated(string language, string text, TranslationStatus status) => this with
    {
        Translations = [.. Translations.Where(each => each.Language != language).Append(new(language, text, status, Version)).OrderBy(each => each.Language, StringComparer.Ordinal)]
    };

    /// <summary>Whether a translation is of an older original than the one that there is now.</summary>
    public bool IsOutdated(Translation translation) => translation.Of < Version;

    /// <summary>
    /// The canonical tag of a language to translate into. Refuses with <c>engage.language</c> what is no tag, with <c>engage.original-language</c> the
    /// language of the original, and with <c>engage.too-many-translations</c> one language more than 50.
    /// </summary>
    /// <param name="language">What the caller sent.</param>
    /// <param name="field">The field of the input that holds it.</param>
    public string ToTranslateInto(string language, string field)
    {
        var tag = LanguageTag.Checked(language, field);
        if (tag == Language) throw new Refusal("engage.original-language", "This is the language of the original. Change the original instead.", field);
        if (Translations.Count >= LanguageTag.Limit && Translations.All(each => each.Language != tag))
            throw new Refusal("engage.too-many-translations", $"There are translations into {LanguageTag.Limit} languages, which is all that a text can have.", field);
        return tag;
    }
}

/// <summary>A text of the agency in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">The translation.</param>
/// <param name="Status">How it came about.</param>
/// <param name="Of">The version of the original that it is a translation of.</param>
public sealed record Translation(string Language, string Text, TranslationStatus Status, [property: Unpublished] int Of);

/// <summary>How a translation came about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TranslationStatus>))]
public enum TranslationStatus
{
    /// <summary>A person wrote it.</summary>
    Human,

    /// <summary>A machine made it, and nobody has read it over.</summary>
    Machine,

    /// <summary>A machine made it, and a person who knows both languages read it over.</summary>
    Reviewed
}

internal sealed class AgencyTextJson : JsonConverter<AgencyText>
{
    public override AgencyText Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return new(reader.GetString()!);
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options)!;
        return new(stored.Text, stored.Language, stored.Version) { Translations = stored.Translations ?? [] };
    }

    public override void Write(Utf8JsonWriter writer, AgencyText text, JsonSerializerOptions options)
    {
        if (text is { Language: null, Version: 1, Translations.Count: 0 }) writer.WriteStringValue(text.Text);
        else JsonSerializer.Serialize(writer, new Stored(text.Text, text.Language, text.Version, text.Translations), options);
    }

    private sealed record Stored(string Text, string? Language = null, int Version = 1, IReadOnlyList<Translation>? Translations = null);
}
