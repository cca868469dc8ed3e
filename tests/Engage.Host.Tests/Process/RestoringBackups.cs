using System.Text.RegularExpressions;
using Engage.Postgres;
using Npgsql;

namespace Engage.Processes;

public sealed partial class RestoringBackups
{
    private const string Read = "{ topics { nodes { title author { name } } } }";

    [Fact]
    public async Task What_the_guide_for_operators_says_brings_everything_back_but_whoever_was_erased()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Deployment.Repository, "docs", "operate.md"));
        var (backup, restore) = Blocks().Matches(guide).Select(match => match.Groups[1].Value).ToArray() is [var first, var second] ? (first, second) : throw new InvalidOperationException("There are two blocks.");
        await using var deployment = new Deployment();
        var host = await deployment.Serve();
        var (ada, ben) = (deployment.Token("Ada"), deployment.Token("Ben"));
        await Open(host, ada);
        await Open(host, ben);
        await UntilSigned(host, leaves: 2);
        await using var postgres = (await PrivatePostgres.Attach(deployment.DataDirectory, deployment.Stop)).ShouldNotBeNull();
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("engage"));
        var folder = Directory.CreateTempSubdirectory("engage-backup-");
        var known = $"export PGHOST='{server.Host}' PGPORT={server.Port} PGUSER='{server.Username}' PGPASSWORD='{server.Password}'; cd '{folder.FullName}'\n";

        (await deployment.Shell(known + backup, Deployment.Repository)).ExitCode.ShouldBe(0);
        // Ada's key is in the copy of the keys, and that she was erased in the later one of the log.
        var id = (await host.Data("{ me { id } }", ada)).GetProperty("me").GetProperty("id").GetString();
        var erased = await host.Data($$"""mutation { eraseSubject(input: { subject: "{{id}}" }) { errors { code } } }""", ada);
        erased.GetProperty("eraseSubject").ToString().ShouldBe("""{"errors":[]}""");
        await UntilSigned(host, leaves: 3);
        (await deployment.Shell(known + backup.Split('\n')[0], Deployment.Repository)).ExitCode.ShouldBe(0);

        var restored = await deployment.Shell(known + restore.Replace("dotnet run --project src/Host --", "dotnet \"$ENGAGE_HOST\""), Deployment.Repository);

        restored.ExitCode.ShouldBe(0, restored.Errors);
        restored.Output.ShouldContain("names 1 who were erased");
        server.Database = "engage_restored";
        deployment.Environment["ConnectionStrings__Engage"] = server.ConnectionString;
        var again = await deployment.Serve();
        (await again.Data(Read)).ToString().ShouldBe("""{"topics":{"nodes":[{"title":"Lighting","author":{"name":"Ben"}},{"title":"Lighting","author":{"name":null}}]}}""");
        folder.Delete(recursive: true);
    }

    private static async Task Open(HostProcess host, string token)
    {
        var opened = await host.Data("""mutation { openTopic(input: { title: "Lighting", body: "Where is it too dark?" }) { errors { code } } }""", token);
        opened.GetProperty("openTopic").ToString().ShouldBe("""{"errors":[]}""");
    }

    /// <summary>A backup of a log that no checkpoint vouches for does not verify, so it waits for one that covers what happened.</summary>
    private static async Task UntilSigned(HostProcess host, int leaves)
    {
        while (await host.Client.GetAsync("/agencies/default/ledger/checkpoint") is var checkpoint
            && (!checkpoint.IsSuccessStatusCode || int.Parse((await checkpoint.Content.ReadAsStringAsync()).Split('\n')[1]) < leaves)) { }
    }

    [GeneratedRegex("(?s)```sh run\n(.*?)```")]
    private static partial Regex Blocks();
}
