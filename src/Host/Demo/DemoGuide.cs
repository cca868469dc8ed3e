namespace Engage.Host.Demo;

/// <summary>What to open once the demo is there.</summary>
internal static class DemoGuide
{
    public static string Of(IConfiguration configuration, Agency agency)
    {
        var host = (configuration["urls"] ?? "http://localhost:5080").Split(';')[0].TrimEnd('/');
        var query = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", "first.graphql"));
        return $"""
            Start the host, unless it runs: dotnet run --project src/Host
            GraphiQL, with a first query: {host}/agencies/{agency.Slug}/graphql?query={Uri.EscapeDataString(query)}
            """;
    }
}
