using System.Text.Json.Nodes;

namespace Engage.Core.Tests.Plugins;

/// <summary>What the build of a plugin leaves behind.</summary>
public sealed class BuildingPlugins
{
    private static string Folder(string plugin) => Path.Combine(AppContext.BaseDirectory, "TestPlugins", plugin);

    private static JsonNode Manifest(string plugin) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(plugin), "plugin.json")))!;

    [Fact]
    public void The_manifest_says_what_the_assembly_says()
    {
        JsonNode.DeepEquals(Manifest("Ideas"), JsonNode.Parse("""
            {
              "id": "ideas",
              "name": "Ideas",
              "description": "Residents propose, the agency answers.",
              "version": "0.1.0",
              "assembly": "Ideas.dll",
              "abstractions": "[0.1.0,1.0.0)",
              "dependencies": []
            }
            """)).ShouldBeTrue();
    }

    [Fact]
    public void The_manifest_lists_the_assemblies_that_only_this_plugin_has() =>
        Manifest("PrivateDependencyV2")["dependencies"]!.ToJsonString()
            .ShouldBe("""[{"assembly":"TestPlugins.Shared","version":"2.0.0.0","file":"TestPlugins.Shared.dll"}]""");

    [Fact]
    public void The_range_of_hosts_can_be_said_in_the_project() => ((string?)Manifest("NewerAbstractions")["abstractions"]).ShouldBe("[99.0.0,100.0.0)");

    [Fact]
    public void Documentation_lies_beside_the_assembly_and_nothing_of_the_host_does() =>
        Directory.GetFiles(Folder("Ideas")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["Ideas.deps.json", "Ideas.dll", "Ideas.pdb", "Ideas.runtimeconfig.json", "Ideas.xml", "plugin.json"]);
}
