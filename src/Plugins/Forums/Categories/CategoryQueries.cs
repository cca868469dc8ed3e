namespace Engage.Plugins.Forums;

/// <summary>The texts of a category in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Name">The name.</param>
/// <param name="Description">What belongs there; null where that was not translated.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record CategoryTranslation(string Language, string Name, string? Description, TranslationStatus Status, bool Outdated);

public static class CategoryQueries
{
    // A category that was not moved stands where it was created: the time is in the first 48 bits of its id.
    private const string Rank =
        "-(coalesce((d.data ->> 'position')::numeric, 0) * 1000000000000000 + ('x' || left(replace(d.id::text, '-', ''), 12))::bit(48)::bigint)";

    /// <summary>The categories that topics are sorted by, by their position and then the oldest first.</summary>
    public static async Task<Connection<Category>> Categories(Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        await (await Reading.Categories(session, actor, stop)).ToConnection(page, new RankedBy<decimal>(Rank), session, category => category.Id, stop);
}

public static class CategoryExtensions
{
    /// <summary>Its name.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Name(Category category, string? language = null) => category.Name.In(language);

    /// <summary>What belongs here.</summary>
    /// <param name="language">The language to read it in, as with the name.</param>
    public static string Description(Category category, string? language = null) => category.Description.In(language);

    /// <summary>A number that grows whenever its name or its description is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(Category category) => category.Name.Version + category.Description.Version - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<CategoryTranslation> Translations(Category category) => [.. category.Name.Translations.Select(name =>
    {
        var description = category.Description.Translations.FirstOrDefault(each => each.Language == name.Language);
        return new CategoryTranslation(
            name.Language, name.Text, description?.Text, name.Status, category.Name.IsOutdated(name) || (description is not null && category.Description.IsOutdated(description)));
    })];
}
