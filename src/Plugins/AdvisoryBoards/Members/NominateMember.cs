namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whom to nominate.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="SeatId">The seat. That somebody holds it is no hindrance: a successor is nominated before the term ends.</param>
/// <param name="Name">What they go by, 1 to 200 characters. It is public.</param>
/// <param name="NominatedBy">Who nominates them, 1 to 200 characters.</param>
/// <param name="PersonId">The membership of an earlier term of the same person on this board, so that their terms are counted together.</param>
/// <param name="AccountId">The account that they will act by, where they have one and no earlier term; it can be named later with <c>identifyMember</c>.</param>
/// <param name="On">When they were nominated; today where it is left out.</param>
public sealed record NominateMemberInput(Guid BoardId, Guid SeatId, string Name, string NominatedBy, Guid? PersonId = null, Guid? AccountId = null, DateOnly? On = null);

public static class NominateMember
{
    private const int Most = 20;

    /// <summary>Nominates somebody for a seat of a board.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(NominateMemberInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var (id, person, today) = (StreamId.New(clock), new ActorId(StreamId.New(clock).ToString()), await calendar.Today(clock, stop));
        await session.ChangeBoard(input.BoardId, board => [Decide(board, input, id, person, today)], stop);
        return (await session.LoadAsync<BoardMembership>(id, stop))!;
    }

    /// <param name="somebody">The id of who is on this board for the first time and has no account.</param>
    public static MemberNominated Decide(Board board, NominateMemberInput input, Guid id, ActorId somebody, DateOnly today)
    {
        board.MustGoOn(today);
        var seat = board.Seats.FirstOrDefault(each => each.Id == input.SeatId) ?? throw Refusal.NotFound("seat", nameof(input.SeatId));
        seat.MustGoOn(today);
        if (input is { PersonId: not null, AccountId: not null })
            throw new Refusal(
                "advisory-boards.person-or-account",
                "Name the person by an earlier term or by their account, not by both.", nameof(input.AccountId));
        var earlier = Earlier(board, input);
        var account = earlier?.Account ?? (input.AccountId is { } named ? new ActorId(named.ToString()) : null);
        var person = earlier?.Person ?? account ?? somebody;
        var on = RecordedOn.Past(input.On, today, seat.CreatedOn < today ? seat.CreatedOn : today, nameof(input.On));
        var nominees = board.Memberships.Where(each => each.IsNominated()).ToList();
        if (nominees.Any(each => each.Person == person))
            throw new Refusal(
                "advisory-boards.nominated-already",
                "This person is nominated for this board. Withdraw that nomination, or confirm it.", nameof(input.PersonId));
        if (nominees.Count(each => each.SeatId == seat.Id) >= Most)
            throw new Refusal(
                "advisory-boards.too-many-nominations",
                $"A seat has {Most} nominees at most. Withdraw nominations that stand no more.", nameof(input.SeatId));
        TermLimits.Check(board, person, seat, FirstDay(board, seat, on), input.PersonId is null ? nameof(input.AccountId) : nameof(input.PersonId));
        return new(id, seat.Id, person, Personal.Of(person, Text.Checked(input.Name, nameof(input.Name), 200)), Text.Checked(input.NominatedBy, nameof(input.NominatedBy), 200), on, account);
    }

    private static BoardMembership? Earlier(Board board, NominateMemberInput input)
    {
        if (input.PersonId is { } id) return board.Memberships.LastOrDefault(each => each.Id == id) ?? throw Refusal.NotFound("member", nameof(input.PersonId));
        return input.AccountId is { } account ? board.Memberships.LastOrDefault(each => each.Account?.Value == account.ToString()) : null;
    }

    /// <summary>The first day on which they could take the seat: when the term in it that goes on is over.</summary>
    private static DateOnly FirstDay(Board board, BoardSeat seat, DateOnly on) =>
        board.Memberships.Where(each => each.SeatId == seat.Id && each.From <= on && InOffice.Took(board, each)).Select(each => Seating.LastOfTerm(board, each).AddDays(1)).Append(on).Max();
}
