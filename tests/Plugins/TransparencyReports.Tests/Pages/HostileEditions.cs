namespace Engage.Plugins.TransparencyReports;

/// <summary>Editions that somebody means harm with, or nobody thought of.</summary>
internal static class HostileEditions
{
    public const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>&amp;</title></svg>";

    /// <summary>A mark that turns what follows around, and letters from right to left.</summary>
    public const string Turned = "\u202Etxet denrut\u202C עברית والعربية";

    public static readonly string Long = new('W', 300);

    public static ReportEdition Everything(int groups = 200) => SampleEditions.Edition(1, Named(Script), Named(Turned), Named(Long), Many(groups), Empty(), Withheld()) with
    {
        Id = StreamId.Of("sample.hostile"),
        Title = new($"{Script} {Turned}", "en"),
        Summary = new($"{Script}\n\n[link](javascript:alert(1)) {Long}\n\n{Turned}", "en"),
        Correction = Script
    };

    public static ReportFigure Named(string text) => SampleEditions.Figure(
        $"named-{text[..5]}", new(text, "en"), SampleEditions.Waiting with { Dataset = "stops" }, ([], SampleEditions.Waited(50, 10, 20)), ([text], SampleEditions.Waited(20, 5, 10)), ([$"={text}"], SampleEditions.Waited(30, 15, 20)));

    public static ReportFigure Many(int groups) => SampleEditions.Figure("many", new("Many groups", "en"), SampleEditions.Stops with { GroupBy = ["area"] },
        [([], SampleEditions.Counted(20_000)), .. Enumerable.Range(1, groups).Select(i => (new[] { $"Area {i}" }, SampleEditions.Counted(i)))]);

    public static ReportFigure Empty() => SampleEditions.Figure("empty", new("Nothing at all", "en"), SampleEditions.SearchRate);

    public static ReportFigure Withheld() => SampleEditions.Figure("withheld", new("All of it withheld", "en"), SampleEditions.SearchRate,
        ([], SampleEditions.Withheld()), (["BLACK"], SampleEditions.Withheld()), (["WHITE"], SampleEditions.Withheld()));
}
