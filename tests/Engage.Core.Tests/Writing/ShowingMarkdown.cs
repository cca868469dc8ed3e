using System.Diagnostics;
using AngleSharp.Html.Parser;
using CsCheck;

namespace Engage.Writing;

/// <summary>Whatever somebody writes, what a page shows of it does nothing but show it.</summary>
public sealed class ShowingMarkdown
{
    private static readonly SafeMarkdown Markdown = new();

    private static readonly string[] Elements =
        ["p", "br", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"];

    // What attacks are made of, beside what Markdown is.
    private static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.OneOf(
            "<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg onload=", "<a href=", "javascript:alert(1)", "JaVaScRiPt:", "data:text/html,", "vbscript:", "&#106;avascript:", "\" onmouseover=\"",
            "' style='", "<!--", "-->", "<![CDATA[", "]]>", "<?", "</p>", "</a>", "<math>", "<style>", "<iframe src=", "&lt;script&gt;", "&#x3C;", "&Tab;", "\u0001", "\u202E", "\uD800", "http://a.b", "https://a.b/?q=\"<", "mailto:a@b.c", "//a.b", "ftp://a.b"),
        Gen.OneOf("[", "]", "(", ")", "](", "![", "<", ">", "`", "```\n", "~~~", "*", "**", "_", "~~", "# ", "> ", "- ", "1. ", "|", "|-|-|\n", "|a|b|\n", "\\", "&", "\n", "\n\n", "    ", "\t", ": ", "[a]: ", "\"", "'", "{", "}", "x"),
        Gen.String);

    [Fact]
    public void What_people_write_reads_as_they_meant_it() => Html(
        """
        # Lighting
        First line
        second line, ~~not~~ **very** *dark*.

        1. Park
        2. Underpass

        > Nobody walks there.

        | Place | Lamps |
        |-------|------:|
        | Park  | 3     |

        `lamp = on` and https://city.example/lamps?a=1&b=2 or <ann@city.example>
        """).ShouldBe(
        """
        <h3>Lighting</h3>
        <p>First line<br>
        second line, <del>not</del> <strong>very</strong> <em>dark</em>.</p>
        <ol>
        <li>Park</li>
        <li>Underpass</li>
        </ol>
        <blockquote>
        <p>Nobody walks there.</p>
        </blockquote>
        <table>
        <thead>
        <tr>
        <th>Place</th>
        <th>Lamps</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>Park</td>
        <td>3</td>
        </tr>
        </tbody>
        </table>
        <p><code>lamp = on</code> and <a href="https://city.example/lamps?a=1&amp;b=2" rel="nofollow ugc noopener noreferrer">https://city.example/lamps?a=1&amp;b=2</a> or <a href="mailto:ann@city.example" rel="nofollow ugc noopener noreferrer">ann@city.example</a></p>
        """);

    [Theory]
    [InlineData("![a lamp](https://a.example/lamp.png)", "<p><a href=\"https://a.example/lamp.png\" rel=\"nofollow ugc noopener noreferrer\">a lamp</a></p>")]
    [InlineData("![](https://a.example/lamp.png)", "<p><a href=\"https://a.example/lamp.png\" rel=\"nofollow ugc noopener noreferrer\">https://a.example/lamp.png</a></p>")]
    [InlineData("[![a lamp](https://a.example/lamp.png)](https://b.example)", "<p><a href=\"https://b.example\" rel=\"nofollow ugc noopener noreferrer\">a lamp</a></p>")]
    public void A_picture_is_a_link_since_whoever_serves_it_would_learn_who_reads(string markdown, string html) => Html(markdown).ShouldBe(html);

    [Theory]
    [InlineData("# a", "<h3>a</h3>")]
    [InlineData("###### a", "<h6>a</h6>")]
    [InlineData("a\n===", "<h3>a</h3>")]
    public void Headings_stand_below_those_of_the_page(string markdown, string html) => Html(markdown).ShouldBe(html);

