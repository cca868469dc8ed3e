using System.Text;
using Engage.Plugins;
using Marten;
using Marten.Events;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Core.Tests.Plugins;

public sealed class SwitchingPlugins : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    private EngageClient Root => _engage.As("Root", Roles.Administrator);

    public async Task InitializeAsync() => _engage = await EngageHarness.Start();

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task What_a_disabled_plugin_stored_is_there_again_when_it_is_enabled()
    {
        var ada = _engage.As("Ada", Roles.Resident);
        var topic = (await ada.Data("""mutation { openTopic(input: { title: "Night patrols", body: "How often?" }) { topic { id } } }"""))
            .GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString();
        await ada.Data("mutation ($topic: ID!) { reply(input: { topicId: $topic, body: \"Twice.\" }) { errors { code } } }", new { topic });
        // What the forums make behind the log is theirs too, and has to be made before it can be there again.
        await _engage.Services.GetRequiredService<IDocumentStore>().WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(1));
        var (stored, shown) = (await Stored(), await Shown());

        await Switch("disablePlugin", "DISABLE");
        await Restart();
        (await Root.Data("{ plugins { id state code reason pending } }")).ToString().ShouldContain(
            """{"id":"forums","state":"DISABLED","code":"engage.plugin-disabled","reason":"It is switched off. Enable it with the mutation enablePlugin and start the host again.","pending":null}""");
        (await Root.GraphQL("{ topics { nodes { id } } }")).GetProperty("errors").GetArrayLength().ShouldBe(1);
        await Rebuild();

        await Switch("enablePlugin", "ENABLE");
        await Restart();
        (await Stored()).ShouldBe(stored);
        (await Shown()).ShouldBe(shown);
        await Rebuild();
        (await Shown()).ShouldBe(shown);
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_and_a_caller_who_may_not_are_refused()
    {
        (await Root.Data("mutation { disablePlugin(input: { plugin: \"polls\" }) { errors { code path } } }")).ToString().ShouldBe(
            """{"disablePlugin":{"errors":[{"code":"engage.unknown-plugin","path":["input","plugin"]}]}}""");
        (await _engage.As("Mo", Roles.Moderator).Data("mutation { disablePlugin(input: { plugin: \"forums\" }) { errors { code } } }")).ToString().ShouldContain("engage.forbidden");
        (await (await _engage.In("camden")).As("Root", Roles.Administrator).Data("mutation { disablePlugin(input: { plugin: \"forums\" }) { errors { code } } }")).ToString().ShouldContain("engage.default-agency-only");
        (await _engage.Events()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrator_has_the_last_word_over_the_settings()
    {
        await Root.Data("mutation { enablePlugin(input: { plugin: \"forums\" }) { errors { code } } }");
        await _engage.DisposeAsync();
        _engage = await _engage.Again(new Dictionary<string, string?> { ["Engage:Plugins:forums:Enabled"] = "false" });
        _engage.Plugins.Single(plugin => plugin.Id == "forums").State.ShouldBe(PluginState.Active);
        var switches = _engage.Services.GetRequiredService<PluginCatalog>().Switches;
        switches.Of("forums").Because.ShouldMatch(@"^An administrator enabled it on \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ, with event 1 of the log\.$");
    }

    [Fact]
    public async Task What_was_said_of_a_plugin_stands_in_its_own_stream_and_nothing_else_of_the_log_is_read()
    {
        await using (var session = _engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default))
        {
            session.Events.Append(StreamId.Of("plugin", "elsewhere"), new PluginDisabled("forums"));
            session.Events.Append(PluginSwitch.IdOf("polls"), new PluginEnabled("polls"), new PluginDisabled("polls"));
            await session.SaveChangesAsync();
        }
        var now = await _engage.Services.GetRequiredService<PluginSwitches>().Read(["forums", "polls"], CancellationToken.None);
        (now.Of("forums").Enabled, now.Of("polls").Enabled).ShouldBe((true, false));
    }

    [Fact]
    public void Of_several_settings_the_last_one_decides_and_is_named()
    {
        var directory = Directory.CreateTempSubdirectory("engage-settings-");
        try
        {
            var file = Path.Combine(directory.FullName, "appsettings.json");
            File.WriteAllText(file, """{ "Engage": { "Plugins": { "forums": { "Enabled": false } } } }""");
            const string variable = "SWITCHING_Engage__Plugins__polls__Enabled";
            Environment.SetEnvironmentVariable(variable, "false");
            var settings = new ConfigurationBuilder().AddJsonFile(file).AddEnvironmentVariables("SWITCHING_").AddCommandLine(["--Engage:Plugins:surveys:Enabled=true"]).Build();
            Environment.SetEnvironmentVariable(variable, null);
            var decisions = new PluginSwitches.Decisions(settings, new Dictionary<string, PluginSwitches.Word>(), null);
            decisions.Of("forums").ShouldBe(new(false, $"Engage:Plugins:forums:Enabled in {file} says False.", "Set Engage:Plugins:forums:Enabled to true"));
            decisions.Of("polls").Because.ShouldBe("The environment variable Engage__Plugins__polls__Enabled says false.");
            decisions.Of("surveys").ShouldBe(new(true, "--Engage:Plugins:surveys:Enabled on the command line says true.", "Set Engage:Plugins:surveys:Enabled to true"));
            decisions.Of("boards").ShouldBe(new(true, "Nobody says anything, so it runs.", ""));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task Switch(string mutation, string pending) =>
        (await Root.Data($"mutation {{ {mutation}(input: {{ plugin: \"forums\" }}) {{ pluginInfo {{ pending }} errors {{ code }} }} }}")).GetProperty(mutation).ToString()
            .ShouldBe($$"""{"pluginInfo":{"pending":"{{pending}}"},"errors":[]}""");

    private async Task Restart()
    {
        await _engage.DisposeAsync();
        _engage = await _engage.Again();
    }

    private async Task Rebuild()
    {
        var store = (DocumentStore)_engage.Services.GetRequiredService<IDocumentStore>();
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Projections.All) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);
    }

    private async Task<string> Shown() => (await _engage.Anonymous.Data("{ topics { nodes { id title body author { name } openedAt postCount posts { nodes { body postedAt } } } } }")).ToString();

    /// <summary>Every row of the plugin, of the log and of its read models, as text.</summary>
    private async Task<string> Stored()
    {
        var source = _engage.Services.GetRequiredService<NpgsqlDataSource>();
        var tables = new List<string>();
        await using (var names = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'engage_forums' order by 1"))
        await using (var rows = await names.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        tables.ShouldNotBeEmpty();
        var stored = new StringBuilder();
        foreach (var table in tables.Append("engage.mt_events where type like 'forums.%'"))
        {
            await using var command = source.CreateCommand($"select to_jsonb(it)::text from (select * from {table}) as it order by 1");
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) stored.AppendLine(rows.GetString(0));
        }
        return stored.ToString();
    }
}
