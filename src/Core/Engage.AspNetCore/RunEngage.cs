using Engage.Plugins;
using Engage.Postgres;
using JasperFx;
using JasperFx.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: JasperFxAssembly]

namespace Engage;

/// <summary>Runs an application that has Engage.</summary>
public static class EngageApplication
{
    /// <summary>
    /// Serves until it is told to stop or, where the arguments name a command (<c>import</c>, <c>plugins</c>, <c>token</c>, <c>help</c> ...), runs that.
    /// Answers with the exit code: 0 only on success.
    /// </summary>
    public static async Task<int> RunEngage(this WebApplication app, string[] args)
    {
        if (args is [var command, ..] && !command.StartsWith('-'))
        {
            // Until extensions were applied, JasperFx names every assembly that it searches for commands, in the midst of what the command answers.
            new CommandFactory().ApplyExtensions(new ServiceCollection());
            return await app.RunJasperFxCommands(ImportCommand.WithOptions(args));
        }
        try
        {
            await using (app)
            {
                await app.StartAsync();
                foreach (var address in app.Urls) Console.WriteLine($"Engage listens on {address} (GraphQL and GraphiQL: {address.TrimEnd('/')}/graphql)");
                await app.WaitForShutdownAsync();
            }
            return 0;
        }
        catch (Refusal refusal)
        {
            await Console.Error.WriteLineAsync($"{refusal.Message} ({refusal.Code})");
        }
        catch (PrivatePostgresException unavailable)
        {
            await Console.Error.WriteLineAsync($"{unavailable.Message} ({unavailable.Code})");
        }
        return 1;
    }
}
