using System.Reflection;
using System.Text.Json;
using Engage.Plugins;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Engage.Testing;

/// <summary>
/// What every plugin must hold to. A test project enrols its plugin with an empty subclass. It expects the plugin's built folder under <c>plugins</c>
/// beside the test assembly, and one JSON file for each stored event under <c>Samples</c>, named after its alias: <c>Samples/forums.topic-opened.json</c>.
/// </summary>
public abstract class PluginCompliance<TPlugin> : IAsyncLifetime where TPlugin : Plugin, new()
{
    private readonly PluginBuilder _declared = new(typeof(TPlugin).Assembly.GetCustomAttribute<EngagePluginAttribute>()?.Id ?? throw new InvalidOperationException(
        $"{typeof(TPlugin).Assembly.GetName().Name} has no [assembly: EngagePlugin(...)]. Add it."));

    private EngageHarness _engage = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        new TPlugin().Configure(_declared);
        _engage = await EngageHarness.Start();
    }

    /// <inheritdoc />
    public async Task DisposeAsync() => await _engage.DisposeAsync();

    /// <summary>The host loads the plugin from its folder, beside all others that lie there, and makes its tables and its part of the schema.</summary>
    [Fact]
    public void Loads_through_the_real_loader_beside_all_others()
    {
        var plugin = _engage.Plugins.FirstOrDefault(plugin => plugin.Id == _declared.Id);
        Assert.True(plugin is not null, $"No folder under {Path.Combine(AppContext.BaseDirectory, "plugins")} holds the plugin {_declared.Id}.");
        Assert.True(plugin.State is PluginState.Active, $"{plugin.State} ({plugin.Code}): {plugin.Reason}");
    }

    /// <summary>Nothing of the plugin needs another plugin.</summary>
    [Fact]
    public async Task Builds_store_and_schema_alone()
    {
        var others = _engage.Plugins.Where(plugin => plugin.Id != _declared.Id).ToDictionary(plugin => $"Engage:Plugins:{plugin.Id}:Enabled", _ => (string?)"false");
        await using var alone = await EngageHarness.Start(settings: others);
        var plugin = Assert.Single(alone.Plugins, plugin => plugin.State is PluginState.Active);
        Assert.Equal(_declared.Id, plugin.Id);
    }

    /// <summary>What was once stored of an event that is declared can be read for ever: <c>Samples/{alias}.json</c>, and <c>Samples/{alias}.{why}.json</c> for another shape.</summary>
    [Fact]
    public void Every_event_has_a_sample_that_still_loads() =>
        EventSamples.Check(_declared.Events, _engage.Services.GetRequiredService<IDocumentStore>().Options.Serializer());

    /// <summary>Nobody without a token gets past a mutation that does not say <see cref="AllowAnonymousAttribute"/>.</summary>
    [Fact]
    public async Task Every_mutation_is_guarded()
    {
        var schema = await Schema();
        var open = _declared.Mutations.Where(useCase => Handle(useCase).IsDefined(typeof(AllowAnonymousAttribute))).Select(NameOf).ToHashSet();
        foreach (var name in _declared.Mutations.Select(NameOf).Where(name => !open.Contains(name)))
        {
            var field = Fields(schema, "Mutation").Single(field => field.GetProperty("name").GetString() == name);
            var arguments = string.Join(", ", field.GetProperty("args").EnumerateArray().Select(argument => $"{argument.GetProperty("name").GetString()}: {Anything(schema, argument.GetProperty("type"))}"));
            var answer = await _engage.Anonymous.Data($"mutation {{ {name}{(arguments.Length > 0 ? $"({arguments})" : "")} {{ errors {{ code }} }} }}");
            Assert.Equal("engage.unauthenticated", Assert.Single(answer.GetProperty(name).GetProperty("errors").EnumerateArray()).GetProperty("code").GetString());
        }
    }

    /// <summary>Whoever reads the schema learns what everything in it is.</summary>
    [Fact]
    public async Task Every_public_member_of_the_schema_has_a_description()
    {
        var silent = new List<string>();
        foreach (var type in (await Schema()).GetProperty("types").EnumerateArray())
        {
            var name = type.GetProperty("name").GetString()!;
            // What the specification of GraphQL defines needs no words of ours.
            if (name.StartsWith("__", StringComparison.Ordinal) || name is "String" or "Boolean" or "Int" or "Float" or "ID") continue;
            Look(name, type);
            foreach (var members in new[] { "fields", "inputFields", "enumValues" })
            {
                foreach (var member in Members(type, members))
                {
                    var path = $"{name}.{member.GetProperty("name").GetString()}";
                    Look(path, member);
                    foreach (var argument in Members(member, "args")) Look($"{path}({argument.GetProperty("name").GetString()})", argument);
                }
            }
        }
        Assert.True(silent.Count == 0, $"Without a description (write an XML doc comment): {string.Join(", ", silent)}");

        void Look(string path, JsonElement member)
        {
            if (string.IsNullOrWhiteSpace(member.GetProperty("description").GetString()) && !path.EndsWith("(input)", StringComparison.Ordinal)) silent.Add(path);
        }
    }

    /// <summary>
    /// Where the plugin's folder holds a README.md: it shows the plugin's states as a Mermaid diagram, names each permission with its default roles and each
    /// setting, and its GraphQL documents run, in their order, for somebody who holds all roles.
    /// </summary>
    [Fact]
    public async Task Its_readme_tells_what_it_declares_and_its_examples_run()
    {
        var file = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins"), "README.md", SearchOption.AllDirectories)
            .FirstOrDefault(file => File.Exists(Path.Combine(Path.GetDirectoryName(file)!, $"{typeof(TPlugin).Assembly.GetName().Name}.dll")));
        if (file is null) return;
        var readme = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        Assert.Contains("\n```mermaid\nstateDiagram", readme, StringComparison.Ordinal);
        foreach (var permission in _declared.Permissions)
            Assert.Contains($"\n| `{permission.Name}` | {permission.Description} | {string.Join(", ", permission.Roles.Select(role => $"`{role}`"))} |\n", readme, StringComparison.Ordinal);
        foreach (var setting in _declared.Settings.SelectMany(settings => settings.GetProperties()).Where(property => property.CanWrite))
            Assert.Contains($"\n| `Engage:Plugins:{_declared.Id}:{setting.Name}` | ", readme, StringComparison.Ordinal);

        var everything = _engage.As("Reader", [.. Roles.All]);
        var documents = readme.Split("\n```graphql\n").Skip(1).Select(block => block[..block.IndexOf("\n```", StringComparison.Ordinal)]).ToList();
        Assert.True(documents.Exists(document => document.TrimStart().StartsWith("mutation", StringComparison.Ordinal)), "The README shows no mutation.");
        Assert.True(documents.Exists(document => document.TrimStart() is ['{', ..] or ['q', ..]), "The README shows no query.");
        foreach (var document in documents)
        {
            var answer = await everything.GraphQL(document);
            Assert.False(answer.ToString().Contains("\"code\":", StringComparison.Ordinal), $"{document}\nis answered with {answer}");
        }
    }

    private static MethodInfo Handle(Type useCase) => useCase.GetMethod("Handle", BindingFlags.Public | BindingFlags.Static)!;

    private static string NameOf(Type useCase) => char.ToLowerInvariant(useCase.Name[0]) + useCase.Name[1..];

    private static IEnumerable<JsonElement> Members(JsonElement of, string name) =>
        of.TryGetProperty(name, out var members) && members.ValueKind is JsonValueKind.Array ? members.EnumerateArray() : [];

    private static IEnumerable<JsonElement> Fields(JsonElement schema, string type) => Members(Named(schema, type), "fields");

    private static JsonElement Named(JsonElement schema, string type) => schema.GetProperty("types").EnumerateArray().Single(each => each.GetProperty("name").GetString() == type);

    /// <summary>Any value that the type takes: enough to get as far as the guard.</summary>
    private static string Anything(JsonElement schema, JsonElement type) => type.GetProperty("kind").GetString() switch
    {
        "NON_NULL" => Anything(schema, type.GetProperty("ofType")),
        "LIST" => "[]",
        "ENUM" => Members(Named(schema, type.GetProperty("name").GetString()!), "enumValues").First().GetProperty("name").GetString()!,
        "INPUT_OBJECT" => $"{{ {string.Join(", ", Members(Named(schema, type.GetProperty("name").GetString()!), "inputFields")
            .Where(field => field.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && field.GetProperty("defaultValue").ValueKind is JsonValueKind.Null)
            .Select(field => $"{field.GetProperty("name").GetString()}: {Anything(schema, field.GetProperty("type"))}"))} }}",
        _ => type.GetProperty("name").GetString() switch
        {
            "Int" or "Long" or "Float" => "1",
            "Boolean" => "true",
            "ID" => "\"00000000-0000-0000-0000-000000000000\"",
            "Date" => "\"2026-01-31\"",
            "DateTime" => "\"2026-01-31T12:00:00Z\"",
            _ => "\"text\""
        }
    };

    private async Task<JsonElement> Schema()
    {
        const string type = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        return (await _engage.Anonymous.Data(
            $$"""
              { __schema { types { kind name description
                  fields { name description args { name description defaultValue type { {{type}} } } type { {{type}} } }
                  inputFields { name description defaultValue type { {{type}} } }
                  enumValues { name description } } } }
              """)).GetProperty("__schema");
    }
}
