namespace Engage.Processes;

public sealed class VerifyingLedgers(RunningHost running) : IClassFixture<RunningHost>
{
    private const string OpenTopic = """mutation { openTopic(input: { title: "Lamps", body: "More of them" }) { topic { id } errors { code } } }""";

    [Fact]
    public async Task What_one_deployment_exports_verifies_where_there_is_neither_a_database_nor_a_host()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("engage-ledger-").FullName, "camden.ledger");
        var key = await Key("camden");

        Quiet(await running.Deployment.Run("ledger", "export", file, "--agency", "camden")).ShouldStartWith("Written: ");

        await using var elsewhere = new Deployment { Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" } };
        Quiet(await elsewhere.Run("ledger", "verify", file, "--key", key)).ShouldMatch("^All is as it was signed: [1-9][0-9]* leaves, [1-9][0-9]* checkpoints\\. The key is the one you passed\\.\n$");
        Quiet(await elsewhere.Run("ledger", "verify", file)).ShouldContain($"the file's own, so this proves nothing against whoever wrote the file. Compare it with the published one, or pass that with --key: {key}");
        Directory.Exists(elsewhere.DataDirectory).ShouldBeFalse("to verify leaves nothing behind");

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Lamps\"", "\"Lumps\""));
        var ended = await elsewhere.Run("ledger", "verify", file, "--key", key);
        (ended.ExitCode, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldMatch("Leaf [0-9]+ \\(event number [0-9]+ of the log, forums\\.topic-opened\\) is not what the tree holds: it was altered\\. .*\\(engage\\.ledger-altered\\)\n$");
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task The_live_database_verifies_until_somebody_alters_it()
    {
        await Key("elm");
        Quiet(await running.Deployment.Run("ledger", "verify", "--agency", "elm")).ShouldStartWith("All is as it was signed: ");
    }

    [Theory]
    [InlineData("engage.usage", "ledger")]
    [InlineData("engage.usage", "ledger", "export")]
    [InlineData("engage.usage", "ledger", "sign", "file")]
    [InlineData("engage.usage", "ledger", "verify", "one", "another")]
    [InlineData("engage.ledger-key", "ledger", "verify", "file", "--key", "a+b")]
    [InlineData("engage.agency-slug", "ledger", "verify", "--agency", "../etc")]
    public async Task What_is_not_written_so_is_refused(string code, params string[] args)
    {
        var ended = await running.Deployment.Run(args);
        (ended.ExitCode, ended.Output).ShouldBe((1, ""));
        ended.Errors.ShouldEndWith($" ({code})\n");
    }

    /// <summary>Lets a topic be opened in a new agency, waits until a checkpoint covers both, and answers with the published key.</summary>
    private async Task<string> Key(string agency)
    {
        await running.Create(agency);
        await running.Host.Data(OpenTopic, running.Deployment.Token("Ada", agency: agency), $"/agencies/{agency}/graphql");
        while (await Size(agency) < 2) { }
        return (await running.Host.Client.GetStringAsync($"/agencies/{agency}/ledger/key", running.Deployment.Stop)).TrimEnd('\n');
    }

    /// <summary>How many leaves the newest checkpoint covers, by its second line; 0 where there is none yet.</summary>
    private async Task<int> Size(string agency)
    {
        var checkpoint = await running.Host.Client.GetAsync($"/agencies/{agency}/ledger/checkpoint", running.Deployment.Stop);
        return checkpoint.IsSuccessStatusCode ? int.Parse((await checkpoint.Content.ReadAsStringAsync(running.Deployment.Stop)).Split('\n')[1]) : 0;
    }

    // Standard error shows the progress.
    private static string Quiet(Ended ended)
    {
        ended.ExitCode.ShouldBe(0, ended.Errors);
        return ended.Output;
    }
}
