namespace Engage.Plugins.TransparencyReports;

public sealed class ShowingPagesInABrowser(PageFixture reports) : IClassFixture<PageFixture>
{
    [BrowserFact]
    public async Task Axe_finds_nothing_wrong_whatever_the_colours_and_the_width()
    {
        var first = SampleEditions.Whole();
        var second = SampleEditions.Whole(2) with { Correction = "Forty stops had been counted twice." };
        await reports.Publish("stops-2025", first, second);
        var withdrawn = SampleEditions.Edition(1, SampleEditions.ArrestRate()) with { Id = StreamId.Of("sample.withdrawn") };
        await reports.Publish("arrests-2025", withdrawn);
        await reports.Withdraw("arrests-2025", withdrawn, "It named a person.");
        await reports.Publish("hostile-2025", HostileEditions.Everything(groups: 30));

        var pages = new[] { "report.html?report=stops-2025", "report.html?report=stops-2025&edition=1", "report.html?report=arrests-2025", "reports.html", "report.html?report=hostile-2025" };
        var (exitCode, output) = await Conformance.Run("pages.mjs",
            [Conformance.Chromium!, Environment.GetEnvironmentVariable("ENGAGE_PICTURES") ?? "-", .. pages.Select(page => new Uri(reports.Http.BaseAddress!, page).ToString())]);

        output.ShouldEndWith($"{pages.Length * 7} ok, 0 error");
        exitCode.ShouldBe(0, output);
    }
}
