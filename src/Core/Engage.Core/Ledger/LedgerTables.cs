using Engage.Events;
using Engage.Postgres;
using Weasel.Postgresql.Tables;

namespace Engage.Ledger;

/// <summary>What the ledger keeps. It is only ever added to, but for how far each tree has grown.</summary>
internal static class LedgerTables
{
    public const string Trees = $"{EventStore.Schema}.ledger_trees";
    public const string Leaves = $"{EventStore.Schema}.ledger_leaves";
    public const string Nodes = $"{EventStore.Schema}.ledger_nodes";
    public const string Checkpoints = $"{EventStore.Schema}.ledger_checkpoints";

    public static IEnumerable<Table> All()
    {
        // What each tree is known by for good, how many leaves it has, and the number in the log of the last one.
        var trees = AgencyTable.Named(Trees);
        trees.AddColumn<string>("origin").NotNull();
        trees.AddColumn<long>("size").NotNull();
        trees.AddColumn<long>("sequence").NotNull();
        yield return trees;

        var leaves = AgencyTable.Named(Leaves);
        leaves.AddColumn<long>("index").AsPrimaryKey();
        leaves.AddColumn<long>("sequence").NotNull();
        leaves.AddColumn<Guid>("event_id").NotNull();
        leaves.AddColumn("hash", "bytea").NotNull();
        leaves.Indexes.Add(new IndexDefinition("ledger_leaves_event") { Columns = ["tenant_id", "event_id"], IsUnique = true });
        yield return leaves;

        // The whole subtrees of two leaves and more.
        var nodes = AgencyTable.Named(Nodes);
        nodes.AddColumn<int>("level").AsPrimaryKey();
        nodes.AddColumn<long>("index").AsPrimaryKey();
        nodes.AddColumn("hash", "bytea").NotNull();
        yield return nodes;

        var checkpoints = AgencyTable.Named(Checkpoints);
        checkpoints.AddColumn<long>("size").AsPrimaryKey();
        checkpoints.AddColumn("root", "bytea").NotNull();
        checkpoints.AddColumn<string>("note").NotNull();
        checkpoints.AddColumn<DateTimeOffset>("at").NotNull();
        yield return checkpoints;
    }
}
