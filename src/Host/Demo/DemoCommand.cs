using Engage.CommandLine;
using Engage.Plugins;
using JasperFx.CommandLine;
using Spectre.Console;

namespace Engage.Host.Demo;

/// <summary>What the command <c>demo</c> takes.</summary>
public sealed class DemoInput : CommandInput
{
    /// <summary>The folder with real data.</summary>
    [Description("A folder with polis/london.youth.policing and stops, for real data in place of made-up ones")]
    public string? DataFlag { get; set; }

    /// <summary>The slug of the agency.</summary>
    [Description("The agency to fill; the default agency where it is left out")]
    public string? AgencyFlag { get; set; }
}

/// <summary>Fills an agency with a deliberation, a board and a report, so that whoever tries Engage out has something to explore.</summary>
[Description("Fill an agency with a deliberation, a board and a report to explore: demo --data FOLDER --agency SLUG", Name = "demo")]
public sealed class DemoCommand : EngageCommand<DemoInput>
{
    /// <inheritdoc />
    protected override async Task<bool> Run(DemoInput input, IServiceProvider services)
    {
        if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            throw new Refusal("engage.development-only",
                "The demo invents people and what they did, and no log forgets, so it runs in Development only. Set ASPNETCORE_ENVIRONMENT=Development on a database of its own.");
        using var data = DemoData.In(input.DataFlag ?? Environment.GetEnvironmentVariable("ENGAGE_SAMPLE_DATA"));
        MustRun(services.GetRequiredService<PluginCatalog>(), "forums", "advisory-boards", "transparency-reports");
        var store = await Store(services);
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        var agency = await ExistingAgency(input.AgencyFlag, services, stop.Token);

        var (stage, log) = (new DemoStage(services, agency), new DemoLog(store, agency));
        var ahead = new List<DemoScript>();
        foreach (var script in new[] { DemoScript.Read("board"), DemoScript.Read("report") })
            if (!await log.IsThere(script, stop.Token)) ahead.Add(script);
        if (ahead.Count == 0) Console.WriteLine($"Nothing has changed: the demo is in the agency {agency.Slug} already.");
        else await Fill(agency, data, ahead, stage, services, stop.Token);
        Console.WriteLine(DemoGuide.Of(services.GetRequiredService<IConfiguration>(), agency, input.AgencyFlag is null));
        return true;
    }

    private static async Task Fill(Agency agency, DemoData data, IEnumerable<DemoScript> scripts, DemoStage stage, IServiceProvider services, CancellationToken stop)
    {
        (stage["from"], stage["until"]) = (data.From, data.Until);
        foreach (var import in data.Imports(agency)) await ImportCommand.Import(import, services, stop);
        if (await stage.IsUnnamed(stop)) await stage.Play(DemoScript.Read("agency"), _ => { });
        foreach (var script in scripts)
        {
            // Between scripts and not within one: half a meeting would stay in the log.
            stop.ThrowIfCancellationRequested();
            await Shown(script, progress => stage.Play(script, progress));
        }
    }

    private static void MustRun(PluginCatalog catalog, params string[] plugins)
    {
        if (plugins.Except(catalog.All.Where(plugin => plugin.State is PluginState.Active).Select(plugin => plugin.Id)).ToList() is [_, ..] missing)
            throw new Refusal("engage.demo-plugins", $"The demo takes plugins that do not run: {string.Join(", ", missing)}. 'plugins' says why; enable them, and start it again.");
    }

    private static Task Shown(DemoScript script, Func<Action<int>, Task> play) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().StartAsync(async shown =>
        {
            var task = shown.AddTask(script.Name, maxValue: script.Steps.Count);
            await play(done => task.Value = done);
        });
}
