namespace Engage.Plugins.Forums;

public sealed record CategoryCreated(string Name, string Description);

/// <summary>What topics are sorted by.</summary>
/// <param name="Id">The category's id.</param>
/// <param name="Name">Its name, 1 to 80 characters.</param>
/// <param name="Description">What belongs here.</param>
public sealed record Category(Guid Id, string Name, string Description);

public sealed partial class CategoryProjection : SingleStreamProjection<Category, Guid>
{
    public static Category Create(IEvent<CategoryCreated> e) => new(e.StreamId, e.Data.Name, e.Data.Description);
}

public static class CategoryQueries
{
    /// <summary>The categories that topics are sorted by, the oldest first.</summary>
    public static Task<Connection<Category>> Categories(Page page, IQuerySession session, CancellationToken stop) =>
        session.Query<Category>().ToConnection(page, Order.OldestFirst, category => category.Id, stop);
}
