using System.Text.Json;
using Engage.Core.Tests.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Privacy;

/// <summary>A host with the plugins of this repository, and one beside that keeps personal data wherever it can.</summary>
public sealed class Diaries : IAsyncLifetime
{
    private readonly PluginsDirectory _plugins = new();

    public EngageHarness Engage { get; private set; } = null!;

    public NpgsqlDataSource Database => Engage.Services.GetRequiredService<NpgsqlDataSource>();

    public Task InitializeAsync() => Start();

    public async Task Start(Action<IServiceCollection>? services = null)
    {
        _plugins.Add("Diaries");
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "plugins")))
        {
            var copy = _plugins.Folder(Path.GetFileName(folder));
            foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
        Engage = await EngageHarness.Start(_plugins.Path, services: services);
        Engage.Plugins.ShouldAllBe(plugin => plugin.State == Plugins.PluginState.Active);
    }

    public async Task DisposeAsync()
    {
        await Engage.DisposeAsync();
        _plugins.Dispose();
    }

    public static async Task<Guid> Write(EngageClient by, string text, string street = "Mill Lane") => (await Mutation(by, "writeEntry",
        $$"""{ text: "{{text}}", met: ["{{text}} and Bo", "{{text}} and Cy"], street: "{{street}}" }""", "entry { id }")).GetProperty("entry").GetProperty("id").GetGuid();

    public static async Task<JsonElement> Entry(EngageClient by, Guid id) =>
        (await by.Data($"{{ entry(id: \"{id}\") {{ text met home {{ street since }} writerName corrections length }} }}")).GetProperty("entry");

    /// <summary>What somebody is called in the log, once they have written something.</summary>
    public async Task<Guid> IdOf(EngageClient person, string agency = Agency.Default)
    {
        var entry = await Write(person, "Hello");
        return Guid.Parse((await Engage.Events(agency: agency)).Single(each => each.Stream == entry).Actor!);
    }

    public static async Task<JsonElement> Mutation(EngageClient by, string mutation, string input, string select) =>
        (await by.Data($"mutation {{ {mutation}(input: {input}) {{ {select} errors {{ code message path }} }} }}")).GetProperty(mutation);

    public static string? CodeOf(JsonElement payload) => payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    public static Task<JsonElement> Erase(EngageClient by, Guid subject) =>
        Mutation(by, "eraseSubject", $"{{ subject: \"{subject}\" }}", "erasureReceipt { subject erasedAt keys note }");

    /// <summary>The read models of the diaries as they are stored, so that two states can be compared byte by byte.</summary>
    /// <param name="tables">Which; without any those that are made inline.</param>
    public async Task<string> Documents(params string[] tables)
    {
        var documents = new List<string>();
        foreach (var table in tables.Length > 0 ? tables : ["mt_doc_entry", "mt_doc_visit"])
        {
            await using var command = Database.CreateCommand($"select '{table} ' || tenant_id || ' ' || data::text from engage_diaries.{table} order by tenant_id, id");
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync()) documents.Add(rows.GetString(0));
        }
        return string.Join('\n', documents);
    }

    public async Task<object?> Scalar(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
