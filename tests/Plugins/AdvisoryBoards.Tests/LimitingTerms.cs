using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Two terms in a row, and a break of a year before they count anew.</summary>
public sealed class LimitingTerms
{
    private static readonly BoardRules Limited = Rules with { TermLimit = new(2, 12) };
    private static readonly Guid First = Guid.CreateVersion7(), Second = Guid.CreateVersion7(), Next = Guid.CreateVersion7(), Other = Guid.CreateVersion7();
    private static readonly DateOnly Late = new(2040, 1, 1);

    // 2020 to 2022, and 2023 to 2025.
    private static Board Twice(BoardRules? rules = null) => With(rules ?? Limited).Serving(First, Ann, Began).Serving(Second, Ann, new(2023, 1, 1));

    private static Decided Confirming(Board board, DateOnly from, Guid? seat = null, DateOnly? today = null) => Given.State(board.After(Nominated(Next, Ann, seat)))
        .When(each => ConfirmMember.Decide(each, each.Member(Next), new(Next, "Resolution 2", from), today ?? Late));

    private static string Message(Action decide) => Should.Throw<Refusal>(decide).Message;

    [Fact]
    public void A_second_term_in_a_row_is_served_and_a_third_is_not()
    {
        Given.State(With(Limited).Serving(First, Ann, Began).After(Nominated(Next, Ann))).When(board => ConfirmMember.Decide(board, board.Member(Next), new(Next, "R", new(2023, 1, 1)), Late))
            .Then(new MemberConfirmed(Next, new(2023, 1, 1), new(2025, 12, 31), "R", new(2023, 1, 1)));
        Confirming(Twice(), new(2026, 1, 1)).ThenRefused("advisory-boards.term-limit");
    }

    [Fact]
    public void Terms_are_counted_over_all_seats_of_the_board() => Confirming(Twice(), new(2027, 1, 1), OtherSeat).ThenRefused("advisory-boards.term-limit");

    [Fact]
    public void Somebody_else_serves_after_them() => Given.State(Twice().After(Nominated(Next, Ben)))
        .When(board => ConfirmMember.Decide(board, board.Member(Next), new(Next, "R", new(2026, 1, 1)), Late)).Then(new MemberConfirmed(Next, new(2026, 1, 1), new(2028, 12, 31), "R", new(2026, 1, 1)));

    [Fact]
    public void Without_a_limit_terms_follow_one_upon_another() =>
        Confirming(Twice(Rules), new(2026, 1, 1)).Then(new MemberConfirmed(Next, new(2026, 1, 1), new(2028, 12, 31), "Resolution 2", new(2026, 1, 1)));

    [Fact]
    public void After_a_break_they_count_anew_and_the_refusal_says_when()
    {
        var resigned = Twice().After(new MemberResigned(Second, new(2025, 12, 31)));
        Message(() => ConfirmMember.Decide(resigned.After(Nominated(Next, Ann)), resigned.After(Nominated(Next, Ann)).Member(Next), new(Next, "R", new(2026, 12, 31)), Late)).ShouldContain("again from 2027-01-01");
        Confirming(resigned, new(2026, 12, 31)).ThenRefused("advisory-boards.term-limit");
        Confirming(resigned, new(2027, 1, 1)).Then(new MemberConfirmed(Next, new(2027, 1, 1), new(2028, 12, 31), "Resolution 2", new(2027, 1, 1)));
    }

    [Fact]
    public void To_hold_over_is_no_break_and_adds_no_term()
    {
        // Held over until Ben took the seat in July 2026, so the break began then and not with the end of the term.
        var heldOver = Twice().Serving(Guid.CreateVersion7(), Ben, new(2026, 7, 1));
        Confirming(heldOver, new(2027, 6, 30), OtherSeat).ThenRefused("advisory-boards.term-limit");
        Confirming(heldOver, new(2027, 7, 1), OtherSeat).Then(new MemberConfirmed(Next, new(2027, 7, 1), new(2029, 12, 31), "Resolution 2", new(2027, 7, 1)));
        // One term and four years held over: the next one is the second in a row.
        Confirming(With(Limited).Serving(First, Ann, Began), new(2027, 1, 1), OtherSeat).Then(new MemberConfirmed(Next, new(2027, 1, 1), new(2029, 12, 31), "Resolution 2", new(2027, 1, 1)));
        // Two terms, and still holding over: there was no break at all.
        Confirming(Twice(), new(2035, 1, 1)).ThenRefused("advisory-boards.term-limit");
    }

