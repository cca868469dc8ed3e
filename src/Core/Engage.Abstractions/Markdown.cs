namespace Engage;

/// <summary>Makes HTML of the Markdown that people write, so that every client shows the same and none has to guard itself. Take it as a parameter.</summary>
public interface IMarkdown
{
    /// <summary>
    /// HTML that is safe to put into a page: paragraphs, headings from <c>h3</c> on, emphasis, lists, quotations, code, tables, and links by <c>http</c>,
    /// <c>https</c> and <c>mailto</c>. HTML in the text shows as it was typed, and images become links, since a remote image tells its server who reads. What
    /// would take too long to lay out is shown as plain text. Null where there is no text.
    /// </summary>
    /// <param name="markdown">What somebody wrote, in CommonMark with tables; null where it was erased.</param>
    string? ToHtml(string? markdown);
}
