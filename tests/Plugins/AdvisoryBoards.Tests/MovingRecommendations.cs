namespace Engage.Plugins.AdvisoryBoards;

public sealed class MovingRecommendations
{
    // All that can be done, in each state; whatever is not named is refused.
    [Theory]
    [InlineData("drafted", "Revise Discard Issue")]
    [InlineData("issued", "Acknowledge Respond Supersede")]
    [InlineData("acknowledged", "Respond Supersede")]
    [InlineData("responded", "Respond Start Report Supersede")]
    [InlineData("declined", "Respond Close Supersede")]
    [InlineData("in progress", "Respond Report Supersede")]
    [InlineData("reported", "Respond Verify Reject Supersede")]
    [InlineData("rejected", "Respond Report Supersede")]
    [InlineData("verified", "")]
    [InlineData("verified in part", "")]
    [InlineData("closed", "")]
    [InlineData("superseded", "")]
    public void From_each_state_some_moves_are_possible_and_all_others_are_refused(string state, string possible)
    {
        var recommendation = Recommended.Each[state];
        foreach (var move in Enum.GetValues<RecommendationMove>())
        {
            if (possible.Split(' ').Contains(move.ToString())) recommendation.Must(move);
            else Should.Throw<Refusal>(() => recommendation.Must(move), $"{move} of what is {state}").Code.ShouldBe("advisory-boards.recommendation-state");
        }
    }

    [Fact]
    public void A_refusal_says_where_it_stands_and_what_is_possible_now()
    {
        Should.Throw<Refusal>(() => Recommended.Each["declined"].Must(RecommendationMove.Report)).Message
            .ShouldBe("This recommendation is declined. What can be done with it now: respond, close, supersede.");
        Should.Throw<Refusal>(() => Recommended.Each["verified"].Must(RecommendationMove.Respond)).Message
            .ShouldBe("This recommendation is verified as implemented. It came to its end, and nothing more is done with it.");
    }

    [Fact]
    public void Every_state_is_reached_and_everything_that_is_done_is_a_step_of_the_state_that_it_leads_to()
    {
        Recommended.Each.Values.Select(each => each.State).Distinct().ShouldBe(Enum.GetValues<RecommendationState>(), ignoreOrder: true);
        foreach (var each in Recommended.Each.Values.Where(each => each.State is not RecommendationState.Drafted))
        {
            each.Steps[^1].State.ShouldBe(each.State);
            each.Steps.Select(step => step.Number).ShouldBe(Enumerable.Range(1, each.Steps.Count));
        }
    }
}
