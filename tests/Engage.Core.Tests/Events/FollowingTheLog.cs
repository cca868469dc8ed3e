using System.Diagnostics;
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
        await Begin();
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
    public async Task Who_reads_too_slowly_is_let_go_and_not_kept_in_memory()
    {
        using var listener = _log.Listen("default", _ => true);
        for (var i = 1; i <= 1001; i++) listener.Offer(new JasperFx.Events.Event<MealCooked>(new("Soup", Taste.Sweet)) { Sequence = i });

        var read = 0;
        await foreach (var _ in listener.Events(CancellationToken.None)) read++;
        read.ShouldBe(1000);
    }

    [Fact]
    public async Task A_listener_to_all_agencies_hears_each_event_once_and_in_order()
    {
        using var everywhere = _log.Listen(agency: null, type => type == typeof(MealCooked));
        await Cook("First");
        await Cook("Elsewhere", "camden");
        await UntilPosition(2);
        await Cook("Third");
        await UntilPosition(3);
        (await Heard(everywhere, 3)).ShouldBe(["First", "Elsewhere", "Third"]);
    }

    [Fact]
    public async Task Where_it_starts_no_position_is_told_until_the_transactions_of_that_moment_have_ended()
    {
        await using var slow = await Writer();
        await Cook("Second");
        await Begin();

        var advanced = _log.Advanced(0, CancellationToken.None);
        // Longer than it waits at a gap in any case.
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < TimeSpan.FromMilliseconds(500);) await Advance();
        (_log.Position, advanced.IsCompleted).ShouldBe((0, false));

        await slow.Finish("rollback");
        await UntilPosition(2);
        await advanced.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_number_that_comes_after_all_leaves_nothing_to_wait_for()
    {
        await using var slow = await Writer();
        await Cook("Second");
        await Advance();
        _log.IsAtGap.ShouldBeTrue();

        await slow.Append();
        await slow.Finish("commit");
        await Advance();
        (_log.Position, _log.IsAtGap).ShouldBe((2, false));
    }

    [Fact]
    public async Task Many_numbers_that_were_given_up_are_waited_for_once()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var writer = await Writer();
            await writer.Finish("rollback");
            await Cook("Soup");
        }
        var start = Stopwatch.GetTimestamp();
        await UntilPosition(40);
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    private async Task Begin()
    {
        _log = new EventLog(_engage.Services.GetRequiredService<IDocumentStore>(), Database, NullLogger<EventLog>.Instance);
        await _log.Begin(CancellationToken.None);
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

    private static async Task<List<string>> Heard(Listener listener, int count)
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
        public async Task Append()
        {
            await using var command = new NpgsqlCommand(
                """
                insert into engage.mt_streams (id, type, version, tenant_id) values ('0192f0a0-0000-7000-8000-000000000001', 'meal', 1, 'default');
                insert into engage.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type)
                values (1, '0192f0a0-0000-7000-8000-000000000001', '0192f0a0-0000-7000-8000-000000000001', 1, jsonb_build_object('name', 'First', 'taste', 'Sweet'),
                    'kitchen.meal-cooked', now(), 'default', null)
                """, connection);
            await command.ExecuteNonQueryAsync();
        }

        public async Task Finish(string how)
        {
            await using var command = new NpgsqlCommand(how, connection);
            await command.ExecuteNonQueryAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
