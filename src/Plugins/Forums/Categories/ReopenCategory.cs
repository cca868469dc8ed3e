namespace Engage.Plugins.Forums;

/// <summary>The category to reopen.</summary>
/// <param name="CategoryId">The category.</param>
public sealed record ReopenCategoryInput(Guid CategoryId);

public static class ReopenCategory
{
    /// <summary>Opens a category that was archived for new topics again.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(ReopenCategoryInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryReopened Decide(Category? category)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(ReopenCategoryInput.CategoryId));
        return category.ArchivedAt is not null ? new() : throw DescribeCategory.CategoryUnchanged();
    }
}
