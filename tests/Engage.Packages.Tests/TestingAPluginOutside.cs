namespace Engage.Packages;

/// <summary>The tests of the guide's plugin, as its author runs them.</summary>
[Collection(nameof(Outside))]
public sealed class TestingAPluginOutside(Outside outside)
{
    [Fact]
    public async Task An_authors_own_tests_are_green()
    {
        var output = await outside.Once("test.sh");

        // Six of the suite that every plugin must pass, and the author's four.
        output.ShouldMatch(@"Failed:\s+0, Passed:\s+10, Skipped:\s+0, Total:\s+10");
    }

    [Fact]
    public async Task An_event_without_a_sample_is_found()
    {
        await outside.Once("test.sh");
        File.Delete(outside.In("Ideas.Tests/bin/Debug/net10.0/Samples/ideas.idea-submitted.json"));

        var (exitCode, output) = await outside.Try(
            "dotnet", ["test", "Ideas.Tests", "--no-build", "--filter", "Every_event_has_a_sample_that_still_loads"], new Dictionary<string, string>());

        exitCode.ShouldNotBe(0);
        output.ShouldContain("The event ideas.idea-submitted has no sample.");
    }
}