    [Fact]
    public void Of_no_text_comes_no_html() => (Markdown.ToHtml(null), Markdown.ToHtml("")).ShouldBe((null, ""));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=\"javascript:alert(1)\"></iframe>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("<a href=\"https://a.b\" onclick=\"alert(1)\">x</a>")]
    [InlineData("<style>*{background:url(https://a.b)}</style>")]
    [InlineData("<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->")]
    [InlineData("<![CDATA[<img src=x onerror=alert(1)>]]>")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java\nscript:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](  javascript:alert(1))")]
    [InlineData("[x](\u0001javascript:alert(1))")]
    [InlineData("[x](<javascript:alert(1)>)")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//a.b)")]
    [InlineData("[x](/graphql?query=mutation)")]
    [InlineData("[x](https:a.b)")]
    [InlineData("[x](https://a.b \"\\\" onmouseover=\\\"alert(1)\")")]
    [InlineData("[x](https://a.b/\"onmouseover=\"alert(1))")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x\" onerror=\"alert(1)](https://a.b)")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("```\"onload=alert(1)\n<script>alert(1)</script>\n```")]
    [InlineData("`<img src=x onerror=alert(1)>`")]
    [InlineData("|<script>|b|\n|-|-|\n|<img onerror=alert(1)>|[x](javascript:alert(1))|")]
    [InlineData("<p style=\"position:fixed;inset:0\">x</p>")]
    [InlineData("<form action=https://a.b><input name=password></form>")]
    [InlineData("<base href=https://a.b><meta http-equiv=refresh content=0>")]
    public void An_attack_shows_as_text(string markdown) => ShouldBeHarmless(markdown);

    [Fact]
    public void Whatever_goes_in_only_what_is_allowed_comes_out() => Hostile.Array[0, 40].Select(string.Concat).Sample(ShouldBeHarmless, iter: 5_000);

    [Theory]
    [InlineData("[", 20_000)]
    [InlineData("[a](", 5_000)]
    [InlineData("![[", 6_600)]
    [InlineData("*a **b ", 2_800)]
    [InlineData("_a", 10_000)]
    [InlineData("~~a", 6_600)]
    [InlineData(">", 20_000)]
    [InlineData("> - ", 5_000)]
    [InlineData("1. ", 6_600)]
    [InlineData("- ", 10_000)]
    [InlineData("`a``b```", 2_500)]
    [InlineData("<", 20_000)]
    [InlineData("<!--", 5_000)]
    [InlineData("](", 10_000)]
    [InlineData("|a", 10_000)]
    [InlineData("|\n", 10_000)]
    [InlineData("|a|b|\n|-|-|\n", 1_500)]
    [InlineData("www.", 5_000)]
    [InlineData("a@b.c ", 3_300)]
    [InlineData("[a]: http://b\n", 1_400)]
    [InlineData("# a\n", 5_000)]
    [InlineData("a\n", 10_000)]
    public void What_is_made_to_take_long_does_not(string part, int times) => ShouldBeQuick(string.Concat(Enumerable.Repeat(part, times)));

    [Fact]
    public void A_table_does_not_grow_with_the_square_of_its_text()
    {
        var wide = string.Concat(Enumerable.Repeat("|a", 2_500)) + "\n" + string.Concat(Enumerable.Repeat("|-", 2_500)) + "\n" + string.Concat(Enumerable.Repeat("|\n", 5_000));
        ShouldBeQuick(wide);
        Markdown.ToHtml(wide)!.Length.ShouldBeLessThan(wide.Length * 5);
    }

    [Fact]
    public void Lists_in_lists_beyond_all_measure_show_as_they_were_typed()
    {
        ShouldBeQuick(string.Concat(Enumerable.Range(0, 190).Select(depth => new string(' ', depth * 2) + "- a\n")));
        Html(new string('>', 500) + " <b>\nx").ShouldBe($"<p>{string.Concat(Enumerable.Repeat("&gt;", 500))} &lt;b&gt;<br>x</p>");
    }

    private static string Html(string markdown) => Markdown.ToHtml(markdown.ReplaceLineEndings("\n"))!.ReplaceLineEndings("\n");

    private static void ShouldBeQuick(string markdown)
    {
        var watch = Stopwatch.StartNew();
        ShouldBeHarmless(markdown);
        // A hundred times what it takes, since other tests run beside this one; what grows with the square takes minutes.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private static void ShouldBeHarmless(string markdown)
    {
        var html = Markdown.ToHtml(markdown)!;
        foreach (var element in new HtmlParser().ParseDocument($"<!doctype html><body>{html}</body>").Body!.QuerySelectorAll("*"))
        {
            Elements.ShouldContain(element.LocalName, html);
            foreach (var attribute in element.Attributes)
            {
                var allowed = (element.LocalName, attribute.Name) switch
                {
                    ("a", "href") => attribute.Value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || attribute.Value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                        || attribute.Value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase),
                    ("a", "rel") => attribute.Value == "nofollow ugc noopener noreferrer",
                    ("ol", "start") => int.TryParse(attribute.Value, out _),
                    _ => false
                };
                allowed.ShouldBeTrue($"{element.LocalName} {attribute.Name}={attribute.Value} in {html}");
            }
            if (element.LocalName == "a") element.GetAttribute("rel").ShouldNotBeNull(html);
            if (element.LocalName == "a") element.QuerySelector("a").ShouldBeNull(html);
        }
    }
}
