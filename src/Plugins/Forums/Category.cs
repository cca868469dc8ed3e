namespace Engage.Plugins.Forums;

public sealed record CategoryCreated(string Name, string Description);

/// <summary>What topics are sorted by.</summary>
/// <param name="Id">The category's id.</param>
/// <param name="Name">Its name, 1 to 80 characters.</param>
/// <param name="Description">What belongs here.</param>
/// <param name="Restrictions">What only some roles may do in it; what is not named here everybody may do who may do it in the forum.</param>
public sealed record Category(Guid Id, string Name, string Description, IReadOnlyList<CategoryRestriction> Restrictions)
{
    /// <summary>Whether the restrictions let somebody do it. That they may do it in the forum at all is asked elsewhere.</summary>
    public bool Lets(Actor actor, CategoryAction action) =>
        actor.May(ForumPermissions.Moderate) || Restrictions.FirstOrDefault(each => each.Action == action) is not { } restriction || restriction.Roles.Any(actor.Roles.Contains);

    /// <summary>Refuses who is not let.</summary>
    public void Demand(Actor actor, CategoryAction action)
    {
        if (!Lets(actor, action)) throw new Refusal("forums.category-restricted", $"In the category {Name} only some roles may do this. Its field 'restrictions' says which.");
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
    public static Category Create(IEvent<CategoryCreated> e) => new(e.StreamId, e.Data.Name, e.Data.Description, []);
}

public static class CategoryQueries
{
    /// <summary>The categories that topics are sorted by, the oldest first.</summary>
    public static async Task<Connection<Category>> Categories(Page page, Actor actor, IQuerySession session, CancellationToken stop) =>
        await (await Reading.Categories(session, actor, stop)).ToConnection(page, Order.OldestFirst, category => category.Id, stop);
}
