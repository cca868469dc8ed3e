namespace Engage.Processes;

public sealed class AskingOnTheCommandLine(RunningHost running) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task Psql_connects_with_what_connection_prints()
    {
        var printed = (await running.Deployment.Run("connection")).Well().Lines.ShouldHaveSingleItem();
        printed.ShouldStartWith("postgresql://engage:");

        var psql = await running.Deployment.Shell("psql \"$(dotnet \"$ENGAGE_HOST\" connection)\" -Atc 'select 1'", AppContext.BaseDirectory);

        psql.Well().Output.ShouldBe("1\n");
    }

    [Fact]
    public async Task Without_a_private_server_there_is_no_connection_to_print()
    {
        await using var deployment = new Deployment();
        (await deployment.Run("connection")).Refused("engage.no-private-database", "Start the host");

        deployment.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        (await deployment.Run("connection")).Refused("engage.development-only", "Ask whoever runs your database");
        Directory.Exists(deployment.DataDirectory).ShouldBeFalse("to ask leaves nothing behind");
    }

    [Fact]
    public async Task Plugins_are_listed_one_a_line() =>
        (await running.Deployment.Run("plugins")).Well().Output.ShouldMatch(@"^advisory-boards +\d+\.\d+\.\d+\S*  Active\nforums +\d+\.\d+\.\d+\S*  Active\ntransparency-reports  \d+\.\d+\.\d+\S*  Active\n$");

    [Fact]
    public async Task The_schema_is_the_one_that_the_host_serves()
    {
        var served = await running.Host.Client.GetStringAsync("/graphql/schema.graphql");

        (await running.Deployment.Run("schema")).Well().Output.TrimEnd('\n').ShouldBe(served.TrimEnd('\n'));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Help_names_every_command_of_ours(string asked)
    {
        var help = (await running.Deployment.Run(asked)).Well().Output;

        foreach (var command in new[] { "connection", "demo", "import", "ledger", "plugins", "schema", "token" }) help.ShouldMatch($@"(?m)^\s+{command} ");
    }

    [Theory]
    [InlineData("help", "import")]
    [InlineData("import", "--help")]
    public async Task Help_tells_how_a_command_is_written(params string[] asked) =>
        (await running.Deployment.Run(asked)).Well().Output.ShouldContain("--agency");

    [Fact]
    public async Task What_is_no_command_is_refused() =>
        (await running.Deployment.Run("exprot", "everything")).Refused("engage.unknown-command", "'exprot'", "help");
}
