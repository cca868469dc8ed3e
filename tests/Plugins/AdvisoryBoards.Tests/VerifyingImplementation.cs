namespace Engage.Plugins.AdvisoryBoards;

public sealed class VerifyingImplementation
{
    private static readonly BoardAct Act = Recommended.Act(Recommended.Each["reported"]);

    private static object Full(BoardAct act) => VerifyImplementation.Decide(act, new(act.Recommendation.Id, Guid.NewGuid(), ImplementationExtent.Full));

    [Fact]
    public void The_board_that_issued_it_finds_it_implemented_by_a_motion() =>
        Given.State(Act).When(act => [Full(act)]).Then(new ImplementationVerified(Act.Motion!.Id, ImplementationExtent.Full, null, Act.Today));

    [Fact]
    public void In_part_it_says_what_is_missing() =>
        Given.State(Act).When(act => [VerifyImplementation.Decide(act, new(act.Recommendation.Id, act.Motion!.Id, ImplementationExtent.Partial, " The annex. "))])
            .Then(new ImplementationVerified(Act.Motion!.Id, ImplementationExtent.Partial, "The annex.", Act.Today));

    [Theory]
    [InlineData(ImplementationExtent.Partial, null)]
    [InlineData(ImplementationExtent.Partial, " ")]
    [InlineData(ImplementationExtent.Full, "The annex.")]
    public void What_is_missing_is_said_where_something_is_and_nowhere_else(ImplementationExtent extent, string? rationale) =>
        Given.State(Act).When(act => [VerifyImplementation.Decide(act, new(act.Recommendation.Id, act.Motion!.Id, extent, rationale))]).ThenRefused("advisory-boards.verification-rationale");

    [Fact]
    public void Nobody_but_a_member_in_office_or_the_clerk_puts_it_on_record() =>
        Given.State(Act with { Speaks = false }).When(act => [Full(act)]).ThenRefused("advisory-boards.not-of-the-board");

    [Fact]
    public void It_takes_a_motion() => Given.State(Act with { Motion = null }).When(act => [Full(act)]).ThenRefused("engage.not-found");

    [Fact]
    public void Another_board_verifies_nothing() =>
        Given.State(Act with { Motion = Act.Motion! with { BoardId = Guid.NewGuid() } }).When(act => [Full(act)]).ThenRefused("advisory-boards.motion-of-another-board");

    [Fact]
    public void Only_what_carried_was_decided()
    {
        foreach (var state in Enum.GetValues<MotionState>().Where(state => state is not MotionState.Carried))
            Given.State(Act with { Motion = Act.Motion! with { State = state } }).When(act => [Full(act)]).ThenRefused("advisory-boards.motion-not-carried");
    }

    [Fact]
    public void A_motion_stands_behind_one_act_only()
    {
        foreach (var used in new[]
        {
            Act with { Used = true }, Act with { Motion = Act.Motion! with { Amends = Guid.NewGuid() } }, Act with { Motion = Act.Motion! with { ApprovesMinutesOf = Guid.NewGuid() } }
        })
            Given.State(used).When(act => [Full(act)]).ThenRefused("advisory-boards.motion-used");
    }

    [Theory]
    [InlineData("reported")]
    [InlineData("declined")]
    public void Who_answered_for_the_agency_puts_nothing_on_record_for_the_board(string state)
    {
        var act = Recommended.Act(Recommended.Each[state]) with { By = Recommended.Sam.Id };
        foreach (var decide in state is "declined"
            ? new Func<BoardAct, object>[] { each => CloseRecommendation.Decide(each, new(each.Recommendation.Id, Guid.NewGuid(), "R")) }
            : [Full, each => RejectImplementation.Decide(each, new(each.Recommendation.Id, Guid.NewGuid(), "R"))])
            Given.State(act).When(own => [decide(own)]).ThenRefused("advisory-boards.own-answer");
    }

    [Fact]
    public void To_have_said_only_that_it_came_is_no_answer()
    {
        var olu = Personal.Of(new ActorId("olu"), "Olu");
        var report = Recommended.After(Recommended.IsIssued, Recommended.Acknowledged, Recommended.Concurred with { By = olu }, Recommended.Reported with { By = olu });
        Full(Recommended.Act(report) with { By = Recommended.Sam.Id }).ShouldBeOfType<ImplementationVerified>();
    }

    [Fact]
    public void Nothing_is_found_of_a_report_before_it_was_made()
    {
        var report = Act.Recommendation.Reports[0].At;
        Given.State(Act with { Motion = Act.Motion! with { MovedAt = report.AddTicks(-1) } }).When(act => [Full(act)]).ThenRefused("advisory-boards.motion-too-early");
        Full(Act with { Motion = Act.Motion! with { MovedAt = report } }).ShouldBeOfType<ImplementationVerified>();
    }

    [Fact]
    public void A_claim_that_the_board_rejects_is_in_progress_again_and_stays_on_record()
    {
        var rejected = RejectImplementation.Decide(Act, new(Act.Recommendation.Id, Act.Motion!.Id, "Nothing is public."));
        rejected.ShouldBe(new ImplementationRejected(Act.Motion!.Id, "Nothing is public.", Act.Today));
        var after = Recommendation.Evolve(Act.Recommendation, Act.Recommendation.Id, rejected, Recommended.At)!;
        after.State.ShouldBe(RecommendationState.InProgress);
        after.Reports.Single().RejectedFor.ShouldBe("Nothing is public.");
        Given.State(Recommended.Act(after)).When(act => [Full(act)]).ThenRefused("advisory-boards.recommendation-state");
        // Another report is looked at by itself.
        Recommendation.Evolve(after, after.Id, Recommended.Reported, Recommended.At.AddDays(20))!.Reports.Select(report => report.RejectedFor).ShouldBe([null, "Nothing is public."]);
    }

    [Fact]
    public void What_was_declined_is_closed_by_a_motion_that_was_moved_after_that()
    {
        var act = Recommended.Act(Recommended.Each["declined"]);
        CloseRecommendation.Decide(act, new(act.Recommendation.Id, act.Motion!.Id, "The law was changed.")).ShouldBe(new(act.Motion!.Id, "The law was changed.", act.Today));
        Given.State(act with { Motion = act.Motion! with { MovedAt = Recommended.At } })
            .When(early => [CloseRecommendation.Decide(early, new(early.Recommendation.Id, Guid.NewGuid(), "R"))]).ThenRefused("advisory-boards.motion-too-early");
        Given.State(Recommended.Act(Recommended.Each["responded"]))
            .When(agreed => [CloseRecommendation.Decide(agreed, new(agreed.Recommendation.Id, Guid.NewGuid(), "R"))]).ThenRefused("advisory-boards.recommendation-state");
    }
}
