namespace Engage.Plugins.TransparencyReports;

public sealed class SayingFormulas
{
    private static readonly MetricDefinition Count = new(MetricMeasure.Count, "stops", DatasetTable.Stops, "occurred", [], []);

    private static readonly RecordCondition Arrests = new("outcome", ["Arrest", "Summons"]);

    public static TheoryData<MetricDefinition, string> Sentences => new()
    {
        { Count, "Stops of the period (by day of the stop). Counts below 5 are withheld." },
        {
            Count with { Where = [Arrests, new("kind", ["PERSON_AND_VEHICLE", "NOT_RECORDED"], true)], GroupBy = ["ethnicity", "age"], Threshold = 1_000, Rounding = 10 },
            "Stops of the period (by day of the stop) where outcome is Arrest or Summons and kind is not person and vehicle or not recorded, by ethnicity or race and by age. "
            + "Counts below 1,000 are withheld, the others rounded down to a multiple of 10."
        },
        {
            Count with { Measure = MetricMeasure.Rate, Where = [Arrests], Denominator = new([new("kind", ["PERSON"])]), Per = 100, GroupBy = ["ethnicity"] },
            "Of all stops of the period (by day of the stop) where kind is person, those where outcome is Arrest or Summons, for each 100, by ethnicity or race. Counts below 5 are withheld."
        },
        {
            Count with { Measure = MetricMeasure.Rate, Denominator = new(null, "census", "residents"), Per = 1_000 },
            "Stops of the period (by day of the stop), for each 1,000 residents (census). Counts below 5 are withheld."
        },
        {
            Count with { Measure = MetricMeasure.Rate, Where = [Arrests], Denominator = new([]) },
            "Of all stops of the period (by day of the stop), those where outcome is Arrest or Summons, as a share. Counts below 5 are withheld."
        },
        {
            Count with { Measure = MetricMeasure.Disparity, Where = [Arrests], Denominator = new([]), GroupBy = ["ethnicity"], Reference = "MIDDLE_EASTERN" },
            "Of all stops of the period (by day of the stop), the share of those where outcome is Arrest or Summons, divided by that of ethnicity or race middle eastern, by ethnicity or race. Counts below 5 are withheld."
        },
        {
            Count with { Measure = MetricMeasure.Disparity, Denominator = new(null, "census", "residents"), GroupBy = ["area"], Reference = "Old Town" },
            "The rate of stops of the period (by day of the stop) to residents (census), divided by that of area Old Town, by area. Counts below 5 are withheld."
        },
        {
            Count with { Measure = MetricMeasure.Duration, Table = DatasetTable.Complaints, PeriodField = "received", FromField = "received", UntilField = "closed" },
            "The median and the 90th percentile of the days from day it was received to day it was closed, of complaints of the period (by day it was received) that have both. Counts below 5 are withheld. "
            + "Records are counted, and one complaint may be several."
        },
        {
            Count with { Measure = MetricMeasure.Survival, Table = DatasetTable.Complaints, PeriodField = "received", FromField = "received", UntilField = "closed" },
            "Within how many days from day it was received to day it was closed half and nine tenths come to their end, of complaints of the period (by day it was received), "
            + "where those that wait count with the time they have waited (Kaplan and Meier). Counts below 5 are withheld. Records are counted, and one complaint may be several."
        },
        {
            Count with { Table = DatasetTable.UsesOfForce },
            "Uses of force of the period (by day of the use of force). Counts below 5 are withheld. Records are counted, and one incident may be several."
        }
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_definition_reads_as_a_sentence(MetricDefinition definition, string sentence) => MetricFormula.Of(definition).ShouldBe(sentence);
}
