using Engage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Engage.Tests.Postgres;

/// <summary>A data directory that is deleted in the end, and what the tests do with it.</summary>
public abstract class Scratch : IDisposable
{
    private readonly HashSet<string> folders = [];

    // Nothing here waits for the time to pass; it bounds how long a broken rule can hang.
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    internal string DataDirectory { get; } = Path.Combine(Path.GetTempPath(), $"engage-{Guid.NewGuid():N}");

    internal CancellationToken Stop => limit.Token;

    public void Dispose()
    {
        limit.Dispose();
        foreach (var folder in folders.Append(DataDirectory).Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal Task<PrivatePostgres> Start() => Start(new PrivatePostgresOptions(DataDirectory, Durable: false));

    internal async Task<PrivatePostgres> Start(PrivatePostgresOptions options)
    {
        var postgres = await PrivatePostgres.Start(options, NullLogger.Instance, Stop);
        folders.Add(postgres.Folder);
        return postgres;
    }

    internal async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = await Connect(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Stop);
    }

    internal async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Stop);
        return connection;
    }

    /// <summary>Waits until the server says goodbye to this connection.</summary>
    internal async Task ServerStops(NpgsqlConnection connection) =>
        (await Should.ThrowAsync<PostgresException>(() => connection.WaitAsync(Stop))).SqlState.ShouldBe(PostgresErrorCodes.AdminShutdown);

    internal async Task NobodyAnswers(string connectionString) => await Should.ThrowAsync<NpgsqlException>(() => Connect(connectionString));
}

/// <summary>A PostgreSQL that runs while the tests of a class do.</summary>
public sealed class RunningPostgres : Scratch, IAsyncLifetime
{
    internal PrivatePostgres Postgres { get; private set; } = null!;

    public async Task InitializeAsync() => Postgres = await Start();

    public async Task DisposeAsync() => await Postgres.DisposeAsync();
}
