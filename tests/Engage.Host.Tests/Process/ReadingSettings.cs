using System.Net;
using System.Net.Sockets;

namespace Engage.Processes;

public sealed class ReadingSettings(RunningHost running) : IClassFixture<RunningHost>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plugin_that_is_switched_off_says_so_and_its_fields_are_gone(bool onTheCommandLine)
    {
        await using var deployment = new Deployment();
        var database = await running.Deployment.NewDatabase($"switched_off_{onTheCommandLine}");
        var settings = deployment.Environment;
        if (!onTheCommandLine) (settings["ConnectionStrings__Engage"], settings["Engage__Plugins__forums__Enabled"]) = (database, "false");

        var host = await deployment.Serve(onTheCommandLine ? [$"--ConnectionStrings:Engage={database}", "--Engage:Plugins:forums:Enabled", "false"] : []);

        (await host.Data("{ plugins { id state code } }")).ToString()
            .ShouldBe("""{"plugins":[{"id":"advisory-boards","state":"ACTIVE","code":null},{"id":"forums","state":"DISABLED","code":"engage.plugin-disabled"},{"id":"transparency-reports","state":"ACTIVE","code":null}]}""");
        (await host.Refusal("{ topics { nodes { id } } }")).Code.ShouldBe("engage.invalid-document");
        Directory.Exists(Path.Combine(deployment.DataDirectory, "postgres")).ShouldBeFalse("no server of its own is started where one is configured");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plugins_are_looked_for_where_the_setting_says(bool onTheCommandLine)
    {
        var database = await running.Deployment.NewDatabase($"no_plugin_{onTheCommandLine}");
        await using var deployment = new Deployment { Environment = { ["ConnectionStrings__Engage"] = database } };
        var none = Directory.CreateDirectory(Path.Combine(deployment.DataDirectory, "no plugins")).FullName;
        if (!onTheCommandLine) deployment.Environment["Engage__PluginsDirectory"] = none;

        var host = await deployment.Serve(onTheCommandLine ? ["--Engage:PluginsDirectory", none] : []);

        (await host.Data("{ plugins { id } }")).ToString().ShouldBe("""{"plugins":[]}""");
        (await host.Refusal("{ topics { nodes { id } } }")).Code.ShouldBe("engage.invalid-document");
    }

    [Fact]
    public async Task Commands_read_settings_that_are_written_behind_them()
    {
        await using var deployment = new Deployment();
        var none = Directory.CreateDirectory(deployment.DataDirectory).FullName;

        (await deployment.Run("plugins", "--Engage:PluginsDirectory", none)).Well().Output.ShouldBe("No plugin was found.\n");
        (await deployment.Run("plugins", $"--Engage:PluginsDirectory={none}", "--environment", "Production")).Well().Output.ShouldBe("No plugin was found.\n");
    }

    [Fact]
    public async Task Production_without_a_database_does_not_start()
    {
        await using var deployment = new Deployment { Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" } };

        (await deployment.Run()).Refused("engage.no-database", "ConnectionStrings:Engage", "ConnectionStrings__Engage");
        Directory.Exists(deployment.DataDirectory).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ConnectionStrings__Engage", "Host=127.0.0.1;Port=1;Password=hunter2", "engage.database-unreachable")]
    [InlineData("ConnectionStrings__Engage", "hunter2", "engage.connection-string")]
    [InlineData("Engage__DefaultAgency", "Elm County", "engage.default-agency")]
    [InlineData("ASPNETCORE_URLS", "station", "engage.address")]
    [InlineData("Engage__Postgres__BinDirectory", "/nowhere", "engage.postgres-not-found")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_and_is_named(string name, string value, string code)
    {
        await using var deployment = new Deployment { Environment = { [name] = value } };
        if (code is "engage.default-agency" or "engage.address")
            deployment.Environment["ConnectionStrings__Engage"] = await running.Deployment.NewDatabase(code);

        var ended = await deployment.Run();

        (ended.ExitCode, ended.Output).ShouldBe((1, ""));
        ended.Errors.TrimEnd('\n').Split('\n')[^1].ShouldSatisfyAllConditions(
            line => line.ShouldContain(name.Replace("__", ":")),
            line => line.ShouldEndWith($" ({code})"));
        ended.Errors.ShouldNotContain("   at ");
        ended.Errors.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named_with_what_to_do()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var deployment = new Deployment
        {
            Environment = { ["ASPNETCORE_URLS"] = taken, ["ConnectionStrings__Engage"] = await running.Deployment.NewDatabase("taken") }
        };

        var ended = await deployment.Run();

        (ended.ExitCode, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldEndWith($"{taken}: address already in use. Choose another address with ASPNETCORE_URLS, or free this one. (engage.address)\n");
        ended.Errors.ShouldNotContain("   at ");
    }
}
