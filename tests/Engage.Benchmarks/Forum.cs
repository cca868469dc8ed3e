using System.Text;
using System.Text.Json;

namespace Engage.Benchmarks;

/// <summary>A thing to measure: asked of Engage over GraphQL, and of PostgreSQL in a script for pgbench.</summary>
internal sealed record Scenario(string Name, Func<Ask> Ask, string Script, IReadOnlyDictionary<string, object> Variables, bool CastsVotes = false);

/// <summary>A topic with its posts, and what is asked of it.</summary>
internal sealed class Forum
{
    public const string Database = "engage";
    public const int PageSize = 50;

    private readonly string _topic;
    private readonly List<(string Id, string Cursor)> _posts;
    private readonly string[] _voters;
    private readonly Dictionary<string, object> _variables;
    private long _votes;

    private Forum(string topic, List<(string, string)> posts, DevelopmentKey key)
    {
        (_topic, _posts) = (topic, posts);
        // So many that no vote is cast twice: that would be refused.
        _voters = [.. Enumerable.Range(0, Math.Max(1_000, 5_000_000 / posts.Count))
            .Select(voter => "Bearer " + key.Token($"Voter {voter}", [Roles.Resident], null, TimeSpan.FromHours(12), TimeProvider.System))];
        _variables = new() { ["topic"] = topic, ["start"] = DeliberationFiles.Start.ToUnixTimeMilliseconds() };
    }

    /// <summary>Reads every post of a topic, a page after the other, and how often people voted on them in all.</summary>
    public static async Task<(Forum Forum, long Votes)> Read(string topic, Load load, DevelopmentKey key, CancellationToken stop)
    {
        const string query = "query ($id: ID!, $after: String) { topic(id: $id) { posts(first: 100, after: $after) { edges { cursor node { id agrees disagrees passes } } pageInfo { hasNextPage } } } }";
        var posts = new List<(string, string)>();
        var votes = 0L;
        for (var more = true; more;)
        {
            var answer = await load.Send(Question(query, new { id = topic, after = posts.LastOrDefault().Item2 }, IsWithoutErrors), stop);
            using var json = JsonDocument.Parse(answer);
            var page = json.RootElement.GetProperty("data").GetProperty("topic").GetProperty("posts");
            foreach (var edge in page.GetProperty("edges").EnumerateArray())
            {
                var post = edge.GetProperty("node");
                votes += post.GetProperty("agrees").GetInt32() + post.GetProperty("disagrees").GetInt32() + post.GetProperty("passes").GetInt32();
                posts.Add((post.GetProperty("id").GetString()!, edge.GetProperty("cursor").GetString()!));
            }
            more = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
        }
        return (new Forum(topic, posts, key), votes);
    }

    public int Posts => _posts.Count;

    public Scenario Topic()
    {
        const string query = "query ($id: ID!) { topic(id: $id) { id title body kind state author { name } openedAt postCount } }";
        var begin = Encoding.UTF8.GetBytes($"{{\"data\":{{\"topic\":{{\"id\":\"{_topic}\",");
        var end = Encoding.UTF8.GetBytes($"\"postCount\":{Posts}}}}}}}");
        var ask = Question(query, new { id = _topic }, answer => answer.AsSpan().StartsWith(begin) && answer.AsSpan().EndsWith(end));
        return new("topic by id", () => ask, "select data from engage_forums.mt_doc_topic where id = :topic::uuid and tenant_id = 'default';", _variables);
    }

    public Scenario Page()
    {
        const string query =
            "query ($id: ID!, $after: String) { topic(id: $id) { posts(first: 50, after: $after) { nodes { id body author { name } postedAt agrees disagrees passes } pageInfo { hasNextPage endCursor } } } }";
        return new($"page of {PageSize} posts", () =>
            {
                var depth = Random.Shared.Next(Posts - PageSize);
                var end = Encoding.UTF8.GetBytes($"\"endCursor\":\"{_posts[depth + PageSize].Cursor}\"");
                return Question(query, new { id = _topic, after = _posts[depth].Cursor }, answer =>
                    IsWithoutErrors(answer) && answer.AsSpan().Count("\"agrees\":"u8) == PageSize && answer.AsSpan().IndexOf(end) > 0);
            },
            """
            \set at :start + 1000 * random(0, :posts - 51)
            select data from engage_forums.mt_doc_post as d
            where tenant_id = 'default' and id > (lpad(to_hex(:at::bigint), 12, '0') || '70008000000000000000')::uuid and cast(data ->> 'topicId' as uuid) = :topic::uuid
            order by id limit 51;
            """,
            With("posts", Posts));
    }

