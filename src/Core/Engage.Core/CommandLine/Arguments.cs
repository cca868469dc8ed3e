using System.Reflection;
using Engage.Plugins;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Engage.CommandLine;

/// <summary>What was typed behind the program's name.</summary>
internal static class Arguments
{
    // What ASP.NET knows by one word; every other setting has a colon in its name.
    private static readonly string[] settings = ["--urls", "--http_ports", "--https_ports", "--environment"];

    /// <summary>The command and what belongs to it. Settings (<c>--Engage:DataDirectory=DIR</c>) are left out: the configuration has read them.</summary>
    public static string[] WithoutSettings(string[] args)
    {
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=', 2)[0];
            if (!IsOption(name) || !(name.Contains(':') || settings.Contains(name, StringComparer.OrdinalIgnoreCase))) rest.Add(args[i]);
            else if (name.Length == args[i].Length) i++;
        }
        return rest switch
        {
            ["--help" or "-h" or "-?", .. var about] => ["help", .. about],
            [var command, "--help" or "-h" or "-?"] => ["help", command],
            _ => [.. rest]
        };
    }

    /// <summary>
    /// Runs one of our commands, or one that an application made like them; null where the name is not of one. JasperFx's runner would do it too, but it writes to standard output, which is for the
    /// answer alone, and takes values apart that begin with a hyphen or hold an equals sign.
    /// </summary>
    public static async Task<int?> Run(IHost host, string[] args, params IEnumerable<Assembly> assemblies)
    {
        var factory = new CommandFactory();
        foreach (var assembly in assemblies) factory.RegisterCommands(assembly);
        var name = args[0];
        if (!factory.AllCommandTypes().Any(type => CommandFactory.CommandNameFor(type) == name)) return null;
        try
        {
            var command = factory.Build(name);
            // An application may have commands of JasperFx's own making.
            if (!command.InputType.IsAssignableTo(typeof(CommandInput))) return null;
            var input = (CommandInput)command.Usages.BuildInput(new(Options(name, args[1..], Switches(command.InputType))), new ActivatorCommandCreator());
            input.Host = host;
            return await command.Execute(input) ? 0 : 1;
        }
        catch (InvalidUsageException misuse)
        {
            var reason = misuse.Message is { Length: > 0 } said ? said.TrimEnd('.') : "Something is missing";
            var complaint = new Refusal("engage.usage", $"{reason}. 'help {name}' shows how {name} is written.");
            await Complaint.Write(complaint, host.Services.GetRequiredService<ILoggerFactory>());
            return 1;
        }
    }

    /// <summary>Each option as two arguments, and those of an importer, which the parser does not know, in the form that it does.</summary>
    private static IEnumerable<string> Options(string command, string[] args, HashSet<string> switches)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsOption(args[i]))
            {
                yield return args[i];
                continue;
            }
            if (switches.Contains(args[i]))
            {
                yield return args[i];
                continue;
            }
            var option = args[i].Split('=', 2);
            if (option.Length == 1 && (i + 1 == args.Length || IsOption(args[i + 1]))) throw new InvalidUsageException($"{option[0]} has no value");
            yield return command == "import" ? ImportCommand.Option(option[0]) : option[0];
            yield return option.Length == 2 ? option[1] : args[++i];
        }
    }

    /// <summary>The options that stand alone, without a value.</summary>
    private static HashSet<string> Switches(Type input) =>
        [.. input.GetProperties().Where(property => property.PropertyType == typeof(bool)).Select(property => $"--{property.Name.Replace("Flag", "").ToLowerInvariant()}")];

    private static bool IsOption(string arg) => arg.StartsWith("--", StringComparison.Ordinal);
}
