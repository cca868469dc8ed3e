namespace Engage.Plugins.Forums;

public sealed class DecidingOnDemographics
{
    private static readonly DefineDemographicInput Ages = new(" How old are you? ", [new("Under 25", 12_400), new("25 to 64", 31_800)], "Census, table TS007", 2021);
    private static readonly Demographic Asked = new(Guid.NewGuid(), "How old are you?", [new(1, "Under 25", 12_400), new(2, "25 to 64", 31_800)], "Census", 2021, Replaces: null, Retired: false, ReplacedBy: null);
    private static readonly Topic Open = new(
        Guid.NewGuid(), "Night patrols", Personal.Of(new("ada"), "How often?"), TopicKind.Discussion, TopicState.Open, new(Personal.Of(new("ada"), "Ada")), DateTimeOffset.UnixEpoch, 0,
        ClosedAt: null, CloseReason: null, CategoryId: null, Source: null, Tags: [], Pinned: false, EditedAt: null, Channel.Web, HiddenBy: null, StatementsWait: false);

    private static Donation Answered(int? option) => new(Guid.NewGuid(), Asked.Id, option);

    [Fact]
    public void A_question_is_defined_with_its_groups_numbered() => Given.State(0).When(asked => DefineDemographic.Decide(Ages, asked, 2026))
        .Then(new DemographicDefined("How old are you?", [new(1, "Under 25", 12_400), new(2, "25 to 64", 31_800)], "Census, table TS007", 2021));

    public static TheoryData<DefineDemographicInput, string> Bad => new()
    {
        { Ages with { Question = " " }, "engage.empty-text" },
        { Ages with { Question = new('a', 301) }, "engage.text-too-long" },
        { Ages with { Source = "" }, "engage.empty-text" },
        { Ages with { Groups = [new("All", 1)] }, "forums.demographic-groups" },
        { Ages with { Groups = [.. Enumerable.Range(0, 31).Select(i => new DemographicGroupInput($"{i}", 1))] }, "forums.demographic-groups" },
        { Ages with { Groups = [new("Under 25", 1), new("under 25 ", 1)] }, "forums.demographic-groups" },
        { Ages with { Groups = [new("Under 25", 1), new("", 1)] }, "engage.empty-text" },
        { Ages with { Groups = [new("Under 25", 1), new("25 to 64", 0)] }, "forums.population" },
        { Ages with { Language = "no language" }, "engage.language" },
        { Ages with { Year = 1899 }, "forums.census-year" },
        { Ages with { Year = 2027 }, "forums.census-year" }
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_question_that_cannot_be_asked_is_refused(DefineDemographicInput input, string code) => Given.State(0).When(asked => DefineDemographic.Decide(input, asked, 2026)).ThenRefused(code);

    [Fact]
    public void One_question_more_than_twenty_is_refused()
    {
        Given.State(19).When(asked => DefineDemographic.Decide(Ages, asked, 2026)).Then(DefineDemographic.Decide(Ages, 0, 2026));
        Given.State(20).When(asked => DefineDemographic.Decide(Ages, asked, 2026)).ThenRefused("forums.too-many-demographics");
    }

    [Fact]
    public void The_numbers_of_people_are_corrected_in_the_order_of_the_groups() => Given.State(Asked)
        .When(demographic => AmendDemographic.Decide(demographic, new(demographic.Id, [12_500, 31_900], "Census, corrected", 2022), 2026))
        .Then(new DemographicAmended([12_500, 31_900], "Census, corrected", 2022));

    [Theory]
    [InlineData(new[] { 1 }, "forums.demographic-groups")]
    [InlineData(new[] { 1, 2, 3 }, "forums.demographic-groups")]
    [InlineData(new[] { 1, -2 }, "forums.population")]
    public void Numbers_that_are_none_are_refused(int[] populations, string code) => Given.State(Asked)
        .When(demographic => AmendDemographic.Decide(demographic, new(demographic.Id, populations, "Census", 2022), 2026)).ThenRefused(code);

    [Fact]
    public void A_translation_is_of_the_question_and_all_its_groups()
    {
        TranslateDemographicInput input = new(Asked.Id, "ES", " ¿Cuántos años tiene? ", ["Menos de 25", "De 25 a 64"], TranslationStatus.Reviewed);
        Given.State(Asked).When(demographic => TranslateDemographic.Decide(demographic, input))
            .Then(new DemographicTranslated("es", "¿Cuántos años tiene?", ["Menos de 25", "De 25 a 64"], TranslationStatus.Reviewed));
        Given.State(Asked).When(demographic => TranslateDemographic.Decide(demographic, input with { Groups = ["Menos de 25"] })).ThenRefused("forums.demographic-groups");
        Given.State(Asked).When(demographic => TranslateDemographic.Decide(demographic, input with { Groups = ["Menos de 25", ""] })).ThenRefused("engage.empty-text");
        Given.State(Asked).When(demographic => TranslateDemographic.Decide(demographic, input with { Language = "no language" })).ThenRefused("engage.language");
        Given.State<Demographic?>(null).When(demographic => TranslateDemographic.Decide(demographic, input)).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_question_that_is_retired_is_not_retired_again() => Given.State(Asked with { Retired = true }).When(demographic => RetireDemographic.Decide(demographic, null)).ThenRefused("forums.demographic-retired");

    [Fact]
    public void An_answer_notes_what_was_answered_before() => Given.State(Answered(1)).When(before => DonateDemographic.Decide(Open, Asked, before, 2))
        .Then(new DemographicDonated(Open.Id, Asked.Id, 2, Groups: 2, Previous: 1));

    [Fact]
    public void Who_took_an_answer_back_answers_as_if_for_the_first_time() => Given.State(Answered(null)).When(before => DonateDemographic.Decide(Open, Asked, before, 2))
        .Then(new DemographicDonated(Open.Id, Asked.Id, 2, Groups: 2));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_answer_that_is_none_of_those_to_choose_from_is_refused(int option) =>
        Given.State<Donation?>(null).When(before => DonateDemographic.Decide(Open, Asked, before, option)).ThenRefused("forums.demographic-option");

    [Fact]
    public void The_same_answer_again_is_refused() => Given.State(Answered(1)).When(before => DonateDemographic.Decide(Open, Asked, before, 1)).ThenRefused("forums.donation-unchanged");

    [Fact]
    public void A_question_that_is_retired_takes_no_answers() =>
        Given.State<Donation?>(null).When(before => DonateDemographic.Decide(Open, Asked with { Retired = true }, before, 1)).ThenRefused("forums.demographic-retired");

    [Fact]
    public void A_topic_that_is_closed_takes_no_answers() =>
        Given.State<Donation?>(null).When(before => DonateDemographic.Decide(Open with { State = TopicState.Closed }, Asked, before, 1)).ThenRefused("forums.topic-closed");

    [Fact]
    public void What_was_not_answered_or_taken_back_is_not_taken_back()
    {
        Given.State<Donation?>(null).When(before => WithdrawDemographic.Decide(before, new(Open.Id, Asked.Id))).ThenRefused("forums.nothing-donated");
        Given.State(Answered(null)).When(before => WithdrawDemographic.Decide(before, new(Open.Id, Asked.Id))).ThenRefused("forums.nothing-donated");
        Given.State(Answered(2)).When(before => WithdrawDemographic.Decide(before, new(Open.Id, Asked.Id))).Then(new DemographicWithdrawn(Open.Id, Asked.Id, 2));
    }
}
