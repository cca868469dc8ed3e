using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Markup that is safe by how it is made: what stands in the holes of an interpolated string is escaped, unless it is markup itself.</summary>
internal readonly record struct Html
{
    public static readonly Html Nothing = Of($"");

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Of(Holes markup) => new(markup.Written());

    /// <summary>What <see cref="IMarkdown"/> made, which guards itself.</summary>
    public static Html Markdown(IMarkdown markdown, string text) => new(markdown.ToHtml(text) ?? "");

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
