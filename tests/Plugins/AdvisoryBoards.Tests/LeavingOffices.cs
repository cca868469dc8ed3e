using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Resigning from a seat and being removed from it.</summary>
public sealed class LeavingOffices
{
    private static readonly Guid Id = Guid.CreateVersion7(), Next = Guid.CreateVersion7();

    // Holds over since the end of 2022.
    private static readonly Board Board = With().Serving(Id, Ann, Began);
    private static readonly Actor Staff = Somebody("sam", BoardPermissions.TakePart, BoardPermissions.Appoint, BoardPermissions.Clerk);

    private static Actor Somebody(string id, params string[] permissions) => new(new(id), "Somebody", [], permissions);

    private static Decided Resigning(Board board, DateOnly? on, Actor? actor = null, string? reason = null) =>
        Given.State(board).When(each => ResignSeat.Decide(each, each.Member(Id), new(Id, on, reason), actor ?? Staff, Today));

    private static Decided Removing(Board board, DateOnly? on) => Given.State(board).When(each => RemoveMember.Decide(each, each.Member(Id), new(Id, " Moved away. ", " Resolution 9 ", on), Today));

    [Fact]
    public void Members_resign_by_their_own_account_and_others_for_them_only_who_may_appoint()
    {
        Resigning(Board, null, Somebody(Ann.Value, BoardPermissions.TakePart), " I move away. ").Then(new MemberResigned(Id, Today, Personal.Of(Ann, "I move away.")));
        Resigning(Board, null).Then(new MemberResigned(Id, Today));
        Resigning(Board, null, Somebody(Ben.Value, BoardPermissions.TakePart)).ThenRefused("advisory-boards.not-yourself");
        // The id of a program is no member's, whatever it is.
        Resigning(Board, null, new(Ann, "Program", [], [BoardPermissions.TakePart], ActorKind.Program)).ThenRefused("advisory-boards.not-yourself");
    }

    [Fact]
    public void The_last_day_may_be_past_or_announced_ahead()
    {
        foreach (var day in new DateOnly[] { new(2022, 5, 1), new(2024, 5, 1), new(2027, 5, 1) })
        {
            Resigning(Board, day).Then(new MemberResigned(Id, day));
            Removing(Board, day).Then(new MemberRemoved(Id, day, Personal.Of(Ann, "Moved away."), "Resolution 9"));
        }
        Resigning(Board, Today.AddYears(2).AddDays(1)).ThenRefused("advisory-boards.day");
        Removing(Board, Began.AddDays(-1)).ThenRefused("advisory-boards.day");
    }

    [Fact]
    public void Members_leave_today_or_later_and_an_earlier_day_is_told_by_who_may_appoint()
    {
        var self = Somebody(Ann.Value, BoardPermissions.TakePart);
        Resigning(Board, Today.AddDays(-1), self).ThenRefused("advisory-boards.day");
        Resigning(Board, Today, self).Then(new MemberResigned(Id, Today));
        Resigning(Board, new(2027, 5, 1), self).Then(new MemberResigned(Id, new(2027, 5, 1)));
        Resigning(Board, Today.AddDays(-1)).Then(new MemberResigned(Id, Today.AddDays(-1)));
    }

    [Fact]
    public void Who_took_the_seat_is_not_said_to_have_declined_it_and_brings_nobody_back_into_it()
    {
        var followed = Board.Serving(Next, Ben, new(2026, 1, 1));
        Given.State(followed).When(each => ResignSeat.Decide(each, each.Member(Next), new(Next, new(2025, 12, 31)), Staff, Today)).ThenRefused("advisory-boards.day");
        Given.State(followed).When(each => RemoveMember.Decide(each, each.Member(Next), new(Next, "R", "C", new(2025, 12, 31)), Today)).ThenRefused("advisory-boards.day");
        Given.State(followed).When(each => AbolishSeat.Decide(each, new(each.Id, Seat, "R", new(2025, 12, 31)), Today)).ThenRefused("advisory-boards.day");
        Given.State(followed).When(each => ResignSeat.Decide(each, each.Member(Next), new(Next, new(2026, 1, 1)), Staff, Today)).Then(new MemberResigned(Next, new(2026, 1, 1)));
        // Who has not taken it yet declines it.
        Given.State(Board.Serving(Next, Ben, Today.AddDays(1))).When(each => ResignSeat.Decide(each, each.Member(Next), new(Next, Today), Staff, Today)).Then(new MemberResigned(Next, Today));
    }

    [Fact]
    public void Who_is_out_of_office_leaves_none()
    {
        foreach (var over in new object[][] { [new MemberResigned(Id, Today)], [new MemberRemoved(Id, Today, Personal.Of(Ann, "R"), "C")], [new SeatForfeited(Id, Today, [])], [new SeatAbolished(Seat, "R", new(2025, 1, 1))] })
        {
            Resigning(Board.After(over), null).ThenRefused("advisory-boards.not-in-office");
            Removing(Board.After(over), null).ThenRefused("advisory-boards.not-in-office");
        }
        Resigning(Board.Serving(Next, Ben, new(2026, 1, 1)), null).ThenRefused("advisory-boards.not-in-office");
        Resigning(Board.Serving(Next, Ben, new(2026, 1, 1)), new(2025, 12, 31)).Then(new MemberResigned(Id, new(2025, 12, 31)));
    }

    [Fact]
    public void A_nominee_has_no_office_to_leave()
    {
        foreach (var board in new[] { With().After(Nominated(Id, Ann)), With().After(Nominated(Id, Ann), new NominationWithdrawn(Id, Personal.Of(Ann, "R"), Began)) })
        {
            Resigning(board, null).ThenRefused("advisory-boards.not-confirmed");
            Removing(board, null).ThenRefused("advisory-boards.not-confirmed");
        }
    }

    [Fact]
    public void Reasons_are_given_and_bounded()
    {
        Resigning(Board, null, reason: new('a', 2_001)).ThenRefused("engage.text-too-long");
        Resigning(Board, null, reason: " ").ThenRefused("engage.empty-text");
        foreach (var (reason, by, code) in new[] { (" ", "C", "engage.empty-text"), ("R", " ", "engage.empty-text"), (new('a', 2_001), "C", "engage.text-too-long"), ("R", new string('a', 301), "engage.text-too-long") })
            Given.State(Board).When(each => RemoveMember.Decide(each, each.Member(Id), new(Id, reason, by), Today)).ThenRefused(code);
    }

    [Fact]
    public void How_it_ended_shows_from_the_day_after_on()
    {
        foreach (var (end, state) in new (object, BoardMembershipState)[]
        {
            (new MemberResigned(Id, new(2024, 5, 1)), BoardMembershipState.Resigned), (new MemberRemoved(Id, new(2024, 5, 1), Personal.Of(Ann, "R"), "C"), BoardMembershipState.Removed),
            (new SeatForfeited(Id, new(2024, 5, 1), []), BoardMembershipState.Forfeited), (new BoardDissolved("R", new(2024, 5, 1)), BoardMembershipState.Expired)
        })
        {
            var board = Board.After(end);
            MembershipStates.On(board, board.Member(Id), new(2024, 5, 1)).ShouldBe(BoardMembershipState.HeldOver);
            MembershipStates.On(board, board.Member(Id), new(2024, 5, 2)).ShouldBe(state);
        }
    }
}
