using System.Text.RegularExpressions;

namespace Engage.Docs;

/// <summary>What the documentation shows is what happens.</summary>
public sealed partial class RunningTheDocs : IAsyncLifetime
{
    private EngageHarness _engage = null!;

    public async Task InitializeAsync() => _engage = await EngageHarness.Start();

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task Every_document_of_the_guide_for_integrators_runs_without_errors()
    {
        var ada = _engage.As("Ada", Roles.Resident, Roles.Moderator, Roles.Staff);
        var topic = (await ada.Data("""mutation { openTopic(input: { title: "Night patrols", body: "How often?" }) { topic { id } } }""")).GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString();
        var post = (await ada.Data("mutation ($topic: ID!) { reply(input: { topicId: $topic, body: \"Twice.\" }) { post { id } } }", new { topic })).GetProperty("reply").GetProperty("post").GetProperty("id").GetString();

        var documents = Blocks(Read("graphql.md") + Read("participation.md"), "graphql").ToList();
        documents.Count.ShouldBeGreaterThan(3);
        foreach (var document in documents.Where(document => !document.StartsWith("subscription")))
        {
            var answer = (await ada.Data(document, new { topic, post })).ToString();
            answer.ShouldNotContain("\"code\"", customMessage: document);
        }

        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var posts = (await ada.Subscribe(documents.Single(document => document.StartsWith("subscription")), new { topic }, stop.Token)).GetAsyncEnumerator(stop.Token);
        await ada.Data("mutation ($topic: ID!) { reply(input: { topicId: $topic, body: \"Thrice.\" }) { errors { code } } }", new { topic });
        (await posts.MoveNextAsync()).ShouldBeTrue();
        posts.Current.ToString().ShouldContain("Thrice.");
    }

    [Fact]
    public void Every_link_between_the_documents_leads_somewhere()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "docs");
        foreach (var file in Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories))
        {
            foreach (Match link in Links().Matches(File.ReadAllText(file)))
            {
                var target = link.Groups[1].Value;
                if (target.Contains("src/")) continue;
                var path = Path.Combine(Path.GetDirectoryName(file)!, target);
                (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue($"{Path.GetRelativePath(root, file)} links to {target}");
            }
        }
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "docs", name));

    private static IEnumerable<string> Blocks(string text, string language) =>
        Fences().Matches(text).Where(fence => fence.Groups[1].Value == language).Select(fence => fence.Groups[2].Value);

    [GeneratedRegex("^```([a-z]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(((?!https?:)[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Links();
}
