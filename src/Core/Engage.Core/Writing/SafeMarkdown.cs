using System.Net;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Engage.Writing;

/// <summary>Markdig makes the HTML and is given no way to write what a reader wrote; a sanitizer that knows nothing of Markdown stands behind it. A singleton.</summary>
internal sealed class SafeMarkdown : IMarkdown
{
    /// <summary>Titles of pages and of what stands on them are h1 and h2.</summary>
    private const int HeadingsBefore = 2;

    /// <summary>What is longer is no text of a person; it is shown as it was typed.</summary>
    private const int Longest = 50_000;

    // Rows that are too short are filled up, so that cells grow with the square of the text.
    private const int Cells = 2_000;

    // What opens something that may be closed later is looked at again for each that may close it.
    private const int Marks = 2_000;

    /// <summary>How deep quotations and lists may stand in each other on one line.</summary>
    private const int Nesting = 20;

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    private readonly MarkdownPipeline _plain = Pipeline().Build();
    private readonly MarkdownPipeline _tables = Pipeline().UsePipeTables().Build();
    private readonly HtmlSanitizer _sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "rel", "start" },
        AllowedSchemes = new HashSet<string>(Schemes, StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" }
    });

    public string? ToHtml(string? markdown)
    {
        if (markdown is null) return null;
        if (markdown.Length > Longest || MarksIn(markdown) > Marks || NestingIn(markdown) > Nesting) return AsTyped(markdown);
        var pipeline = CellsIn(markdown) > Cells ? _plain : _tables;
        try
        {
            var document = Markdown.Parse(markdown, pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>()) heading.Level = Math.Min(heading.Level + HeadingsBefore, 6);
            using var html = new StringWriter();
            var renderer = new HtmlRenderer(html);
            pipeline.Setup(renderer);
            renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new Links());
            renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new Addresses());
            renderer.Render(document);
            return _sanitizer.Sanitize(html.ToString()).Trim();
        }
        catch (ArgumentException)
        {
            // How Markdig says that something nests too deep.
            return AsTyped(markdown);
        }
    }

    private static MarkdownPipelineBuilder Pipeline() => new MarkdownPipelineBuilder().DisableHtml().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseAutoLinks().UseSoftlineBreakAsHardlineBreak();

    private static string AsTyped(string text) => $"<p>{WebUtility.HtmlEncode(text).ReplaceLineEndings("<br>")}</p>";

    private static int MarksIn(string markdown) => markdown.Count(letter => letter is '[' or '*' or '_' or '~');

    private static int NestingIn(ReadOnlySpan<char> markdown)
    {
        var deepest = 0;
        foreach (var line in markdown.EnumerateLines())
        {
            var (nesting, end) = (0, line.IndexOfAnyExcept(" \t>-+*.)0123456789"));
            var lead = end < 0 ? line : line[..end];
            for (var i = 0; i < lead.Length; i++)
                if (lead[i] is '>' || (lead[i] is '-' or '+' or '*' or '.' or ')' && i + 1 < lead.Length && lead[i + 1] is ' ' or '\t')) nesting++;
            deepest = Math.Max(deepest, nesting);
        }
        return deepest;
    }

    private static long CellsIn(string markdown)
    {
        var (rows, widest) = (0L, 0);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (line.Count('|') is var cells and > 0) (rows, widest) = (rows + 1, Math.Max(widest, cells));
        }
        return rows * widest;
    }

    // With the slashes: a browser takes "https:here" for an address of the page that it stands on.
    private static bool IsSafe(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme) && (uri.Scheme == "mailto" || address.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase));

    private static void WriteLink(HtmlRenderer renderer, string address, Action text)
    {
        renderer.Write("<a href=\"").WriteEscapeUrl(address).Write("\" rel=\"nofollow ugc noopener noreferrer\">");
        text();
        renderer.Write("</a>");
    }

    private sealed class Links : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var address = link.GetDynamicUrl?.Invoke() ?? link.Url;
            // A picture may stand inside a link, and a link inside a picture's description; a link inside a link is none.
            if (IsSafe(address) && !IsInLink(link)) WriteLink(renderer, address!, () => WriteText(renderer, link, address!));
            else renderer.WriteChildren(link);
        }

        private static void WriteText(HtmlRenderer renderer, LinkInline link, string address)
        {
            if (link.FirstChild is null) renderer.WriteEscape(address);
            else renderer.WriteChildren(link);
        }

        private static bool IsInLink(LinkInline link)
        {
            for (var parent = link.Parent; parent is not null; parent = parent.Parent)
                if (parent is LinkInline) return true;
            return false;
        }
    }

    private sealed class Addresses : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var address = link.IsEmail ? "mailto:" + link.Url : link.Url;
            if (IsSafe(address)) WriteLink(renderer, address, () => renderer.WriteEscape(link.Url));
            else renderer.WriteEscape(link.Url);
        }
    }
}