    [Theory]
    [InlineData("2024-07-01", true)]
    [InlineData("2024-07-02", false)]
    public void A_term_counts_when_more_than_half_of_it_was_served(string joined, bool counts)
    {
        // The seat's second term goes from 2023 to 2025 and has 1,096 days, of which 548 are left on 2 July 2024.
        var decided = Confirming(With(Limited with { TermLimit = new(1, 12) }).Serving(Second, Ann, DateOnly.Parse(joined, null)), new(2026, 1, 1));
        if (counts) decided.ThenRefused("advisory-boards.term-limit");
        else decided.Then(new MemberConfirmed(Next, new(2026, 1, 1), new(2028, 12, 31), "Resolution 2", new(2026, 1, 1)));
    }

    [Fact]
    public void Who_left_before_half_of_it_did_not_serve_it()
    {
        // 549 days of 1,096 are more than half, and 548 are not.
        var left = Twice().After(new MemberResigned(Second, new(2024, 7, 2)));
        Confirming(left, new(2024, 9, 1), OtherSeat).ThenRefused("advisory-boards.term-limit");
        var sooner = Twice().After(new MemberResigned(Second, new(2024, 7, 1)));
        Confirming(sooner, new(2024, 9, 1)).Then(new MemberConfirmed(Next, new(2024, 9, 1), new(2025, 12, 31), "Resolution 2", new(2024, 9, 1)));
    }

    [Theory]
    [InlineData("2027-07-02", true)]
    [InlineData("2027-07-03", false)]
    public void Nor_does_the_short_rest_of_a_term_count_that_would_be_served(string from, bool counts)
    {
        // The seat's third term goes from 2026 to 2028 and has 1,096 days, of which 549 are left on 2 July 2027. Ben leaves it in the middle.
        var first = DateOnly.Parse(from, null);
        var left = Twice(Limited with { TermLimit = new(2, 60) }).Serving(Other, Ben, new(2026, 7, 1)).After(new MemberResigned(Other, first.AddDays(-1)));
        var decided = Confirming(left, first);
        if (counts) decided.ThenRefused("advisory-boards.term-limit");
        else decided.Then(new MemberConfirmed(Next, first, new(2028, 12, 31), "Resolution 2", first));
    }

    [Fact]
    public void A_term_that_is_put_on_record_late_counts_with_those_after_it()
    {
        var later = With(Limited).Serving(First, Ann, new(2023, 1, 1)).Serving(Second, Ann, new(2026, 1, 1));
        Confirming(later, Began).ThenRefused("advisory-boards.term-limit");
    }

    [Fact]
    public void Who_may_not_serve_is_not_nominated_either()
    {
        // The second term goes on until the end of 2025, and a third would begin after it.
        Given.State(Twice()).When(board => NominateMember.Decide(board, new(board.Id, Seat, "Ann", "Council", PersonId: First), Next, Ben, new(2025, 6, 1))).ThenRefused("advisory-boards.term-limit");
        Given.State(With(Limited).Serving(First, Ann, Began)).When(board => NominateMember.Decide(board, new(board.Id, Seat, "Ann", "Council", PersonId: First), Next, Ben, new(2022, 6, 1)))
            .Then(new MemberNominated(Next, Seat, Ann, Personal.Of(Ann, "Ann"), "Council", new(2022, 6, 1), Ann));
        Message(() => NominateMember.Decide(Twice(), new(Guid.Empty, Seat, "Ann", "Council", PersonId: First), Next, Ben, new(2025, 6, 1))).ShouldContain("again from 2027-01-01");
    }
}
