namespace Engage.Plugins.TransparencyReports;

public static class FigureExtensions
{
    /// <summary>What it shows: the title of its metric when the edition was compiled.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(ReportFigure figure, string? language = null) => figure.Title.In(language);

    /// <summary>The total first, then the groups: by two fields also those of each field alone.</summary>
    public static Connection<FigureRow> Rows(ReportFigure figure, Page page) => figure.Rows.ToConnection(page, row => row.Id);

    /// <summary>One of its rows, or null where there is none.</summary>
    /// <param name="id">The row's id.</param>
    public static FigureRow? Row(ReportFigure figure, Guid id) => figure.Rows.FirstOrDefault(row => row.Id == id);
}
