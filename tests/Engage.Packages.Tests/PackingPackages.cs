using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Engage.Packages;

[Collection(nameof(Outside))]
public sealed partial class PackingPackages(Outside outside)
{
    private static readonly string[] Ids = ["Engage.Abstractions", "Engage.AspNetCore", "Engage.Core", "Engage.Testing"];

    public static TheoryData<string> Packages => [.. Ids];

    [Fact]
    public void These_and_no_others_are_packed() =>
        Directory.GetFiles(outside.Feed, "*.nupkg").Select(file => Path.GetFileName(file)[..^$".{outside.Version}.nupkg".Length]).Order().ShouldBe(Ids);

    [Theory, MemberData(nameof(Packages))]
    public void A_package_says_what_it_is_and_how_it_may_be_used(string id)
    {
        using var package = Package.Of(outside, id);

        package.Says("license")!.Value.ShouldBe("MIT");
        package.Says("license")!.Attribute("type")!.Value.ShouldBe("expression");
        package.Says("description")!.Value.Length.ShouldBeGreaterThan(50);
        package.Says("authors")!.Value.ShouldBe("The Engage project");
        package.Says("tags")!.Value.ShouldContain("community policing");
        var readme = package.Text(package.Says("readme")!.Value);
        readme.ShouldStartWith($"# {id}\n");
        readme.Split('\n').Length.ShouldBeGreaterThan(10, "A readme says what the package is for and how to begin.");
    }

    [Theory, MemberData(nameof(Packages))]
    public void A_package_documents_what_it_offers(string id)
    {
        using var package = Package.Of(outside, id);

        XDocument.Parse(package.Text($"lib/net10.0/{id}.xml")).Descendants("summary").Count().ShouldBeGreaterThan(5);
    }

    [Theory, MemberData(nameof(Packages))]
    public void A_package_has_the_symbols_of_its_very_assembly(string id)
    {
        using var package = Package.Of(outside, id);
        using var symbols = Package.SymbolsOf(outside, id);

        symbols.AssemblyId($"lib/net10.0/{id}.pdb").ShouldBe(package.SymbolsId($"lib/net10.0/{id}.dll"));
    }

    [Theory, MemberData(nameof(Packages))]
    public void Our_packages_ask_for_each_other_in_the_version_they_were_packed_with(string id)
    {
        using var package = Package.Of(outside, id);

        foreach (var ours in package.Dependencies.Where(dependency => Ids.Contains(dependency.Attribute("id")!.Value)))
            ours.Attribute("version")!.Value.ShouldBe(outside.Version);
    }

    [Theory, MemberData(nameof(Packages))]
    public void What_stands_in_for_a_missing_package_here_is_asked_of_nobody(string id)
    {
        using var package = Package.Of(outside, id);

        package.Metadata.ToString().ShouldNotMatch("(?i)DistributedLock|\"Npgsql\"");
    }

    [Fact]
    public void The_build_of_a_plugin_travels_with_the_contract()
    {
        using var package = Package.Of(outside, "Engage.Abstractions");

        package.Text("build/Engage.Abstractions.targets").ShouldContain("WriteEngagePluginManifest.cs");
        package.Text("build/WriteEngagePluginManifest.cs").ShouldContain("class WriteEngagePluginManifest");
    }

    [Fact]
    public void The_laying_out_of_plugins_travels_with_the_harness()
    {
        using var package = Package.Of(outside, "Engage.Testing");

        package.Text("build/Engage.Testing.targets").ShouldContain("plugins/");
    }

    [Fact]
    public void Descriptions_of_the_core_reach_whoever_embeds_it()
    {
        using var package = Package.Of(outside, "Engage.Core");

        package.Text("buildTransitive/Engage.Core.targets").ShouldContain(".xml");
    }

    [Theory]
    [InlineData("Engage.Abstractions", "Marten")]
    [InlineData("Engage.Core", "Engage.Abstractions")]
    [InlineData("Engage.AspNetCore", "Engage.Core")]
    [InlineData("Engage.Testing", "Engage.AspNetCore")]
    public void Martens_generator_reaches_every_assembly_with_a_projection(string id, string dependency)
    {
        using var package = Package.Of(outside, id);

        (package.DependencyOn(dependency).Attribute("exclude")?.Value ?? "").ShouldNotContain("Analyzers");
        package.DependencyOn(dependency).Attribute("include").ShouldBeNull();
    }

    [Fact]
    public void The_console_travels_in_the_assembly()
    {
        using var package = Package.Of(outside, "Engage.AspNetCore");

        var resources = package.Resources("lib/net10.0/Engage.AspNetCore.dll");
        resources.ShouldContain("graphiql/page.html");
        // Without npm the build leaves the rest out, and the page says so; there is then nothing here that could travel.
        if (!GraphiQLWasFetched()) resources.ShouldContain("graphiql/missing.html");
        else resources.Count(name => GraphiQLFile().IsMatch(name)).ShouldBeGreaterThan(3);
    }

    private static bool GraphiQLWasFetched() =>
        Directory.GetDirectories(Path.Combine(Path.GetDirectoryName(Outside.Solution)!, "src/Core/Engage.AspNetCore/obj"), "graphiql-*").Length > 0;

    [GeneratedRegex(@"^graphiql/.+\.(js|css|txt)\.gz$")]
    private static partial Regex GraphiQLFile();
}
