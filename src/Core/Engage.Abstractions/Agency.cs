using System.Text.RegularExpressions;

namespace Engage;

/// <summary>An agency served by this deployment. Its events and documents are kept apart from those of every other agency.</summary>
/// <param name="Slug">Its name in addresses, <c>/agencies/{slug}/graphql</c>: 2 to 63 lower case letters, digits and single hyphens.</param>
public sealed partial record Agency(string Slug)
{
    /// <summary>The slug of the one agency of a deployment that names no other.</summary>
    public const string Default = "default";

    /// <summary>Whether a text can be an agency's slug.</summary>
    public static bool IsSlug(string text) => Slugs().IsMatch(text);

    [GeneratedRegex(@"^(?=.{2,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex Slugs();
}
