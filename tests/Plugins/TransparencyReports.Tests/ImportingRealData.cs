using System.Diagnostics;
using System.Text.Json;
using Xunit.Abstractions;

namespace Engage.Plugins.TransparencyReports;

public sealed class ImportingRealData(ReportFixture reports, ITestOutputHelper output) : IClassFixture<ReportFixture>
{
    [SampleFact]
    public async Task A_month_of_stops_and_searches_goes_in_row_by_row_and_a_second_time_nothing_does()
    {
        var clock = Stopwatch.StartNew();
        var run = await Import("stops/2020-07-metropolitan-stop-and-search.csv", "police-uk-stop-and-search.json");
        output.WriteLine($"{clock.Elapsed}");
        run.Rejected.ShouldBeEmpty();
        var dataset = await Read("stop-and-search");
        dataset.Imports.Single().ShouldSatisfyAllConditions(
            import => import.State.ShouldBe(ImportState.Completed), import => import.Rows.ShouldBe(25_909), import => import.Added.ShouldBe(25_909), import => import.Rejected.ShouldBe(0));
        var records = await Records(DatasetTable.Stops);
        // Counted in the file by hand, without this program.
        Count(records, "ethnicity", "BLACK").ShouldBe(9_360);
        Count(records, "outcome", "ARREST").ShouldBe(2_891);
        Count(records, "age", "10-17").ShouldBe(3_532);
        records.Count(record => !record.ContainsKey("gender")).ShouldBe(412);
        // Times of the file are of Greenwich, days are those of London: nothing is left of the last hour of June.
        records.Select(record => record["occurred"]).Order().ShouldSatisfyAllConditions(days => days.First().ShouldBe("2020-07-01"), days => days.Last().ShouldBe("2020-07-31"));

        var before = (await reports.Engage.Events()).Count;
        clock.Restart();
        var again = await Import("stops/2020-07-metropolitan-stop-and-search.csv", "police-uk-stop-and-search.json");
        output.WriteLine($"{clock.Elapsed}");
        again.Said.ShouldContain("Nothing has changed: the 25909 records that could be read were imported before.");
        (await reports.Engage.Events()).Count.ShouldBe(before);
    }

    [SampleFact]
    public async Task Complaints_and_what_they_allege_go_in_and_two_rows_that_say_another_day_of_one_complaint_do_not()
    {
        var run = await Import("accountability/lansing-complaints.csv", "lansing-complaints.json");
        run.Rejected.ShouldBe([
            (112, "it says something else than line 66 of the same record, by the key of the mapping"), (158, "it says something else than line 157 of the same record, by the key of the mapping")]);
        (await Records(DatasetTable.Complaints)).Count.ShouldBe(122);
        var allegations = await Records(DatasetTable.Allegations);
        allegations.Count.ShouldBe(203);
        Count(allegations, "finding", "INFORMATIONAL").ShouldBe(125);
        Count(allegations, "finding", "PARTLY_SUSTAINED").ShouldBe(3);
        Count(allegations, "allegation", "Use of Force").ShouldBe(12 + 1, "written in two ways");
        Count(allegations, "allegation", "Arrest; Search and Seizure").ShouldBe(14 + 1, "written in two ways");
        allegations.Count(record => !record.ContainsKey("officerEthnicity")).ShouldBe(7);
        allegations.Select(record => record["incident"]).Distinct().Count().ShouldBe(122);
        (await Import("accountability/lansing-complaints.csv", "lansing-complaints.json")).Said.ShouldContain("Nothing has changed: the 325 records that could be read were imported before.");
    }

    [SampleFact]
    public async Task Uses_of_force_go_in_as_often_as_they_stand_there_and_those_against_dogs_do_not()
    {
        var run = await Import("accountability/st-louis-county-use-of-force.csv", "st-louis-county-use-of-force.json");
        run.Rejected.ShouldBeEmpty();
        run.Said.ShouldContain("Rows that the mapping leaves out: 7.");
        var uses = await Records(DatasetTable.UsesOfForce);
        uses.Count.ShouldBe(2_102 - 7);
        Count(uses, "forceType", "Taser").ShouldBe(257);
        uses.Count(record => !record.ContainsKey("forceType")).ShouldBe(5);
        Count(uses, "ethnicity", "OTHER").ShouldBe(14);
        Count(uses, "deadlyWeapon", "YES").ShouldBe(67);
        uses.Select(record => record["incident"]).Distinct().Count().ShouldBe(852);
        (await Import("accountability/st-louis-county-use-of-force.csv", "st-louis-county-use-of-force.json")).Said.ShouldContain("Nothing has changed: the 2095 records that could be read were imported before.");
    }

    private Task<TestImport> Import(string file, string mapping) => TestImport.Of(reports, $"{SampleFactAttribute.Folder}/{file}", Path.Combine(TestImport.Mappings, mapping));

    private async Task<Dataset> Read(string name)
    {
        await using var session = reports.Session();
        return (await session.LoadAsync<Dataset>(Dataset.IdOf(name)))!;
    }

    private async Task<List<Dictionary<string, string>>> Records(DatasetTable table)
    {
        var added = (await reports.Engage.Events()).Where(each => each.Alias == "transparency-reports.record-added").Select(each => each.Data).ToList();
        return [.. added.Where(record => record.GetProperty("table").GetString() == table.ToString()).Select(record => record.GetProperty("values").Deserialize<Dictionary<string, string>>()!)];
    }

    private static int Count(List<Dictionary<string, string>> records, string field, string code) => records.Count(record => record.GetValueOrDefault(field) == code);
}

/// <summary>Runs where ENGAGE_SAMPLE_DATA names a folder with the files of real agencies, which are not ours to give away.</summary>
public sealed class SampleFactAttribute : FactAttribute
{
    public SampleFactAttribute() => Skip = Folder is null ? "ENGAGE_SAMPLE_DATA names no folder with the files of real agencies." : null;

    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("ENGAGE_SAMPLE_DATA") is { Length: > 0 } folder && Directory.Exists($"{folder}/stops") ? folder : null;
}
