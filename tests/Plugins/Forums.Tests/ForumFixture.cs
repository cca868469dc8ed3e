using System.Text.Json;

namespace Engage.Plugins.Forums;

/// <summary>A host with the forum, shared by the tests of a class, and the few requests that many of them begin with.</summary>
public sealed class ForumFixture : PluginFixture
{
    public EngageClient Ada => Engage.As("Ada", Roles.Resident);

    public EngageClient Bo => Engage.As("Bo", Roles.Resident);

    public EngageClient Sam => Engage.As("Sam", Roles.Staff);

    public EngageClient Mo => Engage.As("Mo", Roles.Moderator);

    protected override Task<EngageHarness> Start() => EngageHarness.Start();

    public Task<Guid> OpenTopic(string kind = "DISCUSSION", EngageClient? by = null) => Id(by ?? Ada, "openTopic", "topic",
        $"{{ title: \"Night patrols\", body: \"How often?\", kind: {kind} }}");

    public Task<Guid> Reply(Guid topic, string body = "Twice a night.", EngageClient? by = null, Guid? to = null) =>
        Id(by ?? Ada, "reply", "post", $"{{ topicId: \"{topic}\", body: \"{body}\"{(to is null ? "" : $", parentId: \"{to}\"")} }}");

    public Task<JsonElement> Vote(EngageClient by, Guid post, string value) =>
        Mutation(by, "vote", $"{{ postId: \"{post}\", value: {value} }}", "post { agrees disagrees passes }");

    public Task<JsonElement> Close(Guid topic) => Mutation(Mo, "closeTopic", $"{{ topicId: \"{topic}\" }}", "topic { state }");

    /// <summary>Lets people do something under any name.</summary>
    public Task AllowEveryName(string permission) => Mutation(
        Engage.As("Admin", Roles.Administrator), "allowParticipation", $"{{ permission: \"{permission}\", tiers: [NAME, PSEUDONYM, THREAD_PSEUDONYM, ANONYMOUS] }}", "__typename");

    public static IReadOnlyList<string?> Texts(JsonElement connection, string field) =>
        [.. connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty(field).GetString())];

    private static async Task<Guid> Id(EngageClient by, string mutation, string noun, string input) =>
        (await Mutation(by, mutation, input, $"{noun} {{ id }}")).GetProperty(noun).GetProperty("id").GetGuid();
}
