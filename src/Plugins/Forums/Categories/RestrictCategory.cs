namespace Engage.Plugins.Forums;

/// <summary>What only some roles are to do in a category.</summary>
/// <param name="CategoryId">The category.</param>
/// <param name="Action">What it is.</param>
/// <param name="Roles">The roles that may do it from now on, at most 20; with none only moderators may. Left out, everybody may again who may do it in the forum.</param>
public sealed record RestrictCategoryInput(Guid CategoryId, CategoryAction Action, IReadOnlyList<string>? Roles = null);

public static class RestrictCategory
{
    /// <summary>Restricts to some roles what may be done in a category, or lifts that again. Who may not read it is told nothing of its topics and posts from then on.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(RestrictCategoryInput input, IDocumentSession session, CancellationToken stop)
    {
        await session.Change<Category>(input.CategoryId, category => [Decide(category, input)], stop);
        return (await session.LoadAsync<Category>(input.CategoryId, stop))!;
    }

    public static CategoryRestricted Decide(Category? category, RestrictCategoryInput input)
    {
        if (category is null) throw Refusal.NotFound("category", nameof(input.CategoryId));
        // An agency has roles of its own, of which a plugin knows no more than how they are written.
        if (input.Roles is { } named && (named.Count > 20 || named.Any(role => !Engage.Roles.IsName(role))))
            throw new Refusal("forums.role-name", "Name at most 20 roles, each as the query 'roles' lists it: lower case letters and digits, joined by single hyphens.", nameof(input.Roles));
        string[]? roles = input.Roles is null ? null : [.. input.Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var before = category.Restrictions.FirstOrDefault(each => each.Action == input.Action)?.Roles;
        if (roles is null ? before is null : before?.SequenceEqual(roles) is true) throw DescribeCategory.CategoryUnchanged();
        return new(input.Action, roles);
    }
}
