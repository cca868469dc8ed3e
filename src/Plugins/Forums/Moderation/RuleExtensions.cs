namespace Engage.Plugins.Forums;

/// <summary>A rule in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Text">What it says.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether the rule was amended since.</param>
public sealed record RuleTranslation(string Language, string Title, string Text, TranslationStatus Status, bool Outdated);

public static class RuleExtensions
{
    /// <summary>1 when it was adopted, and one more with each amendment. A decision names the version that it was made under.</summary>
    public static int Version(Rule rule) => rule.Versions.Count;

    /// <summary>What it is called.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(Rule rule, string? language = null) => rule.Current().Title.In(language);

    /// <summary>What it says.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Text(Rule rule, string? language = null) => rule.Current().Text.In(language);

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<RuleTranslation> Translations(Rule rule) =>
    [
        .. rule.Current().Text.Translations.Join(rule.Current().Title.Translations, text => text.Language, title => title.Language, (text, title) => new RuleTranslation(
            text.Language, title.Text, text.Text, text.Status, rule.Current().Text.IsOutdated(text) || rule.Current().Title.IsOutdated(title)))
    ];
}

public static class RuleVersionExtensions
{
    /// <summary>What it was called.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47; without it, and where it was not translated, the original.</param>
    public static string Title(RuleVersion version, string? language = null) => version.Title.In(language);

    /// <summary>What it said.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string Text(RuleVersion version, string? language = null) => version.Text.In(language);
}
