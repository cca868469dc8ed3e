using System.Net.Sockets;
using System.Reflection;
using Engage.CommandLine;
using JasperFx;
using JasperFx.CommandLine;
using JasperFx.CommandLine.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

[assembly: JasperFxAssembly]

namespace Engage;

/// <summary>Runs an application that has Engage.</summary>
public static class EngageApplication
{
    /// <summary>Whether the arguments name a command. It answers on standard output and ends; without one the application serves.</summary>
    public static bool IsCommand(string[] args) => Arguments.WithoutSettings(args) is [var command, ..] && !command.StartsWith('-');

    /// <summary>
    /// Serves until it is told to stop or, where the arguments name a command (<c>import</c>, <c>plugins</c>, <c>token</c>, <c>help</c> ...), runs that.
    /// Answers with the exit code: 0 only on success.
    /// </summary>
    public static Task<int> RunEngage(this WebApplication app, string[] args) => IsCommand(args) ? Run(app, Arguments.WithoutSettings(args)) : Serve(app);

    private static async Task<int> Run(WebApplication app, string[] command)
    {
        Assembly[] ours = [typeof(EngageServices).Assembly, typeof(EngageApplication).Assembly];
        if (await Arguments.Run(app, command, Assembly.GetEntryAssembly() is { } application ? [.. ours, application] : ours) is { } code) return code;
        var known = Known();
        var help = command[0] is "help" or "?";
        if (!help && !known.Contains(command[0]))
        {
            var unknown = new Refusal("engage.unknown-command", $"There is no command '{command[0]}'. 'help' lists those that there are.");
            await Complaint.Write(unknown, app.Services.GetRequiredService<ILoggerFactory>());
            return 1;
        }
        var failed = await app.RunJasperFxCommands(command);
        // JasperFx takes it for a failure when somebody reads how a command is written.
        return help && command is [_, var about] && known.Contains(about) ? 0 : failed;
    }

    private static HashSet<string> Known()
    {
        var factory = new CommandFactory();
        // Until extensions were applied, JasperFx names every assembly that it searches for commands, in the midst of what a command answers.
        factory.ApplyExtensions(new ServiceCollection());
        factory.RegisterCommands(typeof(RunCommand).Assembly);
        if (Assembly.GetEntryAssembly() is { } entry) factory.RegisterCommands(entry);
        var shown = AnsiConsole.Console;
        // It says goodbye to the search with an empty line.
        AnsiConsole.Console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) });
        factory.RegisterCommandsFromExtensionAssemblies();
        AnsiConsole.Console = shown;
        return [.. factory.AllCommandTypes().Select(CommandFactory.CommandNameFor)];
    }

    private static async Task<int> Serve(WebApplication app)
    {
        await using var _ = app;
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        try
        {
            await app.StartAsync();
            foreach (var address in app.Urls) Console.WriteLine($"Engage listens on {address} (GraphQL and GraphiQL: {address.TrimEnd('/')}/graphql)");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception fault) when (fault is SocketException or FormatException or IOException { InnerException: AddressInUseException })
        {
            var reason = fault.Message.TrimEnd('.');
            await Complaint.Write(new Refusal("engage.address", $"{reason}. Choose another address with ASPNETCORE_URLS, or free this one."), logs);
        }
        catch (Exception fault)
        {
            await Complaint.Write(fault, logs);
        }
        // Told to stop, what runs beside it ends without a word. It is disposed of in any case.
        await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 1;
    }
}
