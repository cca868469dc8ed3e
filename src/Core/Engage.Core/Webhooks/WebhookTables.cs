using Engage.Events;
using Engage.Postgres;
using Weasel.Postgresql.Tables;

namespace Engage.Webhooks;

internal static class WebhookTables
{
    /// <summary>How far each webhook has come, and its secret.</summary>
    public const string Progress = $"{EventStore.Schema}.webhook_progress";

    /// <summary>What was not taken at once: to be sent again at a time, to wait behind such a one (infinity), or a dead letter (no time).</summary>
    public const string Deliveries = $"{EventStore.Schema}.webhook_deliveries";

    public static IEnumerable<Table> All()
    {
        var progress = AgencyTable.Named(Progress);
        progress.AddColumn<Guid>("webhook_id").AsPrimaryKey();
        progress.AddColumn("secret", "bytea").NotNull();
        progress.AddColumn<long>("cursor").NotNull();
        progress.AddColumn<DateTimeOffset>("rests_until");
        yield return progress;

        var deliveries = AgencyTable.Named(Deliveries);
        deliveries.AddColumn<Guid>("webhook_id").AsPrimaryKey();
        deliveries.AddColumn<long>("sequence").AsPrimaryKey();
        deliveries.AddColumn<Guid>("stream_id").NotNull();
        deliveries.AddColumn<string>("alias").NotNull();
        deliveries.AddColumn<int>("attempts").NotNull();
        deliveries.AddColumn<DateTimeOffset>("next_at");
        deliveries.AddColumn<string>("status");
        yield return deliveries;
    }
}
