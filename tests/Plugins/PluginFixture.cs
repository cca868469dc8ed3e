using System.Text.Json;

namespace Engage.Plugins;

/// <summary>A host with a plugin, shared by the tests of a class, and how they ask it to change something.</summary>
public abstract class PluginFixture : IAsyncLifetime
{
    public EngageHarness Engage { get; private set; } = null!;

    public async Task InitializeAsync() => Engage = await Start();

    public async Task DisposeAsync() => await Engage.DisposeAsync();

    protected abstract Task<EngageHarness> Start();

    /// <summary>The payload of a mutation, with its errors' codes.</summary>
    public static async Task<JsonElement> Mutation(EngageClient by, string mutation, string input, string select) =>
        (await by.Data($"mutation {{ {mutation}(input: {input}) {{ {select} errors {{ code message path }} }} }}")).GetProperty(mutation);

    /// <summary>Does something that has to be refused with a code, and leave no event behind.</summary>
    public async Task Refused(EngageClient by, string mutation, string input, string code)
    {
        var before = (await Engage.Events()).Count;
        CodeOf(await Mutation(by, mutation, input, "__typename")).ShouldBe(code, $"{mutation} {input}");
        (await Engage.Events()).Count.ShouldBe(before);
    }

    /// <summary>Does something that has to be done.</summary>
    public static async Task<JsonElement> Done(EngageClient by, string mutation, string input, string select = "__typename")
    {
        var payload = await Mutation(by, mutation, input, select);
        CodeOf(payload).ShouldBeNull(payload.ToString());
        return payload;
    }

    public static string? CodeOf(JsonElement payload) =>
        payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();
}
