namespace Engage.Plugins.Forums;

/// <summary>The category to unfollow.</summary>
/// <param name="CategoryId">The category.</param>
public sealed record UnfollowCategoryInput(Guid CategoryId);

public static class UnfollowCategory
{
    /// <summary>Follows a category no longer, and leaves no trace that you did.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Category> Handle(UnfollowCategoryInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        var category = await Reading.Category(session, actor, input.CategoryId, stop) ?? throw Refusal.NotFound("category", nameof(input.CategoryId));
        await Reader.Change(session, reader, actor, list => list.UnfollowCategory(category.Id), stop);
        return category;
    }
}
