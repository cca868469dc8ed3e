using Engage.Agencies;
using JasperFx;
using JasperFx.CommandLine;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: JasperFxAssembly]

namespace Engage.CommandLine;

/// <summary>A command of the host. What a person did wrong is told in one line on standard error, and the exit code is then 1.</summary>
public abstract class EngageCommand<TInput> : JasperFxAsyncCommand<TInput> where TInput : CommandInput
{
    /// <summary>Runs the command; false for an exit code of 1.</summary>
    protected abstract Task<bool> Run(TInput input, IServiceProvider services);

    /// <inheritdoc />
    public sealed override async Task<bool> Execute(TInput input)
    {
        using var host = input.Host ?? input.HostBuilder.Build();
        try
        {
            await using var scope = host.Services.CreateAsyncScope();
            return await Run(input, scope.ServiceProvider);
        }
        catch (Exception fault)
        {
            await Complaint.Write(fault, host.Services.GetRequiredService<ILoggerFactory>());
            return false;
        }
    }

    /// <summary>The store, with its tables: no host may have run on this database yet.</summary>
    protected static async Task<IDocumentStore> Store(IServiceProvider services)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }

    /// <summary>The agency that was named, or the default one, which has to exist. Needs the store's tables.</summary>
    protected static Task<Agency> ExistingAgency(string? slug, IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<AgencyDirectory>().Existing(AgencyOf(slug, services.GetRequiredService<IConfiguration>()), stop);

    /// <summary>The agency that was named, or the default one.</summary>
    private protected static Agency AgencyOf(string? slug, IConfiguration configuration) => Agency.IsSlug(slug ??= DefaultAgency.Of(configuration))
        ? new(slug)
        : throw new Refusal("engage.agency-slug", $"'{slug}' is no agency's slug. Use 2 to 63 lower case letters, digits and single hyphens.");
}
