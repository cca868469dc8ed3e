namespace Engage.Plugins.AdvisoryBoards;

public sealed class RespondingToRecommendations
{
    private static readonly DateOnly Today = new(2026, 4, 1);

    private static RespondToRecommendationInput Input(ResponseKind kind, string? rationale, string? implementBy, string role = Roles.Staff) =>
        new(Guid.NewGuid(), kind, "So it is.", role, rationale, implementBy is null ? null : DateOnly.Parse(implementBy));

    private static object Decide(Recommendation recommendation, RespondToRecommendationInput input) => RespondToRecommendation.Decide(recommendation, Today, input, Recommended.Sam);

    [Theory]
    [InlineData(ResponseKind.Concur, null, "2026-04-02")]
    [InlineData(ResponseKind.Concur, "Gladly.", "2036-04-01")]
    [InlineData(ResponseKind.Partly, "Half of it.", "2026-12-31")]
    [InlineData(ResponseKind.Decline, "The law forbids it.", null)]
    public void A_response_says_whether_why_and_by_when(ResponseKind kind, string? rationale, string? implementBy) =>
        Given.State(Recommended.Each["issued"]).When(issued => [Decide(issued, Input(kind, rationale, implementBy))])
            .Then(new RecommendationResponded(kind, "So it is.", rationale, Today, Personal.Of(Recommended.Sam.Id, "Sam"), Roles.Staff, implementBy is null ? null : DateOnly.Parse(implementBy)));

    [Theory]
    [InlineData(ResponseKind.Partly, null, "2026-12-31", "advisory-boards.rationale-needed")]
    [InlineData(ResponseKind.Decline, " ", null, "advisory-boards.rationale-needed")]
    [InlineData(ResponseKind.Concur, null, null, "advisory-boards.implement-by")]
    [InlineData(ResponseKind.Partly, "Why.", null, "advisory-boards.implement-by")]
    [InlineData(ResponseKind.Concur, null, "2026-04-01", "advisory-boards.implement-by")]
    [InlineData(ResponseKind.Concur, null, "2036-04-02", "advisory-boards.implement-by")]
    [InlineData(ResponseKind.Decline, "Why.", "2026-12-31", "advisory-boards.implement-by")]
    public void A_response_that_says_too_little_or_too_much_is_refused(ResponseKind kind, string? rationale, string? implementBy, string code) =>
        Given.State(Recommended.Each["issued"]).When(issued => [Decide(issued, Input(kind, rationale, implementBy))]).ThenRefused(code);

    [Theory]
    [InlineData(Roles.Officer)]
    [InlineData(Roles.Resident)]
    [InlineData("mayor")]
    public void Nobody_speaks_in_a_role_that_they_do_not_hold_or_that_is_of_the_other_side(string role) =>
        Given.State(Recommended.Each["issued"]).When(issued => [Decide(issued, Input(ResponseKind.Concur, null, "2026-12-31", role))]).ThenRefused("engage.role-not-held");

    [Theory]
    [InlineData(Roles.BoardMember)]
    [InlineData(Roles.CommunityLeader)]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Administrator)]
    [InlineData("partner")]
    public void Nobody_answers_for_the_agency_in_a_role_that_is_not_of_those_who_speak_for_it_though_they_hold_it(string role) =>
        Given.State(Recommended.Each["issued"])
            .When(issued => [RespondToRecommendation.Decide(issued, Today, Input(ResponseKind.Concur, null, "2026-12-31", role), new(new("sam"), "Sam", [Roles.Staff, role], []))])
            .ThenRefused("engage.role-not-held");

    [Fact]
    public void A_second_response_holds_and_the_first_is_kept_with_its_day_for_the_clock()
    {
        var twice = Recommended.After(Recommended.IsIssued, Recommended.Declined, Recommended.Responded(ResponseKind.Partly, Recommended.Issued.AddDays(60)));
        twice.Concurrence.ShouldBe(ResponseKind.Partly);
        twice.RespondedOn.ShouldBe(Recommended.Issued.AddDays(30));
        twice.Responses.Select(response => (response.Number, response.Kind)).ShouldBe([(2, ResponseKind.Partly), (1, ResponseKind.Decline)]);
    }

    [Fact]
    public void Another_response_undoes_no_work_that_was_begun_unless_it_declines()
    {
        Recommended.After(Recommended.IsIssued, Recommended.Concurred, Recommended.Started, Recommended.Responded(ResponseKind.Partly, Recommended.Issued.AddDays(60)))
            .State.ShouldBe(RecommendationState.InProgress);
        Recommended.After(Recommended.IsIssued, Recommended.Concurred, Recommended.Reported, Recommended.Responded(ResponseKind.Partly, Recommended.Issued.AddDays(60)))
            .State.ShouldBe(RecommendationState.ReportedImplemented);
        var declined = Recommended.After(Recommended.IsIssued, Recommended.Concurred, Recommended.Reported, Recommended.Responded(ResponseKind.Decline, Recommended.Issued.AddDays(60)));
        declined.State.ShouldBe(RecommendationState.Responded);
        Should.Throw<Refusal>(() => declined.Must(RecommendationMove.Verify));
    }

    [Fact]
    public void A_response_acknowledges() => Recommended.Each["declined"].AcknowledgedOn.ShouldBe(Recommended.Issued.AddDays(30));

    [Fact]
    public void Nobody_responds_more_than_fifty_times() =>
        Given.State(Recommended.After(Enumerable.Repeat<object>(Recommended.Concurred, 50).Prepend(Recommended.IsIssued)))
            .When(often => [Decide(often, Input(ResponseKind.Concur, null, "2026-12-31"))]).ThenRefused("advisory-boards.too-many-responses");

    [Fact]
    public void Of_several_responses_the_one_that_was_meant_is_translated()
    {
        var twice = Recommended.After(Recommended.IsIssued, Recommended.Declined, Recommended.Concurred);
        var translated = TranslateResponse.Decide(twice, new(twice.Id, 1, "es", "No.", TranslationStatus.Human, "Porque sí."));
        translated.ShouldBe(new ResponseTranslated(1, "es", "No.", "Porque sí.", TranslationStatus.Human));
        Recommendation.Evolve(twice, twice.Id, translated, Recommended.At)!.Responses.Select(response => response.Text.In("es")).ShouldBe(["So it is.", "No."]);
        TranslateResponse.Decide(twice, new(twice.Id, 2, "es", "Sí.", TranslationStatus.Human, "Nobody asked.")).Rationale.ShouldBeNull();
        Should.Throw<Refusal>(() => TranslateResponse.Decide(twice, new(twice.Id, 1, "es", "No.", TranslationStatus.Human))).Code.ShouldBe("advisory-boards.rationale-needed");
        Should.Throw<Refusal>(() => TranslateResponse.Decide(twice, new(twice.Id, 3, "es", "No.", TranslationStatus.Human))).Code.ShouldBe("advisory-boards.no-response");
    }
}
