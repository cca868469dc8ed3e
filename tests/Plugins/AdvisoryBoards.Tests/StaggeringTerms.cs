using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Terms of a seat follow one upon another, and those of a board do not all end together.</summary>
public sealed class StaggeringTerms
{
    private static readonly Board Board = With(Rules with { MostTermsEndingTogether = 2 }).After(Created(Guid.CreateVersion7(), new(2022, 12, 31)));

    private static Decided Creating(Board board, string firstTermEnds, bool votes = true, string? on = null) => Given.State(board).When(each => CreateSeat.Decide(
        each, new(each.Id, "Seat 4", "students", "Council", 36, DateOnly.Parse(firstTermEnds, null), votes, On: DateOnly.Parse(on ?? "2020-01-01", null)), Guid.Empty, Today));

    [Theory]
    [InlineData(36, "2022-12-31", "2022-12-31", "2020-01-01")]
    [InlineData(36, "2022-12-31", "2023-01-01", "2023-01-01", "2025-12-31")]
    [InlineData(6, "2020-06-30", "2020-07-01", "2020-07-01", "2020-12-31")]
    [InlineData(1, "2020-01-31", "2020-03-01", "2020-03-01", "2020-03-31")]
    [InlineData(1, "2020-01-30", "2020-03-15", "2020-03-01", "2020-03-30")]
    [InlineData(12, "2020-02-29", "2024-02-10", "2023-03-01", "2024-02-29")]
    public void Each_term_ends_as_the_first_did(int months, string first, string day, string begins, string? ends = null)
    {
        var seat = With().After(Created(Guid.CreateVersion7(), DateOnly.Parse(first, null), termMonths: months)).Seats[^1];
        var end = DateOnly.Parse(ends ?? first, null);
        Terms.End(seat, DateOnly.Parse(day, null)).ShouldBe(end);
        Terms.Begin(seat, end).ShouldBe(DateOnly.Parse(begins, null));
    }

    [Fact]
    public void No_more_first_terms_end_on_one_day_than_the_rules_allow()
    {
        Creating(Board, "2022-12-31").ThenRefused("advisory-boards.not-staggered");
        Creating(Board, "2023-12-31").Then(new SeatCreated(Guid.Empty, "Seat 4", "students", "Council", true, 36, new(2023, 12, 31), Began));
    }

    [Fact]
    public void A_first_term_does_not_end_with_later_terms_of_too_many_others_either() => Creating(Board, "2025-12-31", on: "2023-05-01").ThenRefused("advisory-boards.not-staggered");

    [Fact]
    public void Seats_that_do_not_vote_or_were_abolished_do_not_count()
    {
        Creating(Board, "2022-12-31", votes: false).Then(new SeatCreated(Guid.Empty, "Seat 4", "students", "Council", false, 36, new(2022, 12, 31), Began));
        Creating(Board.After(new SeatAbolished(Seat, "R", Began)), "2022-12-31").Then(new SeatCreated(Guid.Empty, "Seat 4", "students", "Council", true, 36, new(2022, 12, 31), Began));
    }

    [Fact]
    public void Without_such_a_rule_they_may_end_together() =>
        Creating(Board with { Rules = Rules }, "2022-12-31").Then(new SeatCreated(Guid.Empty, "Seat 4", "students", "Council", true, 36, new(2022, 12, 31), Began));
}
