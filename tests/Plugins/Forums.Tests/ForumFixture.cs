using System.Text.Json;

namespace Engage.Plugins.Forums;

/// <summary>A host with the forum, shared by the tests of a class, and the few requests that many of them begin with.</summary>
public sealed class ForumFixture : IAsyncLifetime
{
    public EngageHarness Engage { get; private set; } = null!;

    public EngageClient Ada => Engage.As("Ada", Roles.Resident);

    public EngageClient Bo => Engage.As("Bo", Roles.Resident);

    public EngageClient Sam => Engage.As("Sam", Roles.Staff);

    public EngageClient Mo => Engage.As("Mo", Roles.Moderator);

    public async Task InitializeAsync() => Engage = await EngageHarness.Start();

    public async Task DisposeAsync() => await Engage.DisposeAsync();

    public Task<Guid> OpenTopic(string kind = "DISCUSSION", EngageClient? by = null) => Id(by ?? Ada, "openTopic", "topic",
        $"{{ title: \"Night patrols\", body: \"How often?\", kind: {kind} }}");

    public Task<Guid> Reply(Guid topic, string body = "Twice a night.", EngageClient? by = null, Guid? to = null) =>
        Id(by ?? Ada, "reply", "post", $"{{ topicId: \"{topic}\", body: \"{body}\"{(to is null ? "" : $", parentId: \"{to}\"")} }}");

    public Task<JsonElement> Vote(EngageClient by, Guid post, string value) =>
        Mutation(by, "vote", $"{{ postId: \"{post}\", value: {value} }}", "post { agrees disagrees passes }");

    public Task<JsonElement> Close(Guid topic) => Mutation(Mo, "closeTopic", $"{{ topicId: \"{topic}\" }}", "topic { state }");

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

    /// <summary>Lets people do something under any name.</summary>
    public Task AllowEveryName(string permission) => Mutation(
        Engage.As("Admin", Roles.Administrator), "allowParticipation", $"{{ permission: \"{permission}\", tiers: [NAME, PSEUDONYM, THREAD_PSEUDONYM, ANONYMOUS] }}", "__typename");

    public static IReadOnlyList<string?> Texts(JsonElement connection, string field) =>
        [.. connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty(field).GetString())];

    public static string? CodeOf(JsonElement payload) =>
        payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    private static async Task<Guid> Id(EngageClient by, string mutation, string noun, string input) =>
        (await Mutation(by, mutation, input, $"{noun} {{ id }}")).GetProperty(noun).GetProperty("id").GetGuid();
}
