namespace Engage.Plugins.Forums;

/// <summary>Numbers worked out by hand from the formula: 1 + role + accuracy + reason.</summary>
public sealed class ScoringFlags
{
    [Theory]
    [InlineData(FlagReason.OffTopic, false, 1)]
    [InlineData(FlagReason.Abuse, false, 1)]
    [InlineData(FlagReason.PersonalData, false, 6)]
    [InlineData(FlagReason.IdentifiableSuspect, false, 6)]
    [InlineData(FlagReason.OngoingInvestigation, false, 6)]
    [InlineData(FlagReason.Abuse, true, 6)]
    [InlineData(FlagReason.PersonalData, true, 11)]
    public void Who_never_flagged_weighs_by_role_and_reason(FlagReason reason, bool byStaff, double score) => FlagScore.Of(reason, byStaff, agreed: 0, disagreed: 0).ShouldBe(score);

    [Theory]
    [InlineData(5, 0, 0)] // too few to tell
    [InlineData(16, 0, 10)] // 1 · log₄(16) · 5
    [InlineData(64, 0, 15)]
    [InlineData(0, 16, -10)]
    [InlineData(7, 3, 0)] // on the axis
    [InlineData(4, 4, -2.142857142857143)] // (0.5 − 0.7)/0.7 · log₄(8) · 5 = −2/7 · 7.5
    [InlineData(7, 1, 4.375)] // (0.875 − 0.7)/0.3 · 7.5
    public void Accuracy_adds_or_takes_by_its_distance_from_seventy_percent(int agreed, int disagreed, double bonus) => FlagScore.Accuracy(agreed, disagreed).ShouldBe(bonus, 1e-12);

    [Fact]
    public void No_flag_weighs_less_than_nothing() => FlagScore.Of(FlagReason.Abuse, byStaff: true, agreed: 0, disagreed: 64).ShouldBe(0);
}
