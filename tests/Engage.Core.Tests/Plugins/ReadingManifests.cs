using Engage.Plugins;

namespace Engage.Core.Tests.Plugins;

public sealed class ReadingManifests : IDisposable
{
    private readonly PluginsDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_folder_without_one_is_listed_by_its_name()
    {
        _directory.Folder("empty");

        var info = _directory.LoadBesideIdeas();

        info.ShouldBe(new PluginInfo(
            "empty", "empty", "", PluginState.Failed, "engage.plugin-manifest",
            "Its folder has no plugin.json, or an empty one. Build the plugin anew and copy the whole output, plugin.json included."));
    }

    [Fact]
    public void A_folder_whose_name_begins_with_a_dot_is_no_plugin()
    {
        _directory.Folder(".git");

        _directory.Load().All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{ \"id\": \"private-dependency-v1\",\n  \"name\" }")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{ \"id\": 7 }")]
    [InlineData("{ \"id\": \"\\ud800\" }")]
    [InlineData("\u0000\u0001")]
    public void One_that_cannot_be_read_puts_the_plugin_aside(string manifest)
    {
        File.WriteAllText(Path.Combine(_directory.Add("PrivateDependencyV1"), "plugin.json"), manifest);

        var info = _directory.LoadBesideIdeas();

        (info.Id, info.State, info.Code).ShouldBe(("PrivateDependencyV1", PluginState.Failed, PluginCodes.Manifest));
        info.Reason!.ShouldStartWith("Its plugin.json ");
        info.Reason!.ShouldEndWith("Build the plugin anew and copy the whole output, plugin.json included.");
    }

    [Theory]
    [InlineData("\"private-dependency-v1\"", "\"Private_Dependency\"", "id")]
    [InlineData("\"private-dependency-v1\"", "\"engage\"", "id")]
    [InlineData("\"private-dependency-v1\"", "\"a12345678901234567890123456789012345678901\"", "id")]
    [InlineData("\"private-dependency-v1\"", "\"ideas\\n\"", "id")]
    [InlineData("\"Private dependency, version 1\"", "\"Two\\nlines\"", "name")]
    [InlineData("\"0.1.0\"", "\"\"", "version")]
    [InlineData("\"PrivateDependencyV1.dll\"", "\"../the-good-one/Ideas.dll\"", "assembly")]
    [InlineData("\"PrivateDependencyV1.dll\"", "\"a/../../the-good-one/Ideas.dll\"", "assembly")]
    [InlineData("\"PrivateDependencyV1.dll\"", "\"/lib/Ideas.dll\"", "assembly")]
    [InlineData("\"PrivateDependencyV1.dll\"", "\"C:\\\\Ideas.dll\"", "assembly")]
    [InlineData("\"TestPlugins.Shared.dll\"", "\"../the-good-one/Ideas.dll\"", "file")]
    [InlineData("\"[0.1.0,1.0.0)\"", "\"any\"", "abstractions")]
    [InlineData("\"[0.1.0,1.0.0)\"", "\"[99999999999.0.0,1.0.0)\"", "abstractions")]
    public void One_that_says_what_cannot_be_right_names_the_entry(string entry, string replacement, string name)
    {
        _directory.Add("PrivateDependencyV1", entry, replacement);

        var info = _directory.LoadBesideIdeas();

        (info.State, info.Code).ShouldBe((PluginState.Failed, PluginCodes.Manifest));
        info.Reason!.ShouldStartWith($"What its plugin.json says under \"{name}\" cannot be right.");
    }

    [Fact]
    public void One_of_100_MB_is_not_read_to_its_end()
    {
        using (var file = File.OpenWrite(Path.Combine(_directory.Add("PrivateDependencyV1"), "plugin.json"))) file.SetLength(100_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var info = _directory.LoadBesideIdeas();

        info.Reason.ShouldBe("Its plugin.json has more than 1,048,576 bytes. Build the plugin anew and copy the whole output, plugin.json included.");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public void One_that_is_a_folder_puts_the_plugin_aside()
    {
        _directory.Folder("odd/plugin.json");

        _directory.LoadBesideIdeas().Code.ShouldBe(PluginCodes.Manifest);
    }
}
