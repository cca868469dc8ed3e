namespace Engage.Plugins.Forums;

/// <summary>Where a category is to stand.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Position">Its place, −1,000 to 1,000: the lowest stands first, and those of one position in the order of their creation. All stand at 0 at first.</param>
public sealed record PlaceCategoryInput(Guid CategoryId, int Position);

public static class PlaceCategory
{
    /// <summary>Places a category among the others.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(PlaceCategoryInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category, input)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryPlaced Decide(Category? category, PlaceCategoryInput input)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        if (input.Position is < -1000 or > 1000) throw new Refusal("forums.category-position", "A position is a whole number from -1000 to 1000.", nameof(input.Position));
        return input.Position != category.Position ? new(input.Position) : throw DescribeCategory.CategoryUnchanged();
    }
}
