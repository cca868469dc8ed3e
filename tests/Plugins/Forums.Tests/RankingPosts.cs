namespace Engage.Plugins.Forums;

public sealed class RankingPosts(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task The_database_ranks_as_the_formula_does_and_pages_lose_and_double_nothing()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        // With ties, with none, with all, and with none who voted.
        (int Agrees, int Disagrees)[] votes = [(0, 0), (1, 0), (1, 0), (0, 1), (3, 1), (3, 1), (6, 2), (0, 3), (5, 0), (2, 2), (4, 4), (0, 0), (1, 1)];
        var posts = new List<(Guid Id, double Bound)>();
        foreach (var (agrees, disagrees) in votes)
        {
            var post = await forum.Reply(topic);
            for (var i = 0; i < agrees + disagrees; i++) await forum.Vote(forum.Engage.As($"Voter {i}", Roles.Resident), post, i < agrees ? "AGREE" : "DISAGREE");
            posts.Add((post, Wilson.LowerBound(agrees, agrees + disagrees)));
        }

        var read = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await forum.Engage.Anonymous.Data(
                "query ($topic: ID!, $after: String) { topic(id: $topic) { posts(order: RANKED, first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } } }", new { topic, after }))
                .GetProperty("topic").GetProperty("posts");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        } while (after is not null);

        read.ShouldBe(posts.OrderByDescending(post => post.Bound).ThenByDescending(post => post.Id.ToString(), StringComparer.Ordinal).Select(post => post.Id));
    }
}
