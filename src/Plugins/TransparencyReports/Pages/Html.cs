using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Markup that is safe by how it is made: what stands in the holes of an interpolated string is escaped, unless it is markup itself.</summary>
internal readonly partial record struct Html
{
    public static readonly Html Nothing = Of($"");

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Of(Holes markup) => new(markup.Written());

    /// <summary>What <see cref="IMarkdown"/> made, which guards itself.</summary>
    public static Html Markdown(IMarkdown markdown, string text) => new(InOrder(markdown.ToHtml(text) ?? ""));

    /// <summary>Headings that skip no level, whatever marks their author liked the looks of: who listens to a page finds their way by them. A text stands under an h2.</summary>
    private static string InOrder(string html)
    {
        var (written, shown) = (2, 2);
        return Headings().Replace(html, heading =>
        {
            if (heading.Groups[1].Length > 0) return $"</h{shown}>";
            var level = heading.Groups[2].ValueSpan[0] - '0';
            (shown, written) = (level > written ? shown + 1 : Math.Max(3, Math.Min(level, shown)), level);
            return $"<h{shown}>";
        });
    }

    // What people wrote is escaped there, so that this finds nothing but headings.
    [GeneratedRegex("<(/?)h([3-6])>")]
    private static partial Regex Headings();

    public override string ToString() => _markup ?? "";

    [InterpolatedStringHandler]
    internal readonly ref struct Holes(int literals, int holes)
    {
        // As people read it: without this every letter beyond Latin becomes a number. Values of attributes stand in double quotes, which are escaped.
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        private readonly StringBuilder _markup = new(literals + holes * 16);

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts) _markup.Append(part.ToString());
        }

        public void AppendFormatted(string? text) => _markup.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(long number) => _markup.Append(FormattableString.Invariant($"{number}"));

        public string Written() => _markup.ToString();
    }
}
