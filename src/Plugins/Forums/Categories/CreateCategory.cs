namespace Engage.Plugins.Forums;

/// <summary>The category to create.</summary>
/// <param name="Name">Its name, 1 to 80 characters.</param>
/// <param name="Description">What belongs here, up to 500 characters.</param>
/// <param name="Language">The language of both, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record CreateCategoryInput(string Name, string? Description = null, string? Language = null);

public static class CreateCategory
{
    /// <summary>Creates a category for topics.</summary>
    [Requires(ForumPermissions.ManageCategories)]
    public static async Task<Category> Handle(CreateCategoryInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<Category>(id, Decide(input));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Category>(id, stop))!;
    }

    public static CategoryCreated Decide(CreateCategoryInput input) => new(
        Text.Checked(input.Name, nameof(input.Name), 80),
        string.IsNullOrWhiteSpace(input.Description) ? "" : Text.Checked(input.Description, nameof(input.Description), 500),
        input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
}
