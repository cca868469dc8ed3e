namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What no ordinance can say of how a board works.</summary>
public sealed class CheckingRules
{
    private static readonly BoardRulesInput Good = new(
        new(QuorumBasis.Number, 5), ChairVote.OnTie, 72, 24, [" Personnel, § 551.074 ", "Personnel, § 551.074"], TermLimit: new(2), Absence: new(3, 5), MostTermsEndingTogether: 3, Share: new(ShareOf.Members, 2, 3));

    private static readonly EstablishBoardInput Input = new(" Police Advisory Board ", BoardKind.Advisory, " Advises. ", " Ordinance 2024-17 ", Good, new(2024, 3, 1), "EN");

    public static TheoryData<BoardRulesInput> Bad => new()
    {
        Good with { NoticeHours = -1 }, Good with { NoticeHours = 1441 }, Good with { SpecialNoticeHours = -1 }, Good with { SpecialNoticeHours = 1441 },
        Good with { AcknowledgeDays = 0 }, Good with { AcknowledgeDays = 367 }, Good with { ResponseDays = 0 }, Good with { ResponseDays = 367 },
        Good with { MostTermsEndingTogether = 0 }, Good with { MostTermsEndingTogether = 101 },
        Good with { Share = new(ShareOf.Members, 1, 3) }, Good with { Share = new(ShareOf.Members, 3, 3) }, Good with { Share = new(ShareOf.Members, 0, 0) },
        Good with { Share = new(ShareOf.Present, 6, 11) }, Good with { Share = new(ShareOf.Present, -2, -3) }, Good with { Share = new(ShareOf.Present, int.MaxValue, 2) },
        Good with { TermLimit = new(0) }, Good with { TermLimit = new(21) }, Good with { TermLimit = new(2, 0) }, Good with { TermLimit = new(2, 241) },
        Good with { Absence = new() }, Good with { Absence = new(0) }, Good with { Absence = new(101) }, Good with { Absence = new(null, 0) }, Good with { Absence = new(null, 101) },
        Good with { Absence = new(3, null, 0) }, Good with { Absence = new(3, null, 61) },
        Good with { Quorum = new(QuorumBasis.Number) }, Good with { Quorum = new(QuorumBasis.Number, 0) }, Good with { Quorum = new(QuorumBasis.Number, 101) },
        Good with { Quorum = new(QuorumBasis.Seats, 5) }, Good with { Quorum = new(QuorumBasis.Members, 5) },
        Good with { ClosedSessionGrounds = [.. Enumerable.Range(0, 21).Select(each => $"{each}")] }
    };

    [Fact]
    public void A_board_is_established_with_the_rules_of_its_ordinance() => Given.State(Input).When(input => EstablishBoard.Decide(input, TestBoard.Today)).Then(new BoardEstablished(
        "Police Advisory Board", BoardKind.Advisory, "Advises.", "Ordinance 2024-17",
        new(new(QuorumBasis.Number, 5), ChairVote.OnTie, 72, 24, ["Personnel, § 551.074"], true, new(2, 12), new(3, 5, 12), 10, 60, 3, new(ShareOf.Members, 2, 3)), new(2024, 3, 1), "en"));

    [Theory]
    [MemberData(nameof(Bad))]
    public void Rules_out_of_their_ranges_are_refused(BoardRulesInput rules)
    {
        Given.State(Input with { Rules = rules }).When(input => EstablishBoard.Decide(input, TestBoard.Today)).ThenRefused("advisory-boards.rules");
        Given.State(TestBoard.With()).When(board => AmendBoardRules.Decide(board, new(board.Id, rules, "Ordinance 2"), TestBoard.Today)).ThenRefused("advisory-boards.rules");
    }

