using Engage.CommandLine;
using Engage.Events;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Privacy;

public sealed class ErasuresInput : CommandInput
{
    [Description("What to do with them: apply")]
    public string Task { get; set; } = "";
}

[Description("After a restore: destroy again the keys of everybody who was erased, as the log says: erasures apply", Name = "erasures")]
public sealed class ErasuresCommand : EngageCommand<ErasuresInput>
{
    public ErasuresCommand() => Usage("Destroy again the keys of everybody who was erased").Arguments(input => input.Task);

    protected override async Task<bool> Run(ErasuresInput input, IServiceProvider services)
    {
        if (input.Task != "apply") throw new Refusal("engage.usage", $"There is no 'erasures {input.Task}'. Write 'erasures apply'.");
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var erased = await Erased(database);
        var (again, keys) = (0, 0);
        foreach (var (agency, subject) in erased)
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            if (await EraseSubject.Destroy(connection, agency, subject, CancellationToken.None) is { } destroyed) (again, keys) = (again + 1, keys + destroyed);
            await transaction.CommitAsync();
        }
        Console.WriteLine($"The log names {erased.Count} erased. Of them the database held {again} again, with {keys} keys; these are destroyed.");
        return true;
    }

    private static async Task<IReadOnlyList<(string Agency, Guid Subject)>> Erased(NpgsqlDataSource database)
    {
        await using var select = database.CreateCommand(
            $"select distinct tenant_id, (data ->> 'subject')::uuid from {EventStore.Schema}.mt_events where type = 'engage.subject-erased'");
        var erased = new List<(string, Guid)>();
        await using var rows = await select.ExecuteReaderAsync();
        while (await rows.ReadAsync()) erased.Add((rows.GetString(0), rows.GetGuid(1)));
        return erased;
    }
}
