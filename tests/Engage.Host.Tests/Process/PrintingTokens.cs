namespace Engage.Processes;

public sealed class PrintingTokens(RunningHost running) : IClassFixture<RunningHost>
{
    private const string OpenTopic =
        """mutation { openTopic(input: { title: "Lamps", body: "More of them" }) { topic { author { name } } errors { code } } }""";

    private const string Topics = "{ topics { nodes { id } } }";

    [Fact]
    public async Task It_prints_a_token_and_nothing_else_and_the_running_host_accepts_it()
    {
        var token = (await running.Deployment.Run("token", "--role", "resident,moderator", "--name", "Ada = Lovelace")).Well().Output;

        token.Count(letter => letter == '\n').ShouldBe(1);
        (await running.Host.Data(OpenTopic, token.Trim())).GetProperty("openTopic").ToString()
            .ShouldBe("""{"topic":{"author":{"name":"Ada = Lovelace"}},"errors":[]}""");
    }

    [Fact]
    public async Task A_token_of_one_agency_is_none_of_another()
    {
        var token = (await running.Deployment.Run("token", "--role=resident", "--name=Ada", "--agency=camden")).Well().Output.Trim();

        await running.Create("camden");
        (await running.Host.Refusal(OpenTopic, token)).ShouldBe((403, "engage.token-of-another-agency"));
        (await running.Host.Data(OpenTopic, token, "/agencies/camden/graphql")).GetProperty("openTopic").GetProperty("errors").GetArrayLength().ShouldBe(0);
        (await running.Host.Data(Topics, path: "/agencies/camden/graphql")).GetProperty("topics").GetProperty("nodes").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Production_neither_prints_nor_accepts_one()
    {
        await using var production = new Deployment
        {
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Engage__DataDirectory"] = running.Deployment.DataDirectory,
                ["ConnectionStrings__Engage"] = await running.Deployment.NewDatabase("production")
            }
        };
        (await production.Run("token", "--role", "resident")).Refused("engage.development-only", "Authentication:Schemes:Bearer:Authority");

        var host = await production.Serve();

        (await host.Data(Topics)).GetProperty("topics").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        (await host.Refusal(Topics, running.Deployment.Token("Ada"))).ShouldBe((401, "engage.token-invalid"));
    }

    [Theory]
    [InlineData("engage.unknown-role", "--role", "king")]
    [InlineData("engage.no-role", "--name", "Ada")]
    [InlineData("engage.usage", "--rol", "resident")]
    [InlineData("engage.usage", "--role")]
    [InlineData("engage.usage", "resident")]
    [InlineData("engage.name", "--role", "resident", "--name", "!")]
    [InlineData("engage.agency-slug", "--role", "resident", "--agency", "Elm County")]
    public async Task What_it_cannot_be_made_of_is_refused(string code, params string[] args) =>
        (await running.Deployment.Run(["token", .. args])).Refused(code);
}
