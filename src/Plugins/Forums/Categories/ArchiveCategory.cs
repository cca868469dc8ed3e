namespace Engage.Plugins.Forums;

/// <summary>The category to archive.</summary>
/// <param name="CategoryId">The category.</param>
public sealed record ArchiveCategoryInput(Guid CategoryId);

public static class ArchiveCategory
{
    /// <summary>Archives a category: what is in it stays and goes on, and no new topics are opened in it.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(ArchiveCategoryInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryArchived Decide(Category? category)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(ArchiveCategoryInput.CategoryId));
        return category.ArchivedAt is null ? new() : throw DescribeCategory.CategoryUnchanged();
    }
}
