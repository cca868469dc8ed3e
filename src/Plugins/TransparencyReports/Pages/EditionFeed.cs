using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace Engage.Plugins.TransparencyReports;

/// <summary>The editions as an Atom feed of RFC 4287, those that changed last first. One that was withdrawn stays in it as such, since readers have the entry from before.</summary>
internal static class EditionFeed
{
    /// <summary>Characters of a summary: what a reader shows beside a title.</summary>
    private const int LongestSummary = 1_000;

    public static string Of(string? report, IReadOnlyList<PublicEdition> editions, IReadOnlyDictionary<Guid, NamedReport> names, PageReader reader)
    {
        var feed = new SyndicationFeed(
            Shown(report is null || editions.Count == 0 ? "Transparency reports" : reader.Shown(names[editions[0].ReportId].Title ?? report)), null, null,
            $"urn:uuid:{StreamId.Of("transparency-reports.feed", reader.Slug, report ?? "")}",
            // Of the editions and not of this answer, so that the same editions are the same bytes.
            editions.Count == 0 ? DateTimeOffset.UnixEpoch : editions.Max(edition => edition.ChangedAt))
        {
            Items = [.. editions.OrderByDescending(edition => edition.ChangedAt).ThenBy(edition => edition.Id).Select(edition => Entry(edition, names[edition.ReportId], reader))]
        };
        feed.Authors.Add(new() { Name = Shown(reader.Agency) });
        feed.Links.Add(Link(PageLinks.Feed(report, reader.Language), "self", "application/atom+xml"));
        feed.Links.Add(Link(report is null ? PageLinks.Index(reader.Language) : PageLinks.Page(report, null, reader.Language), "alternate", "text/html"));
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" })) new Atom10FeedFormatter(feed).WriteTo(xml);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static SyndicationItem Entry(PublicEdition edition, NamedReport report, PageReader reader)
    {
        var withdrawn = edition.State is EditionState.Withdrawn;
        var entry = new SyndicationItem
        {
            Id = $"urn:uuid:{edition.Id}",
            Title = new(Shown($"{(withdrawn ? "Withdrawn: " : "")}{reader.Shown(report.TitleOf(edition.State, edition.Title))}, edition {edition.Number}")),
            PublishDate = edition.PublishedAt!.Value,
            LastUpdatedTime = edition.ChangedAt,
            Summary = new(Shown(Summary(edition, reader)))
        };
        entry.Links.Add(Link(PageLinks.Page(report.Name, edition.Number, reader.Language), "alternate", "text/html"));
        if (!withdrawn) entry.Links.Add(Link(PageLinks.Csv(report.Name, edition.Number), "related", "text/csv"));
        return entry;
    }

    private static string Summary(PublicEdition edition, PageReader reader)
    {
        var text = edition switch
        {
            { State: EditionState.Withdrawn } => $"This edition was withdrawn: {edition.Reason}",
            { Correction: { } correction } => $"Correction: {correction}",
            _ => reader.Shown(edition.Summary)
        };
        // Not between the two halves of a letter.
        return text.Length <= LongestSummary ? text : text[..(char.IsHighSurrogate(text[LongestSummary - 1]) ? LongestSummary - 1 : LongestSummary)] + "…";
    }

    private static SyndicationLink Link(string address, string relation, string type) => new(new Uri(address, UriKind.Relative)) { RelationshipType = relation, MediaType = type };

    /// <summary>XML 1.0 has no way at all to write some characters.</summary>
    private static string Shown(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
}
