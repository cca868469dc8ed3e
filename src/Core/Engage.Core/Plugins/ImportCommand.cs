using System.Reflection;
using Engage.CommandLine;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using DescriptionAttribute = JasperFx.CommandLine.DescriptionAttribute;

namespace Engage.Plugins;

public sealed class ImportInput : CommandInput
{
    [Description("The plugin whose importer runs")]
    public string Plugin { get; set; } = "";

    [Description("The importer's name")]
    public string Importer { get; set; } = "";

    [Description("The file or folder to import")]
    public string Path { get; set; } = "";

    [Description("The agency that it is imported for; the default agency where it is left out")]
    public string? AgencyFlag { get; set; }

    [Description("An option of the importer, written --title TEXT")]
    public Dictionary<string, string> OptionFlag { get; set; } = [];
}

[Description("Import what another system holds, as events: import PLUGIN IMPORTER PATH --agency SLUG --title TEXT", Name = "import")]
public sealed class ImportCommand : EngageCommand<ImportInput>
{
    public ImportCommand() => Usage("Import a file or folder").Arguments(input => input.Plugin, input => input.Importer, input => input.Path);

    /// <summary>Options belong to the importer, which the command line's parser does not know: <c>--title</c> becomes <c>--option:title</c>.</summary>
    public static string Option(string name) => name is "--agency" ? name : $"--option:{name[2..]}";

    protected override async Task<bool> Run(ImportInput input, IServiceProvider services)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        var (said, rejected) = await Import(input, services, stop.Token);
        foreach (var row in rejected) await Console.Error.WriteLineAsync(row);
        if (rejected.Count > 0)
            await Console.Error.WriteLineAsync(
                $"Rows left out: {rejected.Count}. Mend them and import again; what is in already stays as it is. (engage.import-rows)");
        foreach (var line in said) Console.WriteLine(line);
        return rejected.Count == 0;
    }

    /// <summary>Runs an importer and shows its progress, for commands that import too. Answers what it says in the end, and which rows it left out.</summary>
    public static async Task<(IReadOnlyList<string> Said, IReadOnlyList<string> Rejected)> Import(ImportInput input, IServiceProvider services, CancellationToken stop)
    {
        var importer = Find(services.GetRequiredService<PluginCatalog>(), input);
        // What is no slug is refused before a server is started for it.
        _ = AgencyOf(input.AgencyFlag, services.GetRequiredService<IConfiguration>());
        // Before the progress is shown, since it may start a server and say so.
        var store = await Store(services);
        var agency = await ExistingAgency(input.AgencyFlag, services, stop);

        var run = new Reporter(store, $"import:{input.Plugin} {input.Importer}") { Path = System.IO.Path.GetFullPath(input.Path), Agency = agency };
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await terminal.Progress().StartAsync(async progress =>
        {
            run.Shown = progress;
            await importer.Import(run, stop);
        });
        return (run.Said, [.. run.Rejected.OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line).Select(row => $"{row.File}:{row.Line}: {row.Reason}")]);
    }

    private static Importer Find(PluginCatalog catalog, ImportInput input)
    {
        var known = catalog.Active
            .SelectMany(plugin => plugin.Declarations.Importers, (plugin, importer) => (Plugin: plugin.Id, importer.Name, importer.Type)).ToList();
        var found = known.FirstOrDefault(importer => importer.Plugin == input.Plugin && importer.Name == input.Importer);
        if (found.Type is null)
        {
            var those = string.Join(", ", known.Select(importer => $"{importer.Plugin} {importer.Name}"));
            throw new Refusal("engage.no-importer",
                $"There is no importer {input.Plugin} {input.Importer}. {(known.Count == 0 ? "No active plugin has one." : $"There are: {those}.")}");
        }
        var importer = (Importer)Activator.CreateInstance(found.Type)!;
        var options = found.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.PropertyType == typeof(string)).ToList();
        var names = string.Join(", ", options.Select(property => $"--{property.Name.ToLowerInvariant()}").Prepend("--agency"));
        foreach (var (name, value) in input.OptionFlag)
        {
            var option = options.Find(property => property.Name.Equals(name.Replace("-", ""), StringComparison.OrdinalIgnoreCase))
                ?? throw new Refusal("engage.no-import-option", $"{input.Plugin} {input.Importer} has no option --{name}. It has: {names}.");
            option.SetValue(importer, value);
        }
        return importer;
    }

    private sealed class Reporter(IDocumentStore store, string cause) : ImportRun
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];
        private readonly string _correlationId = Guid.NewGuid().ToString("N");

        public ProgressContext? Shown { get; set; }

        public List<(string File, long Line, string Reason)> Rejected { get; } = [];

        public List<string> Said { get; } = [];

        public override IDocumentSession OpenSession()
        {
            var session = store.LightweightSession(Agency.Slug);
            session.LastModifiedBy = "import";
            session.CorrelationId = _correlationId;
            session.CausationId = cause;
            return session;
        }

        public override void Progress(string what, int done, int total)
        {
            if (!_tasks.TryGetValue(what, out var task)) _tasks[what] = task = Shown!.AddTask(Markup.Escape(what), maxValue: total);
            task.Value = done;
        }

        public override void Reject(string file, long line, string reason) => Rejected.Add((Plain(file), line, Plain(reason)));

        public override void Say(string text) => Said.Add(Plain(text));

        // What a file holds may be meant for the terminal instead of the reader.
        private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
