using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Postgres;

/// <summary>The database of this deployment: the one that is configured or, in Development, a private one that lives as long as the host.</summary>
internal sealed class Database : IAsyncDisposable, IDisposable
{
    public const string Name = "engage";

    // The connection string comes after these and has the last word. To plan a statement takes PostgreSQL longer than to run it, so what is repeated is
    // prepared. A connection is not reset between sessions, which would throw away the plans of the functions that append and patch: so whoever sets
    // something on one does it for a transaction only (SET LOCAL). A server takes 100 connections unless it is told otherwise, and two hosts must find room.
    private const string Defaults = "Application Name=engage;Max Auto Prepare=100;No Reset On Close=true;Maximum Pool Size=40;";

    private Database(NpgsqlDataSource source, PrivatePostgres? own) => (Source, Own) = (source, own);

    public NpgsqlDataSource Source { get; }

    /// <summary>The private server, or null where a connection string is configured.</summary>
    public PrivatePostgres? Own { get; }

    public static async Task<Database> Open(IConfiguration configuration, IHostEnvironment environment, ILogger<PrivatePostgres> log, CancellationToken stop)
    {
        if (configuration.GetConnectionString("Engage") is { Length: > 0 } configured) return new(Connect(configured), null);
        if (!environment.IsDevelopment())
        {
            throw new Refusal("engage.no-database",
                "There is no database. Set ConnectionStrings:Engage (as an environment variable: ConnectionStrings__Engage) to a PostgreSQL server of yours; a private one is started in Development only.");
        }
        var own = await PrivatePostgres.Start(new(DataDirectory.Of(configuration), configuration["Engage:Postgres:BinDirectory"]), log, stop);
        await own.CreateDatabase(Name, template: null, stop);
        return new(Connect(own.ConnectionString(Name)), own);
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (Own is not null) await Own.DisposeAsync();
    }

    // The command line's hosts are disposed of without waiting.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static NpgsqlDataSource Connect(string connectionString)
    {
        try
        {
            return NpgsqlDataSource.Create(Defaults + connectionString);
        }
        catch (ArgumentException)
        {
            // Npgsql's own message may quote what stands there, the password too.
            throw new Refusal("engage.connection-string",
                "ConnectionStrings:Engage cannot be read. Write it as Host=SERVER;Database=NAME;Username=USER;Password=PASSWORD, with further options of Npgsql if need be.");
        }
    }
}
