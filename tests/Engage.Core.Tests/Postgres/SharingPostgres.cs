using System.Diagnostics;
using Engage.Postgres;
using Npgsql;

namespace Engage.Tests.Postgres;

public sealed class SharingPostgres : Scratch
{
    [Fact]
    public async Task Another_process_joins_the_server_that_runs()
    {
        await using var postgres = await Start();

        using var other = await AnotherProcess.On(DataDirectory, Stop);

        other.ConnectionString.ShouldBe(postgres.ConnectionString("postgres"));
        await other.Leave(Stop);
        (await Ask(postgres.ConnectionString("postgres"), "select 1")).ShouldBe(1, "the owner is still there");
    }

    [Fact]
    public async Task Two_that_start_at_once_get_one_server()
    {
        var others = await Task.WhenAll(AnotherProcess.On(DataDirectory, Stop), AnotherProcess.On(DataDirectory, Stop));
        await using var third = await Start();
        try
        {
            others.ShouldAllBe(other => other.ConnectionString == third.ConnectionString("postgres"));
            (await Ask(others[0].ConnectionString, "select 1")).ShouldBe(1);
        }
        finally
        {
            foreach (var other in others) other.Dispose();
        }
    }

    [Fact]
    public async Task The_server_outlives_its_owner_while_somebody_uses_it()
    {
        var owner = await Start();
        var guest = await Start();
        await using var connection = await Connect(guest.ConnectionString("postgres"));

        await owner.DisposeAsync();

        (await Ask(guest.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        await guest.DisposeAsync();
        await ServerStops(connection);
        await NobodyAnswers(guest.ConnectionString("postgres"));
    }

    [Fact]
    public async Task The_server_of_a_killed_owner_stops()
    {
        using var owner = await AnotherProcess.On(DataDirectory, Stop);
        await using var connection = await Connect(owner.ConnectionString);

        await owner.Die(Stop);

        await ServerStops(connection);
        await using var next = await Start();
        (await Ask(next.ConnectionString("postgres"), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task The_server_of_a_killed_owner_goes_on_while_somebody_uses_it()
    {
        using var owner = await AnotherProcess.On(DataDirectory, Stop);
        await using var guest = await Start();

        await owner.Die(Stop);

        (await Ask(guest.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        guest.ConnectionString("postgres").ShouldBe(owner.ConnectionString);
    }

    [Fact]
    public async Task Attaching_joins_what_runs_and_starts_nothing()
    {
        (await PrivatePostgres.Attach(DataDirectory, Stop)).ShouldBeNull();
        Directory.Exists(DataDirectory).ShouldBeFalse();

        var postgres = await Start();
        var attached = (await PrivatePostgres.Attach(DataDirectory, Stop)).ShouldNotBeNull();
        attached.LibpqUri("postgres").ShouldBe(postgres.LibpqUri("postgres"));
        await attached.DisposeAsync();
        await postgres.DisposeAsync();

        (await PrivatePostgres.Attach(DataDirectory, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_anew_for_the_next()
    {
        await using var first = await Start();
        // A process of the server that is at work does not notice that its parent died; it is there until its client goes.
        await using var connection = await Connect(first.ConnectionString("postgres") + ";Cancellation Timeout=-1");
        var working = new TaskCompletionSource();
        connection.Notice += (_, _) => working.TrySetResult();
        await using var command = new NpgsqlCommand("do $$ begin raise notice 'at work'; loop end loop; end $$", connection) { CommandTimeout = 0 };
        using var client = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var work = command.ExecuteNonQueryAsync(client.Token);
        await working.Task.WaitAsync(Stop);
        using (var server = Process.GetProcessById(Pid(first)))
        {
            server.Kill();
            await server.WaitForExitAsync(Stop);
        }

        var starting = Start();
        await client.CancelAsync();
        await using var second = await starting;

        (await Ask(second.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task A_process_number_left_by_a_crash_of_the_machine_is_not_taken_for_the_server()
    {
        var postgres = await Start();
        var file = $"{postgres.Folder}/data/postmaster.pid";
        var left = await File.ReadAllLinesAsync(file, Stop);
        await postgres.DisposeAsync();
        // Whoever has the number now is of the same user, the one case in which PostgreSQL would refuse to start. It lives until its input ends.
        using var somebody = PostgresCommand.Launch(PostgresCommand.Detached(postgres.Folder, "read line"));
        left[0] = $"{somebody.Id}";
        await File.WriteAllLinesAsync(file, left, Stop);

        await using var next = await Start();

        (await Ask(next.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        next.Port.ShouldNotBe(int.Parse(left[3]));
        somebody.HasExited.ShouldBeFalse();
        somebody.StandardInput.Close();
    }

    [Fact]
    public async Task The_server_is_out_of_reach_of_Ctrl_C_in_our_terminal()
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var postgres = await Start();
        Session(Pid(postgres)).ShouldNotBe(Session(Environment.ProcessId));
    }

    private static int Pid(PrivatePostgres postgres) => int.Parse(File.ReadLines($"{postgres.Folder}/data/postmaster.pid").First());

    private static string Session(int process) => File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[3];
}
