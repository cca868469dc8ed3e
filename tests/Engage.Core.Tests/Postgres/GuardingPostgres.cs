using System.Net;
using System.Net.NetworkInformation;
using Engage.Postgres;
using Npgsql;

namespace Engage.Tests.Postgres;

public sealed class GuardingPostgres(RunningPostgres running) : IClassFixture<RunningPostgres>
{
    private readonly PrivatePostgres postgres = running.Postgres;

    [Fact]
    public void Only_the_user_of_the_server_can_read_its_password_data_and_log()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode file = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode($"{postgres.Folder}/password").ShouldBe(file);
        File.GetUnixFileMode($"{postgres.Folder}/log").ShouldBe(file);
        File.GetUnixFileMode(postgres.Folder).ShouldBe(file | UnixFileMode.UserExecute);
        File.GetUnixFileMode($"{postgres.Folder}/data").ShouldBe(file | UnixFileMode.UserExecute);
    }

    [Fact]
    public void It_listens_on_loopback_only_and_on_no_socket_file()
    {
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == postgres.Port);
        listeners.ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Loopback);
        File.ReadLines($"{postgres.Folder}/data/postmaster.pid").ElementAt(4).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("engage")]
    public async Task Without_the_password_nobody_gets_in(string? password)
    {
        var guess = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("postgres")) { Password = password, Passfile = "/dev/null" };
        await Should.ThrowAsync<NpgsqlException>(() => running.Connect(guess.ConnectionString));
    }

    [Fact]
    public async Task Every_way_in_asks_for_the_password()
    {
        var ways = await running.Ask(postgres.ConnectionString("postgres"), "select string_agg(distinct auth_method, ',') from pg_hba_file_rules");
        ways.ShouldBe("scram-sha-256");
    }

    [Fact]
    public async Task What_people_wrote_does_not_get_into_the_log()
    {
        const string ann = "insert into residents values ('Ann Example')";
        await running.Ask(postgres.ConnectionString("postgres"), $"create table residents (name text primary key); {ann}");
        await Should.ThrowAsync<PostgresException>(() => running.Ask(postgres.ConnectionString("postgres"), ann));

        var log = await File.ReadAllTextAsync($"{postgres.Folder}/log", running.Stop);

        log.ShouldContain("duplicate key");
        log.ShouldNotContain("Ann Example");
    }

    [Fact]
    public async Task The_environment_of_the_application_does_not_get_into_the_server()
    {
        if (!OperatingSystem.IsLinux()) return;
        var pid = File.ReadLines($"{postgres.Folder}/data/postmaster.pid").First();
        var names = (await File.ReadAllTextAsync($"/proc/{pid}/environ", running.Stop)).Split('\0').Select(variable => variable.Split('=')[0]);
        names.ShouldNotContain("HOME");
        names.ShouldContain("PATH");
    }
}
