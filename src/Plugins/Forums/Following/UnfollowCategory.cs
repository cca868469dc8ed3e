namespace Engage.Plugins.Forums;

/// <summary>The category to unfollow.</summary>
/// <param name="CategoryId">The category.</param>
public sealed record UnfollowCategoryInput(Guid CategoryId);

public static class UnfollowCategory
{
    /// <summary>Follows a category no longer, and leaves no trace that you did.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Category?> Handle(UnfollowCategoryInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        // What they may not read any more they can unfollow all the same.
        var category = await Reading.Category(session, actor, input.CategoryId, stop);
        await Reader.Change(session, reader, actor, list => category is null && !list.Categories.Contains(input.CategoryId)
            ? throw Refusal.NotFound("category", nameof(input.CategoryId))
            : list.UnfollowCategory(input.CategoryId), stop);
        return category;
    }
}
