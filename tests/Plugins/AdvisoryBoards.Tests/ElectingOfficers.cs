using static Engage.Plugins.AdvisoryBoards.TestBoard;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ElectingOfficers
{
    private static readonly Guid One = Guid.CreateVersion7(), Other = Guid.CreateVersion7();
    private static readonly Board Board = With().Serving(One, Ann, Began).Serving(Other, Ben, Began, OtherSeat);
    private static readonly Board Chaired = Board.After(new OfficerElected(One, BoardOffice.Chair, new(2024, 1, 1)));
    private static readonly Motion Carried = new(Guid.NewGuid(), Board.Id, Guid.NewGuid(), "Elect Ann.", VotingMethod.Proposal, new(), One, DateTimeOffset.UnixEpoch) { State = MotionState.Carried };

    private static Decided Electing(Board board, Guid member, BoardOffice office, DateOnly? on = null, Motion? motion = null, Guid? motionId = null, bool used = false) =>
        Given.State(board).When(each => ElectOfficer.Decide(each, each.Member(member), motion, used, new(member, office, on, motionId ?? motion?.Id), Today));

    private static Decided Releasing(Board board, DateOnly? on = null) => Given.State(board).When(each => ReleaseOfficer.Decide(each, each.Member(One), new(One, BoardOffice.Chair, on), Today));

    private static IEnumerable<(Guid, BoardOffice)> On(Board board, string day) => Officers.On(board, DateOnly.Parse(day, null)).Select(each => (each.MembershipId, each.Office));

    [Fact]
    public void An_office_has_one_holder_at_a_time()
    {
        Electing(Chaired, Other, BoardOffice.Chair, new(2025, 1, 1)).Then(new OfficerElected(Other, BoardOffice.Chair, new(2025, 1, 1)));
        var board = Chaired.After(new OfficerElected(Other, BoardOffice.Chair, new(2025, 1, 1)));
        On(board, "2023-12-31").ShouldBeEmpty();
        On(board, "2024-12-31").ShouldBe([(One, BoardOffice.Chair)]);
        On(board, "2025-01-01").ShouldBe([(Other, BoardOffice.Chair)]);
    }

    [Fact]
    public void An_office_ends_with_the_membership()
    {
        var board = Chaired.After(new MemberResigned(One, new(2025, 3, 31)));
        On(board, "2025-03-31").ShouldBe([(One, BoardOffice.Chair)]);
        On(board, "2025-04-01").ShouldBeEmpty();
        Releasing(board).ThenRefused("advisory-boards.not-officer");
    }

    [Fact]
    public void Only_a_member_in_office_is_elected()
    {
        var board = Board.After(new MemberResigned(One, new(2025, 3, 31)));
        Electing(board, One, BoardOffice.Secretary, new(2025, 4, 1)).ThenRefused("advisory-boards.not-in-office");
        Electing(board, One, BoardOffice.Secretary, new(2025, 3, 31)).Then(new OfficerElected(One, BoardOffice.Secretary, new(2025, 3, 31)));
        var nominee = Guid.CreateVersion7();
        Electing(Board.After(Nominated(nominee, new("cem"))), nominee, BoardOffice.Chair).ThenRefused("advisory-boards.not-in-office");
    }

    [Fact]
    public void The_motion_that_elected_them_carried_on_this_board()
    {
        Electing(Board, One, BoardOffice.Chair, motion: Carried).Then(new OfficerElected(One, BoardOffice.Chair, Today, Carried.Id));
        Electing(Board, One, BoardOffice.Chair, motion: Carried with { BoardId = Guid.NewGuid() }).ThenRefused("engage.not-found");
        Electing(Board, One, BoardOffice.Chair, motionId: Guid.NewGuid()).ThenRefused("engage.not-found");
        foreach (var state in Enum.GetValues<MotionState>().Where(each => each is not MotionState.Carried))
            Electing(Board, One, BoardOffice.Chair, motion: Carried with { State = state }).ThenRefused("advisory-boards.motion-not-carried");
    }

    [Fact]
    public void A_motion_behind_something_else_elected_nobody()
    {
        Electing(Board, One, BoardOffice.Chair, motion: Carried, used: true).ThenRefused("advisory-boards.motion-used");
        foreach (var motion in new[] { Carried with { Amends = Guid.NewGuid() }, Carried with { ApprovesMinutesOf = Guid.NewGuid() } })
            Electing(Board, One, BoardOffice.Chair, motion: motion).ThenRefused("advisory-boards.motion-used");
    }

    [Fact]
    public void Nobody_is_chair_and_vice_chair()
    {
        Electing(Chaired, One, BoardOffice.ViceChair).ThenRefused("advisory-boards.presides-already");
        Electing(Chaired, One, BoardOffice.Secretary).Then(new OfficerElected(One, BoardOffice.Secretary, Today));
        Electing(Chaired, One, BoardOffice.Chair).ThenRefused("advisory-boards.unchanged");
    }

    [Fact]
    public void Elections_are_put_on_record_in_their_order()
    {
        Electing(Chaired, Other, BoardOffice.Chair, new(2023, 12, 31)).ThenRefused("advisory-boards.day");
        Electing(Chaired, Other, BoardOffice.Chair, Today.AddDays(1)).ThenRefused("advisory-boards.day");
    }

    [Fact]
    public void An_officer_is_released_and_stays_a_member()
    {
        Releasing(Chaired, new(2024, 6, 30)).Then(new OfficerReleased(One, BoardOffice.Chair, new(2024, 6, 30)));
        var board = Chaired.After(new OfficerReleased(One, BoardOffice.Chair, new(2024, 6, 30)));
        On(board, "2024-06-30").ShouldBe([(One, BoardOffice.Chair)]);
        On(board, "2024-07-01").ShouldBeEmpty();
        InOffice.Holds(board, board.Member(One), Today).ShouldBeTrue();
        Releasing(board).ThenRefused("advisory-boards.not-officer");
        Releasing(Board).ThenRefused("advisory-boards.not-officer");
        Releasing(Chaired, new(2023, 12, 31)).ThenRefused("advisory-boards.day");
    }
}
