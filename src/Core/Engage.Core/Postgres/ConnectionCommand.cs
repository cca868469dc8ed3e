using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engage.Postgres;

[Description("Print how psql connects to the private PostgreSQL of a running host (Development only)", Name = "connection")]
public sealed class ConnectionCommand : EngageCommand<CommandInput>
{
    protected override async Task<bool> Run(CommandInput input, IServiceProvider services)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new Refusal("engage.development-only", "The private PostgreSQL and its password exist in Development only. Ask whoever runs your database for access.");
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.GetConnectionString("Engage") is { Length: > 0 })
            throw new Refusal("engage.no-private-database", "ConnectionStrings:Engage is set, so there is no private PostgreSQL. Connect to the server that it names.");
        await using var running = await PrivatePostgres.Attach(DataDirectory.Of(configuration), CancellationToken.None)
            ?? throw new Refusal("engage.no-private-database", "No private PostgreSQL is running. Start the host, and leave it running while you look.");
        Console.WriteLine(running.LibpqUri(Database.Name));
        return true;
    }
}