    [Fact]
    public void The_ends_of_the_ranges_are_in_them() => Assert.All(
        [
            Good with { NoticeHours = 0, SpecialNoticeHours = 1440, AcknowledgeDays = 1, ResponseDays = 366, MostTermsEndingTogether = 1, TermLimit = new(1, 240), Absence = new(1, null, 60) },
            Good with { Quorum = new(QuorumBasis.Number, 100), MostTermsEndingTogether = 100, TermLimit = new(20, 1), Absence = new(null, 100, 1), ClosedSessionGrounds = [] },
            Good with { Quorum = new(QuorumBasis.Seats), TermLimit = null, Absence = null, MostTermsEndingTogether = null, Share = null },
            Good with { Share = new(ShareOf.VotesCast, 1, 2) }, Good with { Share = new(ShareOf.Present, 9, 10) }
        ],
        rules => EstablishBoard.Decide(Input with { Rules = rules }, TestBoard.Today).Rules.NoticeHours.ShouldBe(rules.NoticeHours));

    [Fact]
    public void Texts_and_days_that_cannot_be_are_refused()
    {
        foreach (var (input, code) in new (EstablishBoardInput, string)[]
        {
            (Input with { Name = " " }, "engage.empty-text"), (Input with { Name = new('a', 201) }, "engage.text-too-long"),
            (Input with { Purpose = "" }, "engage.empty-text"), (Input with { Purpose = new('a', 5_001) }, "engage.text-too-long"),
            (Input with { Ordinance = "" }, "engage.empty-text"), (Input with { Ordinance = new('a', 301) }, "engage.text-too-long"),
            (Input with { Rules = Good with { ClosedSessionGrounds = [""] } }, "engage.empty-text"), (Input with { Rules = Good with { ClosedSessionGrounds = [new('a', 301)] } }, "engage.text-too-long"),
            (Input with { Language = "no language" }, "engage.language"),
            (Input with { On = TestBoard.Today.AddDays(1) }, "advisory-boards.day"), (Input with { On = new(1799, 12, 31) }, "advisory-boards.day")
        })
            Given.State(input).When(each => EstablishBoard.Decide(each, TestBoard.Today)).ThenRefused(code);
    }

    [Fact]
    public void Rules_are_amended_in_the_order_in_which_they_held()
    {
        var board = TestBoard.With().After(new BoardRulesAmended(TestBoard.Rules with { HoldOver = false }, "Ordinance 2", new(2024, 1, 1)));
        Given.State(board).When(each => AmendBoardRules.Decide(each, new(each.Id, Good, "Ordinance 3", new(2023, 12, 31)), TestBoard.Today)).ThenRefused("advisory-boards.day");
        Given.State(board).When(each => AmendBoardRules.Decide(each, new(each.Id, Good, "Ordinance 3", TestBoard.Today.AddDays(1)), TestBoard.Today)).ThenRefused("advisory-boards.day");
        Given.State(board).When(each => AmendBoardRules.Decide(each, new(each.Id, Good, " "), TestBoard.Today)).ThenRefused("engage.empty-text");
        Given.State(board.After(new BoardDissolved("R", TestBoard.Today.AddDays(-1)))).When(each => AmendBoardRules.Decide(each, new(each.Id, Good, "O"), TestBoard.Today)).ThenRefused("advisory-boards.board-dissolved");
        InOffice.InForceOn(board, new(2023, 12, 31)).ShouldBe(new(TestBoard.Rules, "Ordinance 2019-17", TestBoard.Began, new(2023, 12, 31)));
        InOffice.InForceOn(board, new(2024, 1, 1)).ShouldBe(new(TestBoard.Rules with { HoldOver = false }, "Ordinance 2", new(2024, 1, 1), null));
        var again = board.After(new BoardRulesAmended(TestBoard.Rules, "Ordinance 3", new(2024, 1, 1)));
        InOffice.InForceOn(again, new(2023, 12, 31)).Authority.ShouldBe("Ordinance 2019-17");
        InOffice.InForceOn(again, new(2024, 1, 1)).Authority.ShouldBe("Ordinance 3");
    }
}
