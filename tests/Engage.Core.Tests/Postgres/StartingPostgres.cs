using System.Net;
using System.Net.Sockets;
using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Engage.Tests.Postgres;

public sealed class StartingPostgres : Scratch
{
    [Fact]
    public async Task It_answers_and_stops_with_its_owner()
    {
        var postgres = await Start();
        (await Ask(postgres.ConnectionString("postgres"), "select 1")).ShouldBe(1);

        await postgres.DisposeAsync();

        await NobodyAnswers(postgres.ConnectionString("postgres"));
        File.Exists($"{postgres.Folder}/data/postmaster.pid").ShouldBeFalse("the server is gone, not going");
    }

    [Fact]
    public async Task What_was_stored_is_there_after_the_next_start()
    {
        await using (var first = await Start(new(DataDirectory)))
            await first.CreateDatabase("kept", template: null, Stop);

        await using var second = await Start(new(DataDirectory));

        (await Ask(second.ConnectionString("kept"), "select current_database()")).ShouldBe("kept");
        (await Ask(second.ConnectionString("kept"), "show fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task A_port_that_was_taken_in_between_is_left_to_who_has_it()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var asked = 0;
        int Port()
        {
            if (asked++ == 0) return taken;
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            return ((IPEndPoint)free.LocalEndpoint).Port;
        }

        await using var postgres = await PrivatePostgres.Start(
            new(DataDirectory, Durable: false), NullLogger.Instance, PostgresSources.OfThisMachine, Port, Stop);

        postgres.Port.ShouldNotBe(taken);
        asked.ShouldBe(2);
        (await Ask(postgres.ConnectionString("postgres"), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_directory_that_only_its_owner_may_enter_stays_so()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(DataDirectory, own);
        var home = Path.Combine(DataDirectory, "home");

        await using var postgres = await Start(new(home, Durable: false));

        (await Ask(postgres.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        File.GetUnixFileMode(DataDirectory).ShouldBe(own);
        await using var joined = (await PrivatePostgres.Attach(home, Stop)).ShouldNotBeNull();
        joined.Port.ShouldBe(postgres.Port);
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing_behind_that_is_in_the_way()
    {
        using var early = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        // The port is asked for when the cluster was made and the server is about to start.
        int Cancel()
        {
            early.Cancel();
            return 0;
        }
        await Should.ThrowAsync<OperationCanceledException>(() => PrivatePostgres.Start(
            new(DataDirectory, Durable: false), NullLogger.Instance, PostgresSources.OfThisMachine, Cancel, early.Token));

        await using var postgres = await Start();

        (await Ask(postgres.ConnectionString("postgres"), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_an_error_that_says_what_to_set()
    {
        await File.WriteAllTextAsync(DataDirectory, "", Stop);
        try
        {
            var refused = await Should.ThrowAsync<PrivatePostgresException>(Start);
            refused.Code.ShouldBe("engage.postgres-directory");
            refused.Message.ShouldContain("Engage:DataDirectory");
        }
        finally
        {
            File.Delete(DataDirectory);
        }
    }
    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        var postgres = await Start();
        await postgres.DisposeAsync();
        await File.AppendAllTextAsync($"{postgres.Folder}/data/postgresql.conf", "nonsense = 1\n", Stop);

        var refused = await Should.ThrowAsync<PrivatePostgresException>(Start);

        refused.Code.ShouldBe("engage.postgres-failed");
        refused.Message.ShouldContain("postgresql.conf");
        refused.Message.ShouldContain($"{postgres.Folder}/log");
    }
}
