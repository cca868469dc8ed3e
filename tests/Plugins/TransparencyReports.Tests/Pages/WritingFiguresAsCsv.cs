using System.Globalization;
using CsvHelper;

namespace Engage.Plugins.TransparencyReports;

public sealed class WritingFiguresAsCsv
{
    [Fact]
    public void It_is_a_row_for_each_row_of_each_figure_in_the_order_of_the_edition()
    {
        var edition = SampleEditions.Whole();

        var rows = Read(FiguresCsv.Of(edition));

        rows.Select(row => row["row"]).ShouldBe(edition.Figures.SelectMany(figure => figure.Rows).Select(row => row.Id.ToString()));
        var black = rows.Single(row => row["metric"] == "arrests" && row["group1"] == "BLACK");
        black.ShouldContainKeyAndValue("field1", "ethnicity");
        (black["count"], black["of"], black["per"], black["measure"], black["from"], black["until"], black["version"]).ShouldBe(("655", "4127", "100", "RATE", "2025-01-01", "2025-12-31", "1"));
        double.Parse(black["low"], CultureInfo.InvariantCulture).ShouldBeLessThan(double.Parse(black["value"], CultureInfo.InvariantCulture));
        var withheld = rows.First(row => row["suppression"] == "WITHHELD");
        (withheld["count"], withheld["of"], withheld["value"], withheld["low"], withheld["high"], withheld["percentile90"]).ShouldBe(("", "", "", "", "", ""));
        rows.Single(row => row["suppression"] == "NO_DENOMINATOR")["count"].ShouldBe("143");
    }

    [Fact]
    public void Lines_end_as_RFC_4180_says_and_the_same_edition_is_the_same_bytes()
    {
        var csv = FiguresCsv.Of(SampleEditions.Whole());

        csv.ShouldStartWith("figure,row,title,metric,version,measure,from,until,field1,group1,field2,group2,count,of,value,low,high,percentile90,per,suppression,commitment\r\n");
        csv.ShouldEndWith("\r\n");
        csv.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        FiguresCsv.Of(SampleEditions.Whole()).ShouldBe(csv);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("with, \"quotes\"\r\nand lines", "with, \"quotes\"\r\nand lines")]
    public void A_text_that_a_spreadsheet_would_take_for_a_formula_stays_a_text(string title, string written)
    {
        var figure = SampleEditions.Figure("formula", new(title, "en"), SampleEditions.SearchRate with { GroupBy = ["area"] }, ([title], SampleEditions.Counted(10)));

        var row = Read(FiguresCsv.Of(SampleEditions.Edition(1, figure))).ShouldHaveSingleItem();

        (row["title"], row["group1"]).ShouldBe((written, written));
    }

    [Fact]
    public void A_number_below_nought_stays_a_number()
    {
        var figure = SampleEditions.Figure("below", "Below", SampleEditions.SearchRate, ([], SampleEditions.Counted(10) with { Value = -1.5, Low = -3 }));

        var row = Read(FiguresCsv.Of(SampleEditions.Edition(1, figure))).ShouldHaveSingleItem();

        (row["value"], row["low"]).ShouldBe(("-1.5", "-3"));
    }

    private static List<Dictionary<string, string>> Read(string csv)
    {
        using var reader = new CsvReader(new StringReader(csv), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        List<Dictionary<string, string>> rows = [];
        while (reader.Read()) rows.Add(reader.HeaderRecord!.ToDictionary(name => name, name => reader.GetField(name)!));
        return rows;
    }
}
