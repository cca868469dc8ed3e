using System.Diagnostics;
using Engage.Plugins;

namespace Engage.Core.Tests.Plugins;

public sealed class SettingPluginsAside : IDisposable
{
    private readonly PluginsDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void One_for_newer_abstractions_is_incompatible_and_none_of_its_code_runs()
    {
        _directory.Add("NewerAbstractions");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Incompatible, PluginCodes.Incompatible));
        info.Reason.ShouldBe(
            "It was built for Engage.Abstractions [99.0.0,100.0.0), and this host has 0.1.0. Install a build of it for 0.1.0, or another host.");
    }

    [Fact]
    public void One_that_lost_a_dependency_names_it()
    {
        _directory.Add("MissingDependency");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.MissingDependency, PluginCodes.MissingDependency));
        info.Reason.ShouldBe("Its folder lacks TestPlugins.Shared.dll. Build the plugin anew and copy the whole output, plugin.json included.");
    }

    [Fact]
    public void One_whose_manifest_conceals_what_is_missing_is_found_out_when_it_is_loaded()
    {
        _directory.Add("MissingDependency", """{ "assembly": "TestPlugins.Shared", "version": "1.0.0.0", "file": "TestPlugins.Shared.dll" }""", "");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.MissingDependency, PluginCodes.MissingDependency));
        info.Reason.ShouldBe($"It needs the assembly TestPlugins.Shared 1.0.0.0, which is not in its folder. {PluginProblem.CopyAnew}");
    }

    [Fact]
    public void One_that_was_given_another_version_of_its_dependency_says_which_it_needs()
    {
        var folder = _directory.Add("PrivateDependencyV2");
        var other = _directory.Add("PrivateDependencyV1");
        File.Copy(Path.Combine(other, "TestPlugins.Shared.dll"), Path.Combine(folder, "TestPlugins.Shared.dll"), overwrite: true);

        var info = _directory.Load().All.Single(plugin => plugin.Id == "private-dependency-v2");

        (info.State, info.Code).ShouldBe((PluginState.MissingDependency, PluginCodes.MissingDependency));
        info.Reason.ShouldBe($"It needs TestPlugins.Shared 2.0.0.0, and its folder has 1.0.0.0. {PluginProblem.CopyAnew}");
    }

    [Fact]
    public void Of_two_with_one_id_the_second_is_put_aside_and_both_folders_are_named()
    {
        _directory.Add("Ideas", "a");
        _directory.Add("NameClash", "b");

        var catalog = _directory.Load();

        catalog.Active.ShouldHaveSingleItem().Name.ShouldBe("Ideas");
        var info = catalog.All[1];
        (info.Id, info.Name, info.State, info.Code).ShouldBe(("ideas", "Other ideas", PluginState.Failed, PluginCodes.Clash));
        info.Reason.ShouldBe("Both the folder 'a' and the folder 'b' hold a plugin 'ideas'. Remove one of them.");
    }

    [Fact]
    public void Of_two_that_declare_one_type_of_event_the_second_is_put_aside_and_both_are_named()
    {
        _directory.Add("SharedEventOne");
        _directory.Add("SharedEventTwo");

        var catalog = _directory.Load();

        catalog.Active.ShouldHaveSingleItem().Id.ShouldBe("shared-event-one");
        (catalog.All[1].State, catalog.All[1].Code).ShouldBe((PluginState.Failed, PluginCodes.Clash));
        catalog.All[1].Reason.ShouldBe(
            "'shared-event-one' and 'shared-event-two' both declare the type of event 'Engage.Agency'. "
            + "Switch one of them off with Engage:Plugins:shared-event-one:Enabled or Engage:Plugins:shared-event-two:Enabled.");
    }

    [Fact]
    public void One_that_does_not_fit_with_those_before_it_shows_what_the_verification_says()
    {
        _directory.Add("GraphqlClash");
        _directory.Add("Ideas");
        _directory.Add("PrivateDependencyV1");

        var catalog = _directory.Load(plugins =>
        {
            var fields = plugins.SelectMany(plugin => plugin.Declarations.Queries).SelectMany(type => type.GetMethods()).Where(method => method.IsStatic);
            if (fields.CountBy(field => field.Name).Any(field => field.Value > 1))
                throw new PluginProblem(PluginCodes.Clash, "Two of them publish the field 'idea'.");
        });

        catalog.Active.Select(plugin => plugin.Id).ShouldBe(["graphql-clash", "private-dependency-v1"]);
        var info = catalog.All.Single(plugin => plugin.Id == "ideas");
        (info.State, info.Code, info.Reason).ShouldBe((PluginState.Failed, PluginCodes.Clash, "Two of them publish the field 'idea'."));
    }

    [Fact]
    public void One_that_the_verification_stumbles_over_does_not_show_what_was_thrown()
    {
        _directory.Add("PrivateDependencyV1");

        var info = _directory.LoadBesideIdeas(plugins =>
        {
            if (plugins.Any(plugin => plugin.Id == "private-dependency-v1")) throw new InvalidOperationException("The password is hunter2.");
        });

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.Declarations));
        info.Reason.ShouldBe(
            "What it declares cannot be used (InvalidOperationException); the log says why. Switch it off with Engage:Plugins:private-dependency-v1:Enabled.");
    }

    [Theory]
    [InlineData("", "InvalidOperationException")]
    [InlineData("static constructor", "InvalidOperationException")]
    [InlineData("module initializer", "InvalidOperationException")]
    [InlineData("bad name", "ArgumentException")]
    public void One_that_throws_shows_the_kind_of_exception_and_the_log_has_the_rest(string fault, string exception)
    {
        File.WriteAllText(Path.Combine(_directory.Add("ThrowsInConfigure"), "fault.txt"), fault);

        var info = _directory.LoadBesideIdeas();

        (info.Id, info.State, info.Code).ShouldBe(("throws-in-configure", PluginState.Failed, PluginCodes.Configure));
        info.Reason.ShouldBe($"It threw {exception} while it declared itself; the log says where. Install another version of it, or tell its author.");
        _directory.Log.ShouldContain(entry => entry.Exception != null && entry.Text.Contains("Throws") && entry.Text.Contains($"{exception}: "));
    }

    [Fact]
    public void One_whose_exception_cannot_even_be_written_down_is_put_aside_all_the_same()
    {
        File.WriteAllText(Path.Combine(_directory.Add("ThrowsInConfigure"), "fault.txt"), "hostile exception");

        _directory.LoadBesideIdeas().State.ShouldBe(PluginState.Failed);

        _directory.Log.ShouldContain(entry => entry.Text.StartsWith("The plugin throws-in-configure was put aside"));
    }

    [Fact]
    public void One_that_declares_something_twice_is_told_so()
    {
        File.WriteAllText(Path.Combine(_directory.Add("ThrowsInConfigure"), "fault.txt"), "twice");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.Clash));
        info.Reason.ShouldBe("It declares the type of event 'ThrowsInConfigure.Something' twice. Remove one of the declarations.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    public void One_whose_assembly_is_none_is_told_so(int length)
    {
        var folder = _directory.Add("NameClash");
        File.WriteAllBytes(Path.Combine(folder, "NameClash.dll"), File.ReadAllBytes(Path.Combine(folder, "NameClash.dll"))[..length]);

        var info = _directory.LoadBesideIdeas();

        info.Code.ShouldBe(length == 0 ? PluginCodes.MissingDependency : PluginCodes.NotAnAssembly);
        info.Reason!.ShouldContain("NameClash.dll");
    }

    [Fact]
    public void One_whose_assembly_is_a_text_is_told_so()
    {
        File.WriteAllText(Path.Combine(_directory.Add("PrivateDependencyV1"), "PrivateDependencyV1.dll"), "This is no assembly.");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.NotAnAssembly));
        info.Reason.ShouldBe($"'PrivateDependencyV1.dll' is no .NET assembly, or a damaged one. {PluginProblem.CopyAnew}");
    }

    [Fact]
    public void One_whose_dependency_is_a_text_names_the_dependency()
    {
        File.WriteAllText(Path.Combine(_directory.Add("PrivateDependencyV1"), "TestPlugins.Shared.dll"), "This is no assembly.");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.NotAnAssembly));
        info.Reason!.ShouldContain("TestPlugins.Shared.dll");
    }

    [Fact]
    public void One_whose_assembly_is_that_of_another_plugin_is_told_so()
    {
        _directory.Add("PrivateDependencyV1", "\"private-dependency-v1\"", "\"private-dependency\"");

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.Class));
        info.Reason.ShouldBe("Its plugin.json says 'private-dependency', its assembly something else. Copy both from one build.");
    }

    [Fact]
    public void One_whose_dependencies_file_is_damaged_does_not_stop_the_others()
    {
        File.WriteAllText(Path.Combine(_directory.Add("PrivateDependencyV1"), "PrivateDependencyV1.deps.json"), "{ broken");

        var info = _directory.LoadBesideIdeas();

        info.State.ShouldBe(PluginState.Failed);
    }

    [Theory]
    [InlineData("plugin.json")]
    [InlineData("PrivateDependencyV1.dll")]
    public async Task One_that_has_a_pipe_or_a_link_to_one_for_a_file_does_not_make_the_host_wait(string file)
    {
        var path = Path.Combine(_directory.Add("PrivateDependencyV1"), file);
        var pipe = Path.Combine(_directory.Path, "pipe");
        File.Delete(path);
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync();
        File.CreateSymbolicLink(path, pipe);
        var other = Path.Combine(_directory.Add("PrivateDependencyV2"), file.Replace("V1", "V2"));
        File.Delete(other);
        await Process.Start("mkfifo", [other]).WaitForExitAsync();

        var catalog = await Task.Run(() => _directory.Load()).WaitAsync(TimeSpan.FromSeconds(30));

        catalog.All.Count.ShouldBe(2);
        catalog.Active.ShouldBeEmpty();
    }

    [Fact]
    public void Links_that_go_round_in_circles_are_no_files()
    {
        var folder = _directory.Add("PrivateDependencyV1");
        foreach (var file in new[] { "plugin.json", "PrivateDependencyV1.dll" })
        {
            File.Delete(Path.Combine(folder, file));
            File.CreateSymbolicLink(Path.Combine(folder, file), Path.Combine(folder, file));
        }
        Directory.CreateSymbolicLink(Path.Combine(folder, "up"), _directory.Path);
        Directory.CreateSymbolicLink(Path.Combine(_directory.Path, "itself"), Path.Combine(_directory.Path, "itself"));

        _directory.LoadBesideIdeas().State.ShouldBe(PluginState.Failed);
    }
}
