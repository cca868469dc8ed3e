using Engage.Postgres;
using Npgsql;

namespace Engage.Tests.Postgres;

public sealed class UsingPostgres(RunningPostgres running) : IClassFixture<RunningPostgres>
{
    private readonly PrivatePostgres postgres = running.Postgres;

    [Fact]
    public async Task It_speaks_UTF_8_and_UTC_wherever_it_runs()
    {
        (await running.Ask(postgres.ConnectionString("postgres"), "show server_encoding")).ShouldBe("UTF8");
        (await running.Ask(postgres.ConnectionString("postgres"), "show timezone")).ShouldBe("UTC");
        (await running.Ask(postgres.ConnectionString("postgres"), "select lower('ÄÉ')")).ShouldBe("äé");
        (await running.Ask(postgres.ConnectionString("postgres"), "select 'Z' < 'a'")).ShouldBe(true, "code points decide, not a language");
        (await running.Ask(postgres.ConnectionString("postgres"), "show client_connection_check_interval")).ShouldBe("1s");
    }

    [Fact]
    public async Task A_database_is_created_once_and_copied_from_a_template()
    {
        const string odd = "what's a \"name\"";
        await Task.WhenAll(postgres.CreateDatabase(odd, template: null, running.Stop), postgres.CreateDatabase(odd, template: null, running.Stop));
        await running.Ask(postgres.ConnectionString(odd), "create table sown (seed int); insert into sown values (7)");

        await postgres.CreateDatabase("copy", odd, running.Stop);

        (await running.Ask(postgres.ConnectionString("copy"), "select seed from sown")).ShouldBe(7);
        var twice = await Should.ThrowAsync<PostgresException>(() => postgres.CreateDatabase("copy", odd, running.Stop));
        twice.SqlState.ShouldBe(PostgresErrorCodes.DuplicateDatabase);
    }

    [Fact]
    public void The_URI_names_the_same_server_and_escapes_the_name_of_the_database()
    {
        var builder = new NpgsqlConnectionStringBuilder(postgres.ConnectionString("a b"));
        postgres.LibpqUri("a b").ShouldBe($"postgresql://{builder.Username}:{builder.Password}@127.0.0.1:{postgres.Port}/a%20b");
    }
}
