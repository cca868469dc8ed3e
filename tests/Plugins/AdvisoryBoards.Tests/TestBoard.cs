namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A board in memory, to try decisions on: established in 2020, with seats of three years each.</summary>
internal static class TestBoard
{
    public static readonly DateOnly Began = new(2020, 1, 1);
    public static readonly DateOnly Today = new(2026, 11, 23);
    public static readonly Guid Seat = Guid.CreateVersion7();
    public static readonly Guid OtherSeat = Guid.CreateVersion7();
    public static readonly ActorId Ann = new("a0000000-0000-4000-8000-000000000001");
    public static readonly ActorId Ben = new("b0000000-0000-4000-8000-000000000002");

    public static readonly BoardRules Rules = new(new(QuorumBasis.Seats), ChairVote.Always, 72, 24, []);

    /// <summary>A board with two seats, whose terms end with 2022 and 2023, and every three years after that.</summary>
    public static Board With(BoardRules? rules = null) => Board.Evolve(null, Guid.CreateVersion7(), new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises.", "Ordinance 2019-17", rules ?? Rules, Began))!
        .After(Created(Seat, new(2022, 12, 31)), Created(OtherSeat, new(2023, 12, 31)));

    public static SeatCreated Created(Guid id, DateOnly firstTermEnds, bool votes = true, int termMonths = 36) =>
        new(id, "Seat", "residents", "Council", votes, termMonths, firstTermEnds, Began);

    public static Board After(this Board board, params IEnumerable<object> events) => events.Aggregate(board, (before, happened) => Board.Evolve(before, before.Id, happened)!);

    public static MemberNominated Nominated(Guid membership, ActorId person, Guid? seat = null, DateOnly? on = null, ActorId? account = null) =>
        new(membership, seat ?? Seat, person, Personal.Of(person, "Somebody"), "Council", on ?? Began, account);

    /// <summary>With a member whose term ends when the seat's does.</summary>
    public static Board Serving(this Board board, Guid membership, ActorId person, DateOnly from, Guid? seat = null)
    {
        var nominated = board.After(Nominated(membership, person, seat, account: person));
        return nominated.After(new MemberConfirmed(membership, from, Terms.End(nominated.Seats.Single(each => each.Id == (seat ?? Seat)), from), "Resolution 1", Began));
    }

    /// <summary>A meeting that is over.</summary>
    public static AttendanceRecorded Met(DateOnly on) => new(Guid.CreateVersion7(), on, [], [], [], MeetingKind.Regular);

    public static BoardMembership Member(this Board board, Guid id) => board.Memberships.Single(each => each.Id == id);
}
