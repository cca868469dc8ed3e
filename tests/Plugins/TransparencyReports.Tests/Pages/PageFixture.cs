using System.Net;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A host that published some editions.</summary>
public sealed class PageFixture : ReportFixture, IAsyncLifetime
{
    public HttpClient Http { get; private set; } = null!;

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Http = new() { BaseAddress = new Uri(Engage.Address, "/agencies/default/transparency-reports/") };
        await Described("stops", "CC-BY-4.0");
        await Described("complaints", "https://example.org/licence");
        await Described("population", "CC-BY-4.0");
    }

    public new async Task DisposeAsync()
    {
        Http.Dispose();
        await base.DisposeAsync();
    }

    private Task Described(string name, string licence) => Append<Dataset>(TransparencyReports.Dataset.IdOf(name),
        [new DatasetDescribed(name, $"Made-up {name}", "Made up for tests.", "en", "Riverton Police Department", licence, DatasetAccess.Protected, "{}", new string('0', 64))]);

    /// <summary>Publishes editions of a report, each in the place of the one before it.</summary>
    internal async Task Publish(string report, params IReadOnlyList<ReportEdition> editions)
    {
        var id = TransparencyReport.IdOf(report);
        await Append<TransparencyReport>(id, [new ReportDrafted(report, editions[0].Title.Text, editions[0].Summary.Text, "en", new("Cleo"))]);
        foreach (var (i, edition) in editions.Index()) await AppendTo(id, [.. SampleEditions.Events(edition, i == 0 ? null : editions[i - 1].Id)]);
    }

    internal Task Withdraw(string report, ReportEdition edition, string reason) =>
        AppendTo(TransparencyReport.IdOf(report), new EditionWithdrawn(edition.Id, reason, new("Rhea")));

    public async Task<string> Text(string file)
    {
        var answer = await Http.GetAsync(file);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> Status(string file) => (await Http.GetAsync(file)).StatusCode;
}
