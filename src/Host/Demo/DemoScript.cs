using System.Globalization;
using System.Text.RegularExpressions;

namespace Engage.Host.Demo;

/// <summary>What is done in the demo: the GraphQL documents of a file beside this one, in their order. A comment before each says who sends it, and how long ago.</summary>
/// <param name="Name">The file's name.</param>
internal sealed partial record DemoScript(string Name, IReadOnlyList<DemoStep> Steps)
{
    /// <summary>What the correlation ids of its events begin with, by which the log tells what of it was done.</summary>
    public string Correlation => $"demo:{Name}:";

    public static DemoScript Read(string name) => new(name, [..
        Documents().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Demo", $"{name}.graphql"))).Select(found => new DemoStep(
            found.Groups["who"].Value, found.Groups["role"].Value, found.Groups["weeks"] is { Success: true, Value: var weeks } ? int.Parse(weeks, CultureInfo.InvariantCulture) : null,
            found.Groups["name"].Value, found.Groups["text"].Value))]);

    [GeneratedRegex(@"^# (?<who>[^(\n]+) \((?<role>[a-z-]+)\)(, (?<weeks>\d+) weeks ago)?:\n(?<text>(mutation|query) (?<name>\w+).*?^\})", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Documents();
}

/// <summary>A document that somebody sends.</summary>
/// <param name="Who">What they go by.</param>
/// <param name="Role">The role that they hold.</param>
/// <param name="WeeksAgo">How many weeks ago; null for now.</param>
/// <param name="Name">The operation's name.</param>
/// <param name="Text">The document.</param>
internal sealed partial record DemoStep(string Who, string Role, int? WeeksAgo, string Name, string Text)
{
    /// <summary>The variables that it takes: $weeksAgo3 and $inWeeks3 are told by their names, the others are known by now.</summary>
    public Dictionary<string, object?> Variables(IReadOnlyDictionary<string, object?> known, DateTimeOffset now) =>
        Declared().Matches(Text).ToDictionary(variable => variable.Groups["name"].Value, variable => variable.Groups["weeks"] is { Success: true, Value: var weeks }
            ? Day(DemoClock.Moment(now, (variable.Groups["ahead"].Success ? -1 : 1) * int.Parse(weeks, CultureInfo.InvariantCulture)), variable.Groups["type"].Value)
            : known[variable.Groups["name"].Value]);

    private static string Day(DateTimeOffset moment, string type) => moment.ToString(type == "Date" ? "yyyy-MM-dd" : "O", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$(?<name>(weeksAgo|(?<ahead>inWeeks))(?<weeks>\d+)|\w+): (?<type>\w+)")]
    private static partial Regex Declared();
}
