namespace Diaries;

/// <param name="Address">Where to ring.</param>
public sealed record VisitBooked(Personal<string> Address, int Persons);

/// <summary>A visit that was booked.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Address">Where to ring; null when it is over for long enough.</param>
/// <param name="Persons">How many persons will be there.</param>
public sealed record Visit(Guid Id, Personal<string> Address, int Persons);

public sealed partial class VisitProjection : SingleStreamProjection<Visit, Guid>
{
    public static Visit Create(IEvent<VisitBooked> e) => new(e.StreamId, e.Data.Address, e.Data.Persons);

    public static Visit Apply(IEvent<VisitBooked> e, Visit visit) => visit with { Address = e.Data.Address, Persons = e.Data.Persons };
}

/// <summary>Whom to visit.</summary>
/// <param name="Address">Where to ring.</param>
public sealed record BookVisitInput(string Address);

public static class BookVisit
{
    /// <summary>Books a visit at home.</summary>
    [Requires("diaries.write")]
    public static async Task<Visit> Handle(BookVisitInput input, Actor actor, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        await session.Change<Visit>(id, _ => [new VisitBooked(Personal.Of(actor.Id, input.Address), 2)], stop);
        return (await session.LoadAsync<Visit>(id, stop))!;
    }
}
