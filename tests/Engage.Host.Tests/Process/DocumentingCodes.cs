using System.Text.RegularExpressions;

namespace Engage.Processes;

public sealed partial class DocumentingCodes
{
    [Fact]
    public void Every_code_that_a_caller_can_meet_is_in_the_documentation()
    {
        var source = Path.Combine(Deployment.Repository, "src");
        var written = Files(source, "*.md").Concat(Files(Path.Combine(Deployment.Repository, "docs"), "*.md")).Select(File.ReadAllText).ToList();

        var codes = Files(source, "*.cs").SelectMany(file => Codes().Matches(File.ReadAllText(file))).Select(code => code.Groups["code"].Value).Distinct().ToList();

        codes.Count.ShouldBeGreaterThan(80);
        codes.Where(code => !written.Exists(text => text.Contains($"`{code}`"))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}"));

    [GeneratedRegex("(Refusal|Fault|Unauthenticated|Error|new)\\(\\s*(\\d+, )?\"(?<code>[a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Codes();
}
