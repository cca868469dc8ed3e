namespace Engage.Plugins.Forums;

/// <param name="Language">The language of both texts; null where nobody said.</param>
public sealed record CategoryCreated(string Name, string Description, string? Language = null);

/// <param name="Name">The new name; null where it stays. So with the description and the language of both.</param>
public sealed record CategoryDescribed(string? Name = null, string? Description = null, string? Language = null);

/// <param name="Description">The description in the language; null where there is none to translate.</param>
public sealed record CategoryTranslated(string Language, string Name, string? Description, TranslationStatus Status);

/// <param name="Roles">The roles that may do it from now on; null where everybody may again.</param>
public sealed record CategoryRestricted(CategoryAction Action, IReadOnlyList<string>? Roles);

public sealed record CategoryPlaced(int Position);

public sealed record CategoryArchived;

public sealed record CategoryReopened;

/// <summary>What topics are sorted by.</summary>
/// <param name="Id">The category's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What belongs here.</param>
/// <param name="Restrictions">What only some roles may do in it; what is not named here everybody may do who may do it in the forum.</param>
/// <param name="Position">Where it stands among the others, the lowest first; 0 where nobody placed it.</param>
/// <param name="ArchivedAt">When it was archived: it takes no new topics since. Null where it takes them.</param>
public sealed record Category(
    Guid Id, [property: Unpublished] AgencyText Name, [property: Unpublished] AgencyText Description, IReadOnlyList<CategoryRestriction> Restrictions,
    int Position = 0, DateTimeOffset? ArchivedAt = null)
{
    /// <summary>Whether the restrictions let somebody do it. That they may do it in the forum at all is asked elsewhere.</summary>
    public bool Lets(Actor actor, CategoryAction action) =>
        actor.May(ForumPermissions.Moderate) || Restrictions.FirstOrDefault(each => each.Action == action) is not { } restriction || restriction.Roles.Any(actor.Roles.Contains);

    /// <summary>Refuses what a category that was archived does not take.</summary>
    public void MustTakeTopics()
    {
        if (ArchivedAt is not null) throw new Refusal("forums.category-archived", "This category was archived. Its topics can be read, but it takes no new ones.", "categoryId");
    }

    /// <summary>Refuses who is not let.</summary>
    public void Demand(Actor actor, CategoryAction action)
    {
        if (!Lets(actor, action)) throw new Refusal("forums.category-restricted", $"In the category {Name.Text} only some roles may do this. Its field 'restrictions' says which.");
    }
}

/// <summary>What can be restricted in a category.</summary>
public enum CategoryAction
{
    /// <summary>To read its topics and posts. Who may not is told nothing of them.</summary>
    Read,

    /// <summary>To open topics.</summary>
    OpenTopic,

    /// <summary>To reply.</summary>
    Reply,

    /// <summary>To vote.</summary>
    Vote
}

/// <summary>Something in a category that only some roles may do.</summary>
/// <param name="Action">What it is.</param>
/// <param name="Roles">The roles that may do it; moderators always may.</param>
public sealed record CategoryRestriction(CategoryAction Action, IReadOnlyList<string> Roles);

public sealed partial class CategoryProjection : SingleStreamProjection<Category, Guid>
{
    public static Category Create(IEvent<CategoryCreated> e) => new(e.StreamId, new(e.Data.Name, e.Data.Language), new(e.Data.Description, e.Data.Language), []);

    public static Category Apply(CategoryDescribed e, Category category) => category with
    {
        Name = category.Name.Changed(e.Name ?? category.Name.Text, e.Language),
        Description = category.Description.Changed(e.Description ?? category.Description.Text, e.Language)
    };

    public static Category Apply(CategoryTranslated e, Category category) => category with
    {
        Name = category.Name.Translated(e.Language, e.Name, e.Status),
        Description = e.Description is { } description ? category.Description.Translated(e.Language, description, e.Status) : category.Description
    };

    public static Category Apply(CategoryRestricted e, Category category)
    {
        var others = category.Restrictions.Where(each => each.Action != e.Action);
        return category with { Restrictions = [.. (e.Roles is { } roles ? others.Append(new(e.Action, roles)) : others).OrderBy(each => each.Action)] };
    }

    public static Category Apply(CategoryPlaced e, Category category) => category with { Position = e.Position };

    public static Category Apply(IEvent<CategoryArchived> e, Category category) => category with { ArchivedAt = e.Timestamp };

    public static Category Apply(CategoryReopened _, Category category) => category with { ArchivedAt = null };
}
