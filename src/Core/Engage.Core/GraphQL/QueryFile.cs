using System.Globalization;

namespace Engage.GraphQL;

/// <summary>A file: what a query answers.</summary>
/// <param name="Plugin">The plugin that declares it.</param>
/// <param name="Name">What it is called in its address.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Query">A query of one text.</param>
/// <param name="Parameters">The variables of the query, each with its type.</param>
internal sealed record QueryFile(string Plugin, string Name, string ContentType, string Query, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The request for what an address asks for.</summary>
    /// <param name="given">What stands behind its question mark.</param>
    public GraphQLRequest Request(IEnumerable<(string Name, IReadOnlyList<string?> Values)> given)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, values) in given)
        {
            if (!Parameters.TryGetValue(name, out var type) || values is not [{ } only]) throw Unfit("engage.invalid-request");
            variables[name] = Read(type, only);
        }
        return new(Query, Variables: variables, ReadOnly: true);
    }

    /// <summary>Refuses an address.</summary>
    public Refusal Unfit(string code) => new(code, Parameters.Count == 0
        ? "This file takes no parameters. Leave out what stands behind the question mark."
        : $"The parameters of the address do not fit. This file takes these, each once at most: {string.Join(", ", Parameters.Select(each => $"{each.Key} ({each.Value})"))}.");

    private object Read(string type, string text) => type switch
    {
        "Int" or "Long" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : throw Unfit("engage.invalid-value"),
        "Float" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Unfit("engage.invalid-value"),
        "Boolean" => text switch { "true" => true, "false" => false, _ => throw Unfit("engage.invalid-value") },
        _ => text
    };
}
