using Engage.GraphQL;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Ledger;

/// <summary>A host, and the steps of the ledger's job as a test takes them itself; the host's own job runs only where a test asks for it.</summary>
public sealed class LedgerFixture : IAsyncLifetime
{
    internal EngageHarness Engage { get; private set; } = null!;

    internal bool WithJob { get; init; }

    internal NpgsqlDataSource Database => Engage.Services.GetRequiredService<NpgsqlDataSource>();

    public async Task InitializeAsync() => Engage = await EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>(), services: services =>
    {
        if (!WithJob) services.Remove(services.Single(service => service.ImplementationType == typeof(LedgerJob)));
    });

    public async Task DisposeAsync() => await Engage.DisposeAsync();

    internal T Get<T>() where T : notnull => Engage.Services.GetRequiredService<T>();

    /// <summary>Cooks meals, each an event, with everything that can stand beside an event.</summary>
    internal async Task Cook(string agency, int count, Guid? kitchen = null)
    {
        await using var session = Get<IDocumentStore>().LightweightSession(agency);
        (session.LastModifiedBy, session.CorrelationId, session.CausationId) = ("ada", Guid.NewGuid().ToString("N"), "bell");
        session.SetHeader("oven", "left \"one\"");
        for (var i = 0; i < count; i++) session.Events.StartStream<Meal>(kitchen ?? Guid.CreateVersion7(), new MealCooked($"Soup {i} \ud83c\udf72 \u00e9\n\"hot\"", Taste.VerySour));
        await session.SaveChangesAsync();
    }

    /// <summary>Lets the trees take everything that is committed, and signs.</summary>
    internal async Task CatchUp()
    {
        while (await Get<LedgerGrowth>().Add(long.MaxValue, CancellationToken.None)) { }
        await Get<Checkpoints>().Issue(CancellationToken.None);
    }

    internal Task<LedgerAudit> Verify(string agency) =>
        ActivatorUtilities.CreateInstance<VerifyDatabase>(Engage.Services).Run(agency, null, (_, _) => { }, CancellationToken.None);

    /// <summary>Changes the database as somebody does who has all rights on it.</summary>
    internal async Task Alter(string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // No foreign key stands in the way of somebody with all rights.
        await using (var command = new NpgsqlCommand("set local session_replication_role = replica;" + sql, connection)) await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    internal async Task<T> Ask<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