    public Scenario Vote()
    {
        const string query = "mutation ($input: VoteInput!) { vote(input: $input) { post { id agrees disagrees passes } errors { code message } } }";
        string[] values = ["AGREE", "DISAGREE", "PASS"];
        return new("vote", () =>
            {
                var vote = Interlocked.Increment(ref _votes) - 1;
                var (voter, post) = ((int)(vote % _voters.Length), _posts[(int)((vote / _voters.Length + vote % _voters.Length * 7919) % Posts)].Id);
                if (vote >= (long)_voters.Length * Posts) throw new InvalidOperationException("Everybody has voted on every post. Take fewer --seconds or more --posts.");
                var begin = Encoding.UTF8.GetBytes($"{{\"data\":{{\"vote\":{{\"post\":{{\"id\":\"{post}\",\"agrees\":");
                return Question(query, new { input = new { postId = post, value = values[vote % values.Length] } },
                    answer => answer.AsSpan().StartsWith(begin) && answer.AsSpan().EndsWith("},\"errors\":[]}}}"u8), _voters[voter]);
            },
            // What Engage writes for a first vote, into the same tables, in one statement; of what it reads before only the post.
            """
            \set at :start + 1000 * random(0, :posts - 1)
            select id as post, gen_random_uuid() as ballot, gen_random_uuid() as voter from engage_forums.mt_doc_post
            where tenant_id = 'default' and id > (lpad(to_hex(:at::bigint), 12, '0') || '70008000000000000000')::uuid order by id limit 1 \gset
            with stream as (
                insert into engage.mt_streams (id, type, version, timestamp, tenant_id) values (:ballot::uuid, 'ballot', 1, now(), 'default')),
            event as (
                insert into engage.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived, correlation_id, headers, user_name)
                values (nextval('engage.mt_events_sequence'), gen_random_uuid(), :ballot::uuid, 1,
                    jsonb_build_object('value', 'Agree', 'voter', :voter::uuid, 'postId', :post::uuid, 'topicId', :topic::uuid, 'previous', null),
                    'forums.vote-cast', 'default', now(), 'Engage.Plugins.Forums.VoteCast, Engage.Plugins.Forums', false, replace(:voter::text, '-', ''), 'null', 'voter')),
            ballot as (
                insert into engage_forums.mt_doc_ballot (tenant_id, id, data, mt_version, mt_dotnet_type, mt_last_modified)
                values ('default', :ballot::uuid,
                    jsonb_build_object('at', now(), 'id', :ballot::uuid, 'value', 'Agree', 'voter', :voter::uuid, 'postId', :post::uuid, 'topicId', :topic::uuid),
                    1, 'Engage.Plugins.Forums.Ballot', now()))
            update engage_forums.mt_doc_post set data = jsonb_set(data, '{agrees}', to_jsonb((data ->> 'agrees')::int + 1)), mt_last_modified = now(), mt_version = gen_random_uuid()
            where tenant_id = 'default' and id = :post::uuid;
            """,
            With("posts", Posts), CastsVotes: true);
    }

    private Dictionary<string, object> With(string name, object value) => new(_variables) { [name] = value };

    public static bool IsWithoutErrors(byte[] answer) => answer.AsSpan().StartsWith("{\"data\":{"u8) && answer.AsSpan().IndexOf("\"errors\":"u8) < 0;

    public static Ask Question(string query, object variables, Func<byte[], bool> isRight, string? token = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new { query, variables }), token, isRight);
}
