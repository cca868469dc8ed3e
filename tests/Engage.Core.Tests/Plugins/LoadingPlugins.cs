using System.Runtime.Loader;
using Engage.Plugins;
using Microsoft.Extensions.Logging;

namespace Engage.Core.Tests.Plugins;

public sealed class LoadingPlugins : IDisposable
{
    private readonly PluginsDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_plugin_is_loaded_from_its_folder_and_declares_itself()
    {
        _directory.Add("Ideas");

        var catalog = _directory.Load();

        catalog.All.ShouldBe([new PluginInfo("ideas", "Ideas", "0.1.0", PluginState.Active)]);
        var plugin = catalog.Active.ShouldHaveSingleItem();
        plugin.Declarations.Events.ShouldHaveSingleItem().Alias.ShouldBe("ideas.idea-submitted");
        plugin.Declarations.Queries.ShouldHaveSingleItem().Name.ShouldBe("IdeaQueries");
    }

    [Fact]
    public void A_plugin_shares_the_types_of_the_host_but_lives_in_a_context_of_its_own()
    {
        _directory.Add("Ideas");

        var plugin = _directory.Load().Active.Single();

        AssemblyLoadContext.GetLoadContext(plugin.Assembly).ShouldNotBe(AssemblyLoadContext.Default);
        plugin.Plugin.GetType().BaseType.ShouldBe(typeof(Plugin));
        plugin.Assembly.GetReferencedAssemblies().ShouldContain(name => name.Name == "Marten");
        plugin.Declarations.Queries.Single().GetMethod("Idea")!.GetParameters()[1].ParameterType.ShouldBe(typeof(Marten.IQuerySession));
    }

    [Fact]
    public void Two_plugins_each_get_their_own_version_of_a_private_dependency()
    {
        _directory.Add("PrivateDependencyV1");
        _directory.Add("PrivateDependencyV2");

        var queries = _directory.Load().Active.Select(plugin => plugin.Declarations.Queries.Single());

        queries.Select(type => type.GetMethods().Single(method => method.IsStatic).Invoke(null, null)).ShouldBe(["version 1", "version 2"]);
    }

    [Fact]
    public void Plugins_come_in_the_order_of_their_ids_whatever_their_folders_are_called()
    {
        _directory.Add("Ideas", "z");
        _directory.Add("PrivateDependencyV2", "a");
        _directory.Add("PrivateDependencyV1", "b");

        var catalog = _directory.Load();

        catalog.Active.Select(plugin => plugin.Id).ShouldBe(["ideas", "private-dependency-v1", "private-dependency-v2"]);
        catalog.All.Select(plugin => plugin.Id).ShouldBe(["ideas", "private-dependency-v1", "private-dependency-v2"]);
    }

    [Fact]
    public void A_plugin_that_the_embedding_program_references_needs_no_folder()
    {
        var assembly = new AssemblyLoadContext("embedder").LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "TestPlugins", "Ideas", "Ideas.dll"));

        var catalog = _directory.Load(assemblies: assembly);

        catalog.All.ShouldBe([new PluginInfo("ideas", "Ideas", "0.1.0", PluginState.Active)]);
        catalog.Active.Single().Assembly.ShouldBe(assembly);
    }

    [Fact]
    public void A_program_that_is_no_plugin_is_told_so()
    {
        var info = _directory.Load(assemblies: typeof(FactAttribute).Assembly).All.ShouldHaveSingleItem();

        (info.Id, info.State, info.Code).ShouldBe(("xunit.core", PluginState.Failed, PluginCodes.Class));
    }

    [Fact]
    public void A_directory_that_is_not_there_holds_no_plugins()
    {
        var settings = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();
        var catalog = PluginCatalog.Load(
            new(Path.Combine(_directory.Path, "none"), []), settings, _ => new(settings, new Dictionary<string, PluginSwitches.Word>(), null), _ => { }, _directory);

        catalog.All.ShouldBeEmpty();
        _directory.Log.ShouldContain(entry => entry.Level == LogLevel.Warning && entry.Text.Contains("Engage:PluginsDirectory"));
    }

    [Fact]
    public void One_log_entry_names_every_plugin_with_its_version_and_state()
    {
        _directory.Add("Ideas");
        _directory.Add("NewerAbstractions");

        _directory.Load();

        _directory.Log[^1].Level.ShouldBe(LogLevel.Warning);
        _directory.Log[^1].Text.ShouldBe("Plugins: ideas 0.1.0 Active, newer-abstractions 0.1.0 Incompatible (engage.plugin-incompatible)");
    }

    [Fact]
    public void Plugins_that_fit_together_are_verified_once()
    {
        _directory.Add("Ideas");
        _directory.Add("PrivateDependencyV1");
        var verified = new List<int>();

        _directory.Load(plugins => verified.Add(plugins.Count));

        verified.ShouldBe([2]);
    }
}
