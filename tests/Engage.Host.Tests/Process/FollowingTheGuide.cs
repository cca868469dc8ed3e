using System.Text.RegularExpressions;

namespace Engage.Processes;

public sealed partial class FollowingTheGuide
{
    [Fact]
    public async Task What_the_guide_says_to_type_works_from_top_to_bottom()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Deployment.Repository, "docs", "run.md"));
        var blocks = Blocks().Matches(guide).Select(match => match.Groups[1].Value).ToList();
        blocks.Count.ShouldBeGreaterThan(5);
        await using var deployment = new Deployment();
        var host = await deployment.Serve();
        // The host is built already, and listens where there was room.
        var script = string.Join('\n', blocks)
            .Replace("dotnet run --project src/Host --", "dotnet \"$ENGAGE_HOST\"")
            .Replace("http://localhost:5080", host.Client.BaseAddress!.ToString().TrimEnd('/'));

        var ended = await deployment.Shell(script, Deployment.Repository);

        ended.ExitCode.ShouldBe(0, ended.Errors);
        ended.Output.ShouldNotContain("\"code\"", customMessage: "no answer is a refusal");
    }

    [GeneratedRegex("(?s)```sh run\n(.*?)```")]
    private static partial Regex Blocks();
}
