namespace Engage.Plugins.Forums;

/// <summary>The category to follow.</summary>
/// <param name="CategoryId">The category.</param>
public sealed record FollowCategoryInput(Guid CategoryId);

public static class FollowCategory
{
    /// <summary>Follows a category: new posts in its topics come with the subscription followedPosts. Nobody else can see it.</summary>
    [Requires(ForumPermissions.Follow)]
    public static async Task<Category> Handle(FollowCategoryInput input, Actor actor, IPersonalReader reader, IDocumentSession session, CancellationToken stop)
    {
        var category = await Reading.Category(session, actor, input.CategoryId, stop) ?? throw Refusal.NotFound("category", nameof(input.CategoryId));
        await Reader.Change(session, reader, actor, list => list.FollowCategory(category.Id), stop);
        return category;
    }
}
