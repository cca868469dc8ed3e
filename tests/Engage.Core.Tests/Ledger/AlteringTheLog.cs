namespace Engage.Ledger;

public sealed class AlteringTheLog(LedgerFixture ledger) : IClassFixture<LedgerFixture>, IAsyncLifetime
{
    private const string Third = "where seq_id = (select sequence from engage.ledger_leaves where tenant_id = 'camden' and index = 2)";

    /// <summary>One alteration for each column of the event log.</summary>
    public static readonly TheoryData<string, string> Columns = new()
    {
        { "seq_id", $"update engage.mt_events set seq_id = 1000000 {Third}" },
        { "id", $"update engage.mt_events set id = gen_random_uuid() {Third}" },
        { "stream_id", $"update engage.mt_events set stream_id = gen_random_uuid() {Third}" },
        { "version", $"update engage.mt_events set version = version + 1 {Third}" },
        { "data", $$"""update engage.mt_events set data = data || '{"taste": "Sweet"}' {{Third}}""" },
        { "bdata", $"update engage.mt_events set bdata = '\\x00' {Third}" },
        { "type", $"update engage.mt_events set type = 'kitchen.meal-burnt' {Third}" },
        { "timestamp", $"update engage.mt_events set timestamp = timestamp + interval '1 microsecond' {Third}" },
        { "tenant_id", $"update engage.mt_events set tenant_id = 'elsewhere' {Third}" },
        { "mt_dotnet_type", $"update engage.mt_events set mt_dotnet_type = mt_dotnet_type || 'x' {Third}" },
        { "correlation_id", $"update engage.mt_events set correlation_id = null {Third}" },
        { "causation_id", $"update engage.mt_events set causation_id = 'somebody' {Third}" },
        { "headers", $"update engage.mt_events set headers = '{{}}' {Third}" },
        { "user_name", $"update engage.mt_events set user_name = 'grace' {Third}" },
        { "is_archived", $"update engage.mt_events set is_archived = true {Third}" }
    };

    public async Task InitializeAsync()
    {
        if (await ledger.Ask<bool>("select to_regclass('saved') is not null")) return;
        await ledger.Cook("camden", 3);
        await ledger.Cook("default", 2);
        await ledger.CatchUp();
        await ledger.Cook("camden", 4);
        await ledger.CatchUp();
        await ledger.Alter(
            """
            create table saved as select * from engage.mt_events;
            create table saved_trees as select * from engage.ledger_trees; create table saved_leaves as select * from engage.ledger_leaves;
            create table saved_nodes as select * from engage.ledger_nodes; create table saved_checkpoints as select * from engage.ledger_checkpoints;
            """);
    }

    public Task DisposeAsync() => ledger.Alter(
        """
        delete from engage.mt_events; insert into engage.mt_events select * from saved;
        delete from engage.ledger_trees; insert into engage.ledger_trees select * from saved_trees; delete from engage.ledger_leaves; insert into engage.ledger_leaves select * from saved_leaves;
        delete from engage.ledger_nodes; insert into engage.ledger_nodes select * from saved_nodes;
        delete from engage.ledger_checkpoints; insert into engage.ledger_checkpoints select * from saved_checkpoints;
        """);

