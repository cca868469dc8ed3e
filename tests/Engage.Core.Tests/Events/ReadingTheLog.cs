using System.Text.Json;
using Engage.GraphQL;
using Engage.Ledger;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Events;

public sealed class ReadingTheLog : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task What_may_still_come_below_it_is_waited_for()
    {
        await using var slow = await Database.OpenConnectionAsync();
        await Run(slow, "begin; select pg_current_xact_id(); select nextval('engage.mt_events_sequence')");
        await Cook("Second");

        (await Should.ThrowAsync<Refusal>(() => Log(patience: TimeSpan.Zero).Settled(default))).Code.ShouldBe("engage.log-unsettled");
        var settled = Log(patience: TimeSpan.FromMinutes(2)).Settled(default);
        await Run(slow, "rollback");
        (await settled).ShouldBe(await Last());
    }

    [Fact]
    public async Task What_was_committed_is_below_it_whether_or_not_a_host_follows_the_log()
    {
        await Cook("Soup");
        var last = await Last();
        (await Log().Settled(default)).ShouldBe(last);
        using var scope = _engage.Services.CreateScope();
        (await scope.ServiceProvider.GetRequiredService<ILog>().Settled(default)).ShouldBe(last);
    }

    [Fact]
    public async Task Events_of_the_streams_come_in_order_from_behind_a_number_up_to_another()
    {
        var (first, second, third) = (await Cook("First"), await Cook("Second"), await Cook("Third"));
        await using (var session = Store.LightweightSession("default"))
        {
            session.Events.Append(second, new MealCooked(new string('é', 20_000), Taste.Sweet));
            session.Events.Append(first, new MealCooked("Last", Taste.Sweet));
            await session.SaveChangesAsync();
        }
        await using (var session = Store.LightweightSession("default"))
        {
            session.Events.ArchiveStream(second);
            await session.SaveChangesAsync();
        }
        var last = await Last();

        var whole = await Read(Log(), [first, second], 0, last);
        whole.Select(each => each.Name).ShouldBe(["First", "Second", new string('é', 20_000), "Last"]);
        whole.Select(each => each.Stream).ShouldBe([first, second, second, first]);
        whole.ShouldBe(whole.OrderBy(each => each.Sequence));
        (await Read(Log(), [first, second], whole[0].Sequence, whole[2].Sequence)).ShouldBe(whole[1..3]);
        (await Read(Log(), [third, Guid.NewGuid()], 0, last)).Single().Name.ShouldBe("Third");
        (await Read(Log(), [], 0, last)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_another_agency_comes_even_where_its_stream_has_the_same_id()
    {
        await _engage.In("camden");
        var (id, elsewhere) = (await Cook("Here"), Guid.NewGuid());
        foreach (var stream in new[] { id, elsewhere })
        {
            await using var session = Store.LightweightSession("camden");
            session.Events.StartStream<Meal>(stream, new MealCooked("There", Taste.Sweet));
            await session.SaveChangesAsync();
        }
        var last = await Last();

        (await Read(Log(), [id, elsewhere], 0, last)).Single().Name.ShouldBe("Here");
        (await Read(Log("camden"), [id, elsewhere], 0, last)).Select(each => each.Name).ShouldBe(["There", "There"]);
    }

    [Fact]
    public async Task Who_has_read_enough_does_not_wait_for_the_rest()
    {
        var id = await Cook("First");
        await using (var command = Database.CreateCommand(
            """
            insert into engage.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
            select nextval('engage.mt_events_sequence'), gen_random_uuid(), $1, 1 + n, jsonb_build_object('name', repeat('x', 500)), 'kitchen.meal-cooked', now(), 'default'
            from generate_series(1, 20000) as n
            """))
        {
            command.Parameters.AddWithValue(id);
            await command.ExecuteNonQueryAsync();
        }
        var last = await Last();
        await foreach (var each in Log().Read([id], 0, last, default))
        {
            each.Sequence.ShouldBeLessThan(last);
            break;
        }
        await using var busy = Database.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and state = 'active' and query like '%stream_id = any%' and pid <> pg_backend_pid()");
        (await busy.ExecuteScalarAsync()).ShouldBe(0L);
        // The connection is as good as new.
        (await Read(Log(), [id], last - 1, last)).Count.ShouldBe(1);
    }

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    private IDocumentStore Store => _engage.Services.GetRequiredService<IDocumentStore>();

    /// <summary>As it is where no hosted service runs.</summary>
    private AgencyLog Log(string agency = "default", TimeSpan? patience = null) =>
        new(Database, NotStarted(), _engage.Services.GetRequiredService<Proofs>(), new RequestContext { Agency = new(agency) }) { Patience = patience ?? TimeSpan.FromMinutes(1) };

    private EventLog NotStarted() => new(Store, Database, NullLogger<EventLog>.Instance);

    private static async Task<List<(long Sequence, Guid Stream, string Name)>> Read(ILog log, Guid[] streams, long after, long until)
    {
        var read = new List<(long, Guid, string)>();
        await foreach (var each in log.Read(streams, after, until, default))
        {
            each.Alias.ShouldBe("kitchen.meal-cooked");
            read.Add((each.Sequence, each.StreamId, JsonDocument.Parse(each.Data).RootElement.GetProperty("name").GetString()!));
        }
        return read;
    }

    private async Task<Guid> Cook(string name)
    {
        await using var session = Store.LightweightSession("default");
        var id = Guid.NewGuid();
        session.Events.StartStream<Meal>(id, new MealCooked(name, Taste.Sweet));
        await session.SaveChangesAsync();
        return id;
    }

    private async Task<long> Last()
    {
        await using var command = Database.CreateCommand("select max(seq_id) from engage.mt_events");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
