namespace Engage.Plugins.Forums;

/// <summary>How to describe a category; what is left out stays as it is.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Name">Its name, 1 to 80 characters.</param>
/// <param name="Description">What belongs here, up to 500 characters.</param>
/// <param name="Language">The language of both, a tag of BCP 47.</param>
public sealed record DescribeCategoryInput(Guid CategoryId, string? Name = null, string? Description = null, string? Language = null);

public static class DescribeCategory
{
    /// <summary>Renames a category, or says anew what belongs there. What was translated stays, and is outdated until it is translated again.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(DescribeCategoryInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category, input)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryDescribed Decide(Category? category, DescribeCategoryInput input)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        var described = new CategoryDescribed(
            input.Name is { } name ? Text.Checked(name, nameof(input.Name), 80) : null,
            input.Description is { } description ? string.IsNullOrWhiteSpace(description) ? "" : Text.Checked(description, nameof(input.Description), 500) : null,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
        if ((described.Name ?? category.Name.Text) == category.Name.Text && (described.Description ?? category.Description.Text) == category.Description.Text
            && (described.Language ?? category.Name.Language) == category.Name.Language)
            throw CategoryUnchanged();
        return described;
    }

    internal static Refusal CategoryUnchanged() => new("forums.category-unchanged", "The category is so already.");
}
