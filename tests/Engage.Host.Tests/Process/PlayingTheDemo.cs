using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Engage.Postgres;
using Npgsql;

namespace Engage.Processes;

public sealed partial class PlayingTheDemo(RunningHost running) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task The_first_query_of_the_readme_is_answered_as_it_says_and_the_report_is_a_page()
    {
        await using var deployment = new Deployment();

        var said = Played(await deployment.Run("demo"));

        var host = await deployment.Serve();
        var readme = await File.ReadAllTextAsync(Path.Combine(Deployment.Repository, "README.md"));
        var (_, answer) = await host.Send(Block(readme, "graphql"));
        JsonNode.DeepEquals(JsonNode.Parse(answer.GetRawText()), JsonNode.Parse(Block(readme, "json"))).ShouldBeTrue(answer.ToString());
        var query = Uri.UnescapeDataString(Addresses().Matches(said).First().Value.Replace('+', ' '));
        query.ShouldContain("/graphql?query={");
        Words(query[(query.IndexOf('=') + 1)..]).ShouldBe(Words(Block(readme, "graphql")), "what is printed is what the README shows");
        var page = await host.Client.GetStringAsync(new Uri(Addresses().Matches(said).Last().Value).PathAndQuery);
        page.ShouldContain("Searches that found something, in per cent");

        var events = await deployment.Events();
        Played(await deployment.Run("demo")).ShouldStartWith("Nothing has changed");
        (await deployment.Events()).ShouldBe(events);
    }

    [Fact]
    public async Task It_fills_the_agency_that_is_named_while_a_host_serves()
    {
        await running.Create("riverside");

        Played(await running.Deployment.Run("demo", "--agency", "riverside")).ShouldContain("/agencies/riverside/graphql");

        var there = await running.Host.Data("""
            { boards { nodes { name members { nodes { name } } meetings { nodes { title state } } } }
              motions { nodes { state result { ayes nays } } } recommendations { nodes { state } } transparencyReports { nodes { name } } }
            """, path: "/agencies/riverside/graphql");
        there.ToString().ShouldContain("Ann Lindqvist");
        there.GetProperty("motions").ToString().ShouldBe("""{"nodes":[{"state":"CARRIED","result":{"ayes":3,"nays":1}}]}""");
        there.GetProperty("recommendations").ToString().ShouldBe("""{"nodes":[{"state":"REPORTED_IMPLEMENTED"}]}""");
        there.GetProperty("transparencyReports").ToString().ShouldBe("""{"nodes":[{"name":"stop-and-search"}]}""");
        (await running.Host.Data("{ boards { nodes { name } } }")).ToString().ShouldBe("""{"boards":{"nodes":[]}}""");
    }

    [Fact]
    public async Task What_was_broken_off_is_not_begun_again_over_what_is_there()
    {
        await running.Create("camden");
        Played(await running.Deployment.Run("demo", "--agency", "camden"));
        await Forget("demo:report:ReportImplementation", "camden");
        var events = await running.Deployment.Events("camden");

        (await running.Deployment.Run("demo", "--agency", "camden")).Refused("engage.demo-broken-off", "createAgency", "--agency");

        (await running.Deployment.Events("camden")).ShouldBe(events);
    }

    [Fact]
    public async Task It_refuses_what_it_cannot_fill_and_leaves_nothing_behind()
    {
        (await running.Deployment.Run("demo", "--agency", "nowhere")).Refused("engage.unknown-agency", "createAgency");
        (await running.Deployment.Run("demo", "--data", AppContext.BaseDirectory)).Refused("engage.demo-data", "polis", "--data");

        await using var deployment = new Deployment();
        deployment.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        (await deployment.Run("demo")).Refused("engage.development-only", "Development");
        deployment.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        deployment.Environment["Engage__Plugins__forums__Enabled"] = "false";
        (await deployment.Run("demo")).Refused("engage.demo-plugins", "forums");
        (await running.Deployment.Events("default")).ShouldBe(0);
    }

    /// <summary>What it says in the end. Beside that it shows its progress where it takes long.</summary>
    private static string Played(Ended ended)
    {
        ended.ExitCode.ShouldBe(0, ended.Errors);
        return ended.Output;
    }

    /// <summary>As if it had been killed before this.</summary>
    private async Task Forget(string step, string agency)
    {
        await using var postgres = (await PrivatePostgres.Attach(running.Deployment.DataDirectory, running.Deployment.Stop)).ShouldNotBeNull();
        await using var connection = new NpgsqlConnection(postgres.ConnectionString("engage") + ";Pooling=false");
        await connection.OpenAsync();
        await using var forget = new NpgsqlCommand("update engage.mt_events set correlation_id = null where correlation_id = $1 and tenant_id = $2", connection);
        forget.Parameters.AddWithValue(step);
        forget.Parameters.AddWithValue(agency);
        (await forget.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static string Block(string text, string language) => Fences().Matches(text).Single(fence => fence.Groups[1].Value == language).Groups[2].Value;

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Addresses();
}
