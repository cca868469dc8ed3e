using System.Text.Json;

namespace Engage.Benchmarks;

/// <summary>The forum's mutations.</summary>
internal static class Topic
{
    /// <summary>Opens a topic and answers with its id.</summary>
    public static async Task<string> Open(Load load, string token, string title, CancellationToken stop)
    {
        const string query = "mutation ($input: OpenTopicInput!) { openTopic(input: $input) { topic { id } errors { code message } } }";
        var answer = await load.Send(Forum.Question(query, new { input = new { title, body = "What would make our streets safer?" } }, Done, token), stop);
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("data").GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString()!;
    }

    public static Ask Reply(string topicId, string body, string token)
    {
        const string query = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id body author { name } postedAt } errors { code message } } }";
        return Forum.Question(query, new { input = new { topicId, body } }, Done, token);
    }

    public static Ask Vote(string postId, string value, string token)
    {
        const string query = "mutation ($input: VoteInput!) { vote(input: $input) { post { id agrees disagrees passes } errors { code message } } }";
        return Forum.Question(query, new { input = new { postId, value } }, Done, token);
    }

    /// <summary>The ids of its first hundred posts.</summary>
    public static async Task<IEnumerable<string>> Posts(Load load, string topicId, CancellationToken stop)
    {
        var answer = await load.Send(Forum.Question("query ($id: ID!) { topic(id: $id) { posts(first: 100) { nodes { id } } } }", new { id = topicId }, Forum.IsWithoutErrors), stop);
        using var json = JsonDocument.Parse(answer);
        return [.. json.RootElement.GetProperty("data").GetProperty("topic").GetProperty("posts").GetProperty("nodes").EnumerateArray().Select(post => post.GetProperty("id").GetString()!)];
    }

    private static bool Done(byte[] answer) => answer.AsSpan().EndsWith("},\"errors\":[]}}}"u8);
}
