namespace Engage.Plugins.AdvisoryBoards;

public sealed class IssuingRecommendations
{
    [Fact]
    public void Its_days_are_counted_by_the_rules_of_the_board_on_the_calendar_of_the_agency()
    {
        // Monday, 2 March: five business days with a weekend and Founders' Day among them end on Tuesday the 10th.
        var act = Recommended.Act(Recommended.Each["drafted"], BoardFixture.Rules with { AcknowledgeDays = 5, ResponseDays = 1 }) with { Today = new(2026, 3, 2) };
        IssueRecommendation.Decide(act, Recommended.Calendar).ShouldBe(new(act.Motion!.Id, new(2026, 3, 2), new(2026, 3, 10), new(2026, 3, 3), 5, 1));
    }

    [Fact]
    public void The_rules_are_those_of_the_day()
    {
        var act = Recommended.Act(Recommended.Each["drafted"]);
        var amended = Board.Evolve(act.Board, act.Board.Id, new BoardRulesAmended(BoardFixture.Rules with { ResponseDays = 5 }, "Ordinance 2", act.Today.AddDays(1)))!;
        IssueRecommendation.Decide(act with { Board = amended }, Recommended.Calendar).ResponseDays.ShouldBe(60);
        IssueRecommendation.Decide(act with { Board = amended, Today = act.Today.AddDays(1) }, Recommended.Calendar).ResponseDays.ShouldBe(5);
    }

    [Fact]
    public void It_takes_a_motion_that_carried_and_stands_behind_nothing_else() =>
        Given.State(Recommended.Act(Recommended.Each["drafted"]) with { Used = true }).When(act => [IssueRecommendation.Decide(act, Recommended.Calendar)]).ThenRefused("advisory-boards.motion-used");

    [Fact]
    public void What_was_revised_after_the_vote_was_called_was_not_voted_on()
    {
        var revised = new RecommendationRevised("Publish the audits", "Every year.", "body cameras", "Chief of Police", []);
        var called = Recommended.Act(Recommended.Each["drafted"]).Motion!.CalledAt!.Value;
        foreach (var (at, code) in new[] { (called.AddTicks(-1), null), (called, "advisory-boards.revised-since"), (called.AddDays(1), "advisory-boards.revised-since") })
        {
            var act = Recommended.Act(Recommendation.Evolve(Recommended.Each["drafted"], Recommended.BoardId, revised, at)!);
            if (code is null) IssueRecommendation.Decide(act, Recommended.Calendar).MotionId.ShouldBe(act.Motion!.Id);
            else Given.State(act).When(late => [IssueRecommendation.Decide(late, Recommended.Calendar)]).ThenRefused(code);
        }
    }

    [Fact]
    public void A_motion_that_was_moved_before_it_was_drafted_carried_something_else()
    {
        var act = Recommended.Act(Recommended.Each["drafted"]);
        Given.State(act with { Motion = act.Motion! with { MovedAt = act.Recommendation.DraftedAt.AddTicks(-1) } })
            .When(early => [IssueRecommendation.Decide(early, Recommended.Calendar)]).ThenRefused("advisory-boards.motion-too-early");
        IssueRecommendation.Decide(act with { Motion = act.Motion! with { MovedAt = act.Recommendation.DraftedAt } }, Recommended.Calendar).MotionId.ShouldBe(act.Motion!.Id);
    }

    [Fact]
    public void A_translation_revises_nothing()
    {
        var translated = new RecommendationTranslated("es", "Publicar", "Cada trimestre.", TranslationStatus.Human);
        var act = Recommended.Act(Recommendation.Evolve(Recommended.Each["drafted"], Recommended.BoardId, translated, Recommended.At.AddYears(1))!);
        IssueRecommendation.Decide(act, Recommended.Calendar).MotionId.ShouldBe(act.Motion!.Id);
    }

    [Theory]
    [InlineData("Issue \"Publish the audits\" to the Chief of Police:\r\nEvery quarter.\r\nThey are at https://example.org/audit", true)]
    [InlineData("Do not issue \"Publish the audits\" to the Chief of Police: Every quarter. https://example.org/audit", false)]
    [InlineData("Issue this to the Chief of Police:\nEvery quarter.\nhttps://example.org/audit", false)]
    [InlineData("Issue \"Publish the audits\":\nEvery quarter.\nhttps://example.org/audit", false)]
    [InlineData("Issue \"Publish the audits\" to the Chief of Police:\nEvery quarter.", false)]
    [InlineData("Issue \"Publish the audits\" to the Chief of Police:\nEvery year.\nhttps://example.org/audit", false)]
    public void A_motion_that_holds_all_of_it_may_be_older(string motion, bool holds)
    {
        var act = Recommended.Act(Recommended.Each["drafted"] with { Evidence = [new("Audit", "https://example.org/audit")] });
        var older = act with { Motion = act.Motion! with { Text = motion, MovedAt = Recommended.At.AddDays(-2), CalledAt = Recommended.At.AddDays(-2) } };
        if (holds) IssueRecommendation.Decide(older, Recommended.Calendar).MotionId.ShouldBe(act.Motion!.Id);
        else Given.State(older).When(one => [IssueRecommendation.Decide(one, Recommended.Calendar)]).ThenRefused("advisory-boards.motion-too-early");
        // What it would take the place of does not stand in the motion.
        Given.State(older with { Recommendation = older.Recommendation with { Supersedes = Guid.NewGuid() } })
            .When(one => [IssueRecommendation.Decide(one, Recommended.Calendar)]).ThenRefused("advisory-boards.motion-too-early");
    }

