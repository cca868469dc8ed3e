namespace Engage.Plugins.Forums;

/// <summary>A category in another language.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Name">Its name in it, 1 to 80 characters.</param>
/// <param name="Description">What belongs there, in it, up to 500 characters; left out where the category has no description.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the category's <c>textVersion</c> when you read it. Refused where its words were changed since.</param>
public sealed record TranslateCategoryInput(Guid CategoryId, string Language, string Name, TranslationStatus Status, string? Description = null, int? Of = null);

public static class TranslateCategory
{
    /// <summary>Translates a category, or translates it anew.</summary>
    [Requires(ForumPermissions.Translate)]
    public static async Task<Category> Handle(TranslateCategoryInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category is not null && Reading.MaySee(category, actor) ? category : null, input)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryTranslated Decide(Category? category, TranslateCategoryInput input)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        if (input.Of is { } of && of != CategoryExtensions.TextVersion(category)) throw Refusal.Conflict();
        return new(
            category.Name.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Name, nameof(input.Name), 80),
            string.IsNullOrWhiteSpace(input.Description) ? null : Text.Checked(input.Description, nameof(input.Description), 500), input.Status);
    }
}
