using Engage.Privacy;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Engage.Ledger;

public sealed class GrowingTheLedger : IAsyncLifetime
{
    private readonly LedgerFixture _ledger = new();

    public Task InitializeAsync() => _ledger.InitializeAsync();

    public Task DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [InlineData("ledger_leaves")]
    [InlineData("ledger_nodes")]
    [InlineData("ledger_trees")]
    public async Task A_host_that_dies_in_the_middle_leaves_nothing_half_done_and_the_next_one_goes_on(string table)
    {
        await _ledger.Cook("camden", 5);
        await _ledger.CatchUp();
        await _ledger.Alter($"create function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'; create trigger die before insert on engage.{table} for each row execute function die()");
        await _ledger.Cook("camden", 6);
        await _ledger.Cook("default", 3);

        await Should.ThrowAsync<NpgsqlException>(() => _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None));
        (await _ledger.Verify("camden")).Size.ShouldBe(5);

        await _ledger.Alter($"drop trigger die on engage.{table}; drop function die()");
        await _ledger.CatchUp();
        (await _ledger.Verify("camden")).Size.ShouldBe(11);
        (await _ledger.Verify("default")).Size.ShouldBe(3);
    }

    [Fact]
    public async Task Hosts_that_all_think_it_is_their_turn_add_each_event_once()
    {
        for (var i = 0; i < 5; i++)
        {
            await _ledger.Cook("camden", 20);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None)));
        }
        await _ledger.CatchUp();
        (await _ledger.Verify("camden")).Size.ShouldBe(100);
    }

    [Fact]
    public async Task Nothing_behind_the_safe_position_is_taken()
    {
        await _ledger.Cook("camden", 4);
        var second = await _ledger.Ask<long>("select seq_id from engage.mt_events where tenant_id = 'camden' order by seq_id offset 1 limit 1");
        (await _ledger.Get<LedgerGrowth>().Add(second, CancellationToken.None)).ShouldBeFalse();
        await _ledger.Get<Checkpoints>().Issue(CancellationToken.None);
        (await _ledger.Verify("camden")).Size.ShouldBe(2);
    }

    [Fact]
    public async Task Leaves_that_no_checkpoint_vouches_for_are_told_apart()
    {
        await _ledger.Cook("camden", 3);
        await _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None);
        (await Should.ThrowAsync<Refusal>(() => _ledger.Verify("camden"))).Code.ShouldBe("engage.ledger-unsigned");

        await _ledger.Get<Checkpoints>().Issue(CancellationToken.None);
        await _ledger.Cook("camden", 2);
        await _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None);
        var audit = await _ledger.Verify("camden");
        (audit.Size, audit.Vouched).ShouldBe((5, 3));
    }

    [Theory]
    [InlineData("update engage.ledger_nodes set hash = sha256(hash) where tenant_id = 'camden'")]
    [InlineData("delete from engage.ledger_nodes where tenant_id = 'camden'")]
    [InlineData("update engage.ledger_checkpoints set note = note || 'x' where tenant_id = 'camden'")]
    public async Task What_does_not_fit_what_was_signed_before_is_not_signed(string sql)
    {
        await _ledger.Cook("camden", 3);
        await _ledger.CatchUp();
        await _ledger.Cook("camden", 2);
        await _ledger.Cook("default", 2);
        await _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None);
        await _ledger.Alter(sql);
        await _ledger.Get<Checkpoints>().Issue(CancellationToken.None);
        (await _ledger.Ask<long>("select count(*) from engage.ledger_checkpoints where tenant_id = 'camden'")).ShouldBe(1);
        (await _ledger.Ask<long>("select count(*) from engage.ledger_checkpoints where tenant_id = 'default'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_ledger_keeps_the_name_that_it_had_at_its_first_event()
    {
        await _ledger.Cook("camden", 1);
        await _ledger.Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None);
        (await _ledger.Get<StoredTrees>().NamedOtherwise(_ledger.Get<LedgerKeys>(), CancellationToken.None)).ShouldBe(0);
        await _ledger.Alter("update engage.ledger_trees set origin = 'before.example/agencies/camden'");
        await _ledger.Cook("camden", 1);
        await _ledger.CatchUp();

        (await _ledger.Get<StoredTrees>().NamedOtherwise(_ledger.Get<LedgerKeys>(), CancellationToken.None)).ShouldBe(1);
        (await _ledger.Verify("camden")).Checkpoints.ShouldBe(1);
        var shown = (await (await _ledger.Engage.In("camden")).Anonymous.Data("{ ledger { origin key checkpoint { note } } }")).GetProperty("ledger");
        shown.GetProperty("origin").GetString().ShouldBe("before.example/agencies/camden");
        shown.GetProperty("key").GetString()!.ShouldStartWith("before.example/agencies/camden+");
        shown.GetProperty("checkpoint").GetProperty("note").GetString()!.ShouldStartWith("before.example/agencies/camden\n2\n");
    }

    [Theory]
    [InlineData("engage.example.org", true)]
    [InlineData("engage.example.org:8443/trust", true)]
    [InlineData("engage example", false)]
    [InlineData("engage+example", false)]
    [InlineData("engage.example.org/", false)]
    [InlineData("engage\nexample", false)]
    [InlineData("ex\u00e4mple", false)]
    public void The_setting_of_the_name_is_checked(string origin, bool taken)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Engage:Ledger:Origin", origin)]).Build();
        if (taken) new LedgerKeys(_ledger.Get<Secrets>(), configuration).OriginOf("camden").ShouldBe($"{origin}/agencies/camden");
        else Should.Throw<Refusal>(() => new LedgerKeys(_ledger.Get<Secrets>(), configuration)).Code.ShouldBe("engage.ledger-origin");
    }
}
