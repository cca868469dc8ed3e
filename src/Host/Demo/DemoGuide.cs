namespace Engage.Host.Demo;

/// <summary>What to do once the demo is there.</summary>
internal static class DemoGuide
{
    /// <param name="configuration">Says where the host listens.</param>
    /// <param name="agency">The agency that was filled.</param>
    /// <param name="byDefault">Whether it is the default agency, which has an address of its own.</param>
    public static string Of(IConfiguration configuration, Agency agency, bool byDefault)
    {
        var host = configuration["urls"]!.Split(';')[0].TrimEnd('/');
        var query = Uri.EscapeDataString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", "first.graphql"))).Replace("%20", "+");
        return $"""
            The agency {agency.Slug} has a deliberation, a board that met, voted and recommended, and a report. Start the host, unless it runs, and open

              a first query   {host}{(byDefault ? "" : $"/agencies/{agency.Slug}")}/graphql?query={query}
              the report      {host}/agencies/{agency.Slug}/transparency-reports/report.html?report=stop-and-search

            To act as one of its people take a token under that name: token --role staff --name "Mara Ellison" is the clerk, --role board-member --name "Ann Lindqvist" the chair.
            """;
    }
}
