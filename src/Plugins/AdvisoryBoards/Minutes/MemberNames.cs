namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What the members of a board are called in the minutes, and their order, which is that of their seats.</summary>
internal sealed class MemberNames : IComparer<Guid>
{
    private readonly Dictionary<Guid, (int Place, string Seat)> _seats;
    private readonly IReadOnlyDictionary<Guid, string?> _names;
    private readonly HashSet<string?> _shared;

    /// <param name="there">Who sits at the meeting: where two of them go by one name, the seat tells them apart.</param>
    public MemberNames(Board board, IReadOnlyDictionary<Guid, string?> names, IReadOnlyList<Guid> there)
    {
        var places = board.Seats.Index().ToDictionary(seat => seat.Item.Id, seat => (seat.Index, seat.Item.Label));
        _seats = board.Memberships.ToDictionary(member => member.Id, member => places[member.SeatId]);
        _names = names;
        _shared = [.. there.GroupBy(id => names.GetValueOrDefault(id)).Where(same => same.Count() > 1).Select(same => same.Key)];
    }

    public string this[Guid id] => _names.GetValueOrDefault(id) is { } name && !_shared.Contains(name) ? name : WithSeat(id);

    public string WithSeat(Guid id) => $"{_names.GetValueOrDefault(id) ?? "a member"} ({_seats[id].Seat})";

    public int Compare(Guid one, Guid other) => _seats[one].Place.CompareTo(_seats[other].Place);
}
