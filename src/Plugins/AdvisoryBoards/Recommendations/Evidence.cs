namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a recommendation rests on, or what shows that it was done.</summary>
/// <param name="Title">What it is, 1 to 200 characters.</param>
/// <param name="Url">Where it can be read: an https address without a user name, up to 2,000 characters.</param>
public sealed record EvidenceLinkInput(string Title, string Url);

internal static class Evidence
{
    public const int Most = 20;

    /// <summary>The links as they are stored; refused where they are too many, or one leads to where nobody should be sent.</summary>
    public static IReadOnlyList<EvidenceLink> Checked(IReadOnlyList<EvidenceLinkInput>? links, string field)
    {
        if (links is null) return [];
        if (links.Count > Most) throw new Refusal("advisory-boards.evidence", $"Name {Most} links at most; {links.Count} were named.", field);
        return [.. links.Select(link => new EvidenceLink(Text.Checked(link.Title, field, 200), WebAddress.Checked(link.Url, field)))];
    }
}
