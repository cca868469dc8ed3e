using Engage.GraphQL;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Events;

public sealed class FollowingTheLog : IAsyncLifetime
{
    private EngageHarness _engage = null!;
    private EventLog _log = null!;

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    public async Task InitializeAsync()
    {
        _engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>());
        _log = new EventLog(_engage.Services.GetRequiredService<IDocumentStore>(), Database, NullLogger<EventLog>.Instance);
        await _log.Begin(CancellationToken.None);
    }

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task Nothing_is_handed_out_past_a_number_that_is_still_under_way()
    {
        var listener = _log.Listen("default", type => type == typeof(MealCooked));
        await using var slow = await Writer();
        await Cook("Second");

        await Advance();
        await Advance();
        _log.Position.ShouldBe(0);

        await slow.Finish("commit");
        await UntilPosition(2);
        (await Heard(listener, 1)).ShouldBe(["Second"]);
    }

    [Fact]
    public async Task A_number_that_was_given_up_is_passed_over()
    {
        var listener = _log.Listen("default", type => type == typeof(MealCooked));
        await using var slow = await Writer();
        await Cook("Second");
        await Advance();
        _log.Position.ShouldBe(0);

        await slow.Finish("rollback");
        await UntilPosition(2);
        (await Heard(listener, 1)).ShouldBe(["Second"]);
    }

    [Fact]
    public async Task Events_come_in_the_order_of_the_log_and_only_to_the_agency_they_happened_in()
    {
        var here = _log.Listen("default", _ => true);
        var there = _log.Listen("camden", _ => true);
        await Cook("First");
        await Cook("Elsewhere", "camden");
        await Cook("Third");
        await UntilPosition(3);
        (await Heard(here, 2)).ShouldBe(["First", "Third"]);
        (await Heard(there, 1)).ShouldBe(["Elsewhere"]);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_ends_the_streams_of_its_agency_and_of_no_other()
    {
        var here = _log.Listen("default", _ => true);
        var there = _log.Listen("camden", _ => true);
        await Cook("First");
        await Cook("Elsewhere", "camden");
        await using (var command = Database.CreateCommand("update engage.mt_events set data = '{\"taste\": []}' where tenant_id = 'camden'")) await command.ExecuteNonQueryAsync();
        await UntilPosition(2);
        (await Heard(here, 1)).ShouldBe(["First"]);
        (await Should.ThrowAsync<Refusal>(() => Heard(there, 1))).Code.ShouldBe("engage.feed-broken");
    }

    [Fact]
    public async Task Who_reads_too_slowly_is_let_go_with_a_code_and_not_kept_in_memory()
    {
        var listener = _log.Listen("default", _ => true);
        var meal = new JasperFx.Events.Event<MealCooked>(new("Soup", Taste.Sweet));
        for (var i = 0; i < 1001; i++) listener.Offer(meal);

        var read = 0;
        var refusal = await Should.ThrowAsync<Refusal>(async () =>
        {
            await foreach (var _ in listener.Events(CancellationToken.None)) read++;
        });
        (read, refusal.Code).ShouldBe((1000, "engage.feed-overrun"));
    }

    private async Task Cook(string name, string agency = "default")
    {
        await using var session = _engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(agency);
        session.Events.StartStream<Meal>(Guid.NewGuid(), new MealCooked(name, Taste.Sweet));
        await session.SaveChangesAsync();
    }

    private Task<bool> Advance() => _log.Advance(CancellationToken.None);

    // Each turn asks the database, so this waits on what happens there.
    private async Task UntilPosition(long position)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (_log.Position < position) await _log.Advance(limit.Token);
    }

    private static async Task<List<string>> Heard(EventLog.Listener listener, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var heard = new List<string>();
        await foreach (var each in listener.Events(limit.Token))
        {
            heard.Add(((MealCooked)each.Data).Name);
            if (heard.Count == count) break;
        }
        return heard;
    }

    /// <summary>A transaction that drew the first number of the log and takes its time.</summary>
    private async Task<SlowWriter> Writer()
    {
        var connection = await Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("begin; select pg_current_xact_id(); select nextval('engage.mt_events_sequence')", connection);
        await command.ExecuteNonQueryAsync();
        return new(connection);
    }

    private sealed class SlowWriter(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async Task Finish(string how)
        {
            await using var command = new NpgsqlCommand(how, connection);
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