    [Fact]
    public void It_is_issued_once() =>
        Given.State(Recommended.Act(Recommended.Each["issued"])).When(act => [IssueRecommendation.Decide(act, Recommended.Calendar)]).ThenRefused("advisory-boards.recommendation-state");

    [Theory]
    [InlineData("issued", null)]
    [InlineData("reported", null)]
    [InlineData("drafted", "advisory-boards.recommendation-state")]
    [InlineData("verified", "advisory-boards.recommendation-state")]
    [InlineData("superseded", "advisory-boards.recommendation-state")]
    public void It_takes_the_place_of_what_is_not_at_its_end(string state, string? code)
    {
        var act = Recommended.Act(Recommended.Each["drafted"]);
        if (code is null) IssueRecommendation.Supersede(Recommended.Each[state], act).ShouldBe(new(act.Recommendation.Id, act.Today));
        else Given.State(act).When(one => [IssueRecommendation.Supersede(Recommended.Each[state], one)]).ThenRefused(code);
    }

    [Fact]
    public void It_takes_the_place_of_none_of_another_board() =>
        Given.State(Recommended.Act(Recommended.Each["drafted"])).When(act => [IssueRecommendation.Supersede(Recommended.Each["issued"] with { BoardId = Guid.NewGuid() }, act)])
            .ThenRefused("advisory-boards.superseded-board");

    [Fact]
    public void A_board_that_was_dissolved_recommends_nothing()
    {
        var board = Board.Evolve(Recommended.Act(Recommended.Each["drafted"]).Board, Recommended.BoardId, new BoardDissolved("Done.", new(2026, 3, 1)))!;
        var input = new DraftRecommendationInput(board.Id, "T", "T", "t", "Chief");
        DraftRecommendation.Decide(board, speaks: true, null, new(2026, 3, 1), input).Title.ShouldBe("T");
        Given.State(board).When(gone => [DraftRecommendation.Decide(gone, speaks: true, null, new(2026, 3, 2), input)]).ThenRefused("advisory-boards.board-dissolved");
        var act = Recommended.Act(Recommended.Each["drafted"]) with { Board = board };
        IssueRecommendation.Decide(act with { Today = new(2026, 3, 1) }, Recommended.Calendar).On.ShouldBe(new(2026, 3, 1));
        Given.State(act with { Today = new(2026, 3, 2) }).When(gone => [IssueRecommendation.Decide(gone, Recommended.Calendar)]).ThenRefused("advisory-boards.board-dissolved");
        Given.State(board).When(gone => [DraftRecommendation.Decide(gone, speaks: false, null, new(2026, 3, 1), input)]).ThenRefused("advisory-boards.not-of-the-board");
    }

    [Theory]
    [InlineData("https://example.org/audit?year=2025#annex", "https://example.org/audit?year=2025#annex")]
    [InlineData(" HTTPS://Example.org ", "https://example.org/")]
    [InlineData("http://example.org", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://chief@example.org/", null)]
    [InlineData("https://:secret@example.org/", null)]
    [InlineData("https:///etc/passwd", null)]
    [InlineData("/audit", null)]
    public void Evidence_is_an_https_address_without_a_user_name(string url, string? stored)
    {
        if (stored is not null) Evidence.Checked([new("Audit", url)], "evidence").ShouldBe([new("Audit", stored)]);
        else Should.Throw<Refusal>(() => Evidence.Checked([new("Audit", url)], "evidence")).Code.ShouldBe("engage.web-address");
    }

    [Fact]
    public void Evidence_has_bounds()
    {
        var link = new EvidenceLinkInput("Audit", "https://example.org/");
        Evidence.Checked([.. Enumerable.Repeat(link, 20)], "evidence").Count.ShouldBe(20);
        Should.Throw<Refusal>(() => Evidence.Checked([.. Enumerable.Repeat(link, 21)], "evidence")).Code.ShouldBe("advisory-boards.evidence");
        Should.Throw<Refusal>(() => Evidence.Checked([link with { Title = "" }], "evidence")).Code.ShouldBe("engage.empty-text");
        Should.Throw<Refusal>(() => Evidence.Checked([link with { Title = new string('a', 201) }], "evidence")).Code.ShouldBe("engage.text-too-long");
        Should.Throw<Refusal>(() => Evidence.Checked([link with { Url = "https://example.org/" + new string('a', 2_000) }], "evidence")).Code.ShouldBe("engage.text-too-long");
        // As it is stored an umlaut takes six characters.
        Should.Throw<Refusal>(() => Evidence.Checked([link with { Url = "https://example.org/" + new string('ü', 1_000) }], "evidence")).Code.ShouldBe("engage.web-address");
    }
}