    [Fact]
    public async Task What_nobody_altered_verifies()
    {
        var camden = await ledger.Verify("camden");
        (camden.Size, camden.Checkpoints).ShouldBe((7, 2));
        (await ledger.Verify("default")).Size.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task To_alter_any_column_of_an_event_is_noticed_and_the_leaf_is_named(string column, string sql)
    {
        await ledger.Alter(sql);
        (await Refused("camden")).ShouldContain("eaf 2 ", customMessage: column);
    }

    [Fact]
    public async Task No_column_is_left_out()
    {
        var columns = await ledger.Ask<string[]>("select array_agg(column_name::text) from information_schema.columns where table_schema = 'engage' and table_name = 'mt_events'");
        Columns.Select(row => (string)row[0]).ShouldBe(columns, ignoreOrder: true);
    }

    [Fact]
    public async Task To_alter_any_letter_of_a_payload_is_noticed()
    {
        var payload = await ledger.Ask<string>($"select data::text from engage.mt_events {Third}");
        var (random, noticed) = (new Random(1), 0);
        while (noticed < 40)
        {
            var letters = payload.ToCharArray();
            var at = random.Next(letters.Length);
            if (char.IsSurrogate(letters[at])) continue;
            letters[at] = (char)random.Next(' ', '~');
            await using var update = ledger.Database.CreateCommand($"update engage.mt_events set data = $1::jsonb {Third} and data <> $1::jsonb");
            update.Parameters.AddWithValue(new string(letters));
            try
            {
                if (await update.ExecuteNonQueryAsync() == 0) continue;
            }
            catch (Npgsql.PostgresException fault) when (fault.SqlState.StartsWith("22", StringComparison.Ordinal))
            {
                continue;
            }
            (await Refused("camden")).ShouldContain("Leaf 2 ", customMessage: new string(letters));
            await ledger.Alter($"update engage.mt_events set data = (select data from saved {Third}) {Third}");
            noticed++;
        }
    }

    [Theory]
    [InlineData("Leaf 2 ", $"delete from engage.mt_events {Third}")]
    [InlineData("Leaf 6 ", "delete from engage.mt_events where seq_id = (select max(seq_id) from engage.mt_events where tenant_id = 'camden')")]
    [InlineData("slipped into the log", "update engage.mt_events set tenant_id = 'camden' where seq_id = (select min(seq_id) from engage.mt_events where tenant_id = 'default')")]
    [InlineData("Leaf 2 ", "delete from engage.ledger_leaves where tenant_id = 'camden' and index = 2")]
    [InlineData("Leaf 2 ", "update engage.ledger_leaves set hash = sha256(hash) where tenant_id = 'camden' and index = 2")]
    [InlineData("af 2 ", "update engage.ledger_leaves set sequence = sequence + 1000 where tenant_id = 'camden' and index = 2")]
    [InlineData("the leaves 0 to 3", "update engage.ledger_nodes set hash = sha256(hash) where tenant_id = 'camden' and level = 2 and index = 0")]
    [InlineData("the leaves 4 to 5", "delete from engage.ledger_nodes where tenant_id = 'camden' and level = 1 and index = 2")]
    [InlineData("behind leaf 2", "update engage.ledger_checkpoints set note = replace(note, 'A', 'B') where tenant_id = 'camden' and size = 3")]
    [InlineData("checkpoint of 3 leaves", "update engage.ledger_checkpoints set root = sha256(root) where tenant_id = 'camden' and size = 3")]
    [InlineData("checkpoint of 7 leaves", "update engage.ledger_trees set size = 6 where tenant_id = 'camden'")]
    [InlineData("is said to have 8", "update engage.ledger_trees set size = 8 where tenant_id = 'camden'")]
    [InlineData("last leaf", "update engage.ledger_trees set sequence = 1 where tenant_id = 'camden'")]
    [InlineData("has signed", "update engage.ledger_trees set origin = 'another.example' where tenant_id = 'camden'")]
    public async Task Nothing_of_the_log_or_the_ledger_can_be_removed_added_or_altered_unnoticed(string named, string sql)
    {
        await ledger.Alter(sql);
        (await Refused("camden")).ShouldContain(named);
    }

    [Fact]
    public async Task An_event_altered_together_with_its_hash_does_not_fit_the_checkpoint_that_was_signed_before()
    {
        await ledger.Alter($"update engage.mt_events set user_name = 'grace' {Third}");
        await using (var read = ledger.Database.CreateCommand($"select {EventLeaf.Columns} from engage.mt_events {Third}"))
        await using (var row = await read.ExecuteReaderAsync())
        {
            (await row.ReadAsync()).ShouldBeTrue();
            var hash = Convert.ToHexStringLower(EventLeaf.Read(row).Hash);
            await ledger.Alter($"update engage.ledger_leaves set hash = '\\x{hash}' where tenant_id = 'camden' and index = 2");
        }
        (await Refused("camden")).ShouldContain("The leaves 0 to 2 are not those that the checkpoint of 3 leaves was issued for");
    }

    private async Task<string> Refused(string agency)
    {
        var refusal = await Should.ThrowAsync<Refusal>(() => ledger.Verify(agency));
        refusal.Code.ShouldBe("engage.ledger-altered");
        return refusal.Message;
    }
}
