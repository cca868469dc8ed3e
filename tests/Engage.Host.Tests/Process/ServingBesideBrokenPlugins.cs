using System.Text.Json;

namespace Engage.Processes;

public sealed class ServingBesideBrokenPlugins : IAsyncLifetime
{
    private readonly Deployment _deployment = new();
    private string _plugins = "";

    public Task InitializeAsync()
    {
        _plugins = Path.Combine(_deployment.DataDirectory, "plugins");
        Copy(Path.Combine(Path.GetDirectoryName(Deployment.Host)!, "plugins"));
        Copy(Path.Combine(AppContext.BaseDirectory, "TestPlugins"));
        var limits = Path.Combine(_plugins, "Limits");
        Add("no-manifest", "notes.txt", "A folder that was left behind.");
        Add("no-json", "plugin.json", "{ id: ideas");
        Copy(limits, "no-assembly");
        Add("no-assembly", "plugin.json", File.ReadAllText(Path.Combine(limits, "plugin.json")).Replace("\"limits\"", "\"no-assembly\""));
        Add("no-assembly", "Limits.dll", "This is a text.");
        _deployment.Environment["Engage__PluginsDirectory"] = _plugins;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _deployment.DisposeAsync();

    [Fact]
    public async Task Each_shows_its_state_its_code_and_its_mend_and_the_rest_is_served()
    {
        var host = await _deployment.Serve();

        var plugins = (await host.Data("{ plugins { id name version state code reason } }")).GetProperty("plugins").EnumerateArray().ToList();
        plugins.Select(plugin => $"{Text(plugin, "id")} {Text(plugin, "state")} {Text(plugin, "code")}".TrimEnd()).ShouldBe(
        [
            "advisory-boards ACTIVE",
            "diaries ACTIVE",
            "forums ACTIVE",
            "graphql-clash ACTIVE",
            "ideas FAILED engage.plugin-clash",
            "ideas FAILED engage.plugin-clash",
            "limits ACTIVE",
            "missing-dependency MISSING_DEPENDENCY engage.plugin-missing-dependency",
            "newer-abstractions INCOMPATIBLE engage.plugin-incompatible",
            "no-assembly FAILED engage.plugin-not-an-assembly",
            "no-json FAILED engage.plugin-manifest",
            "no-manifest FAILED engage.plugin-manifest",
            "private-dependency-v1 ACTIVE",
            "private-dependency-v2 ACTIVE",
            "shared-event-one ACTIVE",
            "shared-event-two FAILED engage.plugin-clash",
            "throws-in-configure FAILED engage.plugin-configure",
            "transparency-reports ACTIVE"
        ]);
        var reasons = plugins.Select(plugin => Text(plugin, "reason")).Where(reason => reason.Length > 0).ToList();
        reasons.ShouldAllBe(reason => reason.EndsWith('.'));

        var openTopic = """mutation { openTopic(input: { title: "Lamps", body: "More" }) { topic { title } errors { code } } }""";
        var opened = await host.Data(openTopic, _deployment.Token("Ada"));
        opened.GetProperty("openTopic").GetProperty("topic").GetProperty("title").GetString().ShouldBe("Lamps");

        var listed = await _deployment.Run("plugins");
        listed.ExitCode.ShouldBe(0);
        listed.Output.Split('\n').Where(line => line.StartsWith("  ")).ShouldBe(reasons.Select(reason => $"  {reason}"));
        listed.Output.ShouldMatch(@"(?m)^newer-abstractions +\S+ +Incompatible  engage\.plugin-incompatible$");
        listed.Output.ShouldNotContain("hunter2", customMessage: "what a plugin threw is for the log alone");
    }

    private static string Text(JsonElement plugin, string name) => plugin.GetProperty(name).GetString() ?? "";

    private void Copy(string from, string? folder = null)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(_plugins, folder ?? "", Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private void Add(string folder, string file, string content)
    {
        Directory.CreateDirectory(Path.Combine(_plugins, folder));
        File.WriteAllText(Path.Combine(_plugins, folder, file), content);
    }
}
