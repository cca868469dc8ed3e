using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class NominatingMembers
{
    private static readonly Guid Earlier = Guid.CreateVersion7(), Id = Guid.CreateVersion7();
    private static readonly ActorId New = new("c0000000-0000-4000-8000-000000000003");
    private static readonly NominateMemberInput Input = new(Guid.Empty, Seat, " Cem ", " Council ", On: new(2026, 1, 5));

    private static Decided Nominating(Board board, NominateMemberInput input) => Given.State(board).When(each => NominateMember.Decide(each, input, Id, New, Today));

    [Fact]
    public void Who_has_no_account_gets_an_id_of_their_own_to_be_erased_by() =>
        Nominating(With(), Input).Then(new MemberNominated(Id, Seat, New, Personal.Of(New, "Cem"), "Council", new(2026, 1, 5)));

    [Fact]
    public void Who_has_an_account_is_who_it_is() => Nominating(With(), Input with { AccountId = Guid.Parse(Ben.Value) })
        .Then(new MemberNominated(Id, Seat, Ben, Personal.Of(Ben, "Cem"), "Council", new(2026, 1, 5), Ben));

    [Fact]
    public void Who_was_on_the_board_before_is_the_same_person_however_they_are_named()
    {
        // They were put on record without an account first, so the account is another id.
        var board = With().After(Nominated(Earlier, Ann), new NominationWithdrawn(Earlier, Personal.Of(Ann, "R"), Began), new MemberIdentified(Earlier, Ben));
        foreach (var input in new[] { Input with { PersonId = Earlier }, Input with { AccountId = Guid.Parse(Ben.Value) } })
            Nominating(board, input).Then(new MemberNominated(Id, Seat, Ann, Personal.Of(Ann, "Cem"), "Council", new(2026, 1, 5), Ben));
    }

    [Fact]
    public void A_successor_is_nominated_while_the_term_goes_on() => Nominating(With().Serving(Earlier, Ann, new(2026, 1, 1)), Input)
        .Then(new MemberNominated(Id, Seat, New, Personal.Of(New, "Cem"), "Council", new(2026, 1, 5)));

    [Fact]
    public void Nobody_is_nominated_twice()
    {
        var board = With().After(Nominated(Earlier, Ann, account: Ann));
        Nominating(board, Input with { PersonId = Earlier }).ThenRefused("advisory-boards.nominated-already");
        Nominating(board, Input with { SeatId = OtherSeat, AccountId = Guid.Parse(Ann.Value) }).ThenRefused("advisory-boards.nominated-already");
    }

    [Fact]
    public void A_seat_has_twenty_nominees_at_most()
    {
        var board = With().After(Enumerable.Range(0, 20).Select(i => Nominated(Guid.CreateVersion7(), new($"somebody-{i}"))));
        Nominating(board, Input).ThenRefused("advisory-boards.too-many-nominations");
        Nominating(board.After(new NominationWithdrawn(board.Memberships[0].Id, Personal.Of(Ann, "R"), Began)), Input).Then(new MemberNominated(Id, Seat, New, Personal.Of(New, "Cem"), "Council", new(2026, 1, 5)));
    }

    [Fact]
    public void A_nomination_that_cannot_be_is_refused()
    {
        foreach (var (board, input, code) in new (Board, NominateMemberInput, string)[]
        {
            (With().After(new BoardDissolved("R", Today.AddDays(-1))), Input, "advisory-boards.board-dissolved"),
            (With().After(new SeatAbolished(Seat, "R", Today.AddDays(-1))), Input, "advisory-boards.seat-abolished"),
            (With(), Input with { SeatId = Guid.NewGuid() }, "engage.not-found"),
            (With(), Input with { PersonId = Guid.NewGuid() }, "engage.not-found"),
            (With(), Input with { PersonId = Guid.NewGuid(), AccountId = Guid.NewGuid() }, "advisory-boards.person-or-account"),
            (With(), Input with { Name = " " }, "engage.empty-text"), (With(), Input with { Name = new('a', 201) }, "engage.text-too-long"),
            (With(), Input with { NominatedBy = "" }, "engage.empty-text"), (With(), Input with { NominatedBy = new('a', 201) }, "engage.text-too-long"),
            (With(), Input with { On = Began.AddDays(-1) }, "advisory-boards.day"), (With(), Input with { On = Today.AddDays(1) }, "advisory-boards.day")
        })
            Nominating(board, input).ThenRefused(code);
    }

    [Fact]
    public void An_account_is_named_later_for_all_terms_of_a_person()
    {
        var again = Guid.CreateVersion7();
        var board = With().After(Nominated(Earlier, New), new NominationWithdrawn(Earlier, Personal.Of(Ann, "R"), Began), Nominated(again, New));
        Given.State(board).When(each => IdentifyMember.Decide(each, each.Member(again), new(again, Guid.Parse(Ben.Value)))).Then(new MemberIdentified(Earlier, Ben), new MemberIdentified(again, Ben));
        var known = board.After(new MemberIdentified(Earlier, Ben), new MemberIdentified(again, Ben));
        Given.State(known).When(each => IdentifyMember.Decide(each, each.Member(again), new(again, Guid.Parse(Ben.Value)))).ThenRefused("advisory-boards.unchanged");
    }

    [Fact]
    public void An_account_is_one_persons() => Given.State(With().Serving(Earlier, Ann, Began).After(Nominated(Id, New)))
        .When(board => IdentifyMember.Decide(board, board.Member(Id), new(Id, Guid.Parse(Ann.Value)))).ThenRefused("advisory-boards.account-taken");
}
