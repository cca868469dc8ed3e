using Engage.Plugins;

namespace Engage.Host.Demo;

/// <summary>What the demo imports: real data where there are some, or else made-up ones.</summary>
/// <param name="Deliberation">The folder of a deliberation, as Polis exports it.</param>
/// <param name="Stops">A file of stops and searches.</param>
/// <param name="Mapping">How its rows become records.</param>
/// <param name="From">The first day that the file is of.</param>
/// <param name="Until">The last day that it is of.</param>
internal sealed record DemoData(string Deliberation, string Stops, string Mapping, string From, string Until) : IDisposable
{
    private const string RealStops = "2020-07-metropolitan-stop-and-search.csv";

    private static string Here => Path.Combine(AppContext.BaseDirectory, "Demo");

    private DirectoryInfo? MadeUp { get; init; }

    /// <summary>The data of a folder, or made-up ones where none is named.</summary>
    public static DemoData In(string? folder) => string.IsNullOrEmpty(folder) ? Invented() : new(
        Found(Directory.Exists, folder, "polis", "london.youth.policing"), Found(File.Exists, folder, "stops", RealStops),
        Found(File.Exists, AppContext.BaseDirectory, "plugins", "TransparencyReports", "Mappings", "police-uk-stop-and-search.json"), "2020-07-01", "2020-07-31");

    public IEnumerable<ImportInput> Imports(Agency agency) =>
    [
        new() { Plugin = "forums", Importer = "deliberation", Path = Deliberation, AgencyFlag = agency.Slug },
        new() { Plugin = "transparency-reports", Importer = "dataset", Path = Stops, AgencyFlag = agency.Slug, OptionFlag = new() { ["mapping"] = Mapping } }
    ];

    public void Dispose() => MadeUp?.Delete(recursive: true);

    private static DemoData Invented()
    {
        var folder = Directory.CreateTempSubdirectory("engage-demo-");
        var stops = Path.Combine(folder.FullName, "stops.csv");
        File.WriteAllLines(stops, MadeUpStops.Rows());
        return new(Path.Combine(Here, "deliberation"), stops, Path.Combine(Here, "stops.json"), MadeUpStops.From, MadeUpStops.Until) { MadeUp = folder };
    }

    private static string Found(Predicate<string> exists, params string[] path) => Path.Combine(path) is var found && exists(found)
        ? found
        : throw new Refusal("engage.demo-data",
            $"There is no {found}. Name a folder that holds polis/london.youth.policing and stops/{RealStops}, or leave --data and ENGAGE_SAMPLE_DATA out for made-up data.");
}
