namespace Engage.Plugins.TransparencyReports;

/// <summary>A figure whose records are counted: one of the edition that is compiled, or one that was published before.</summary>
/// <param name="Id">The figure's id.</param>
/// <param name="Definition">How it is computed.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="Until">The last day of the period.</param>
/// <param name="View">Which of the views of the dataset it is made of.</param>
/// <param name="Published">Its rows, where it was published before.</param>
internal sealed record CountedFigure(Guid Id, MetricDefinition Definition, DateOnly From, DateOnly Until, int View, IReadOnlyList<FigureRow>? Published = null)
{
    public Selection Counted { get; } = Selection.Counted(Definition, From, Until);

    public Selection? Whole { get; } = Selection.Whole(Definition, From, Until);
}

/// <summary>What was counted for a row.</summary>
/// <param name="Count">How many records.</param>
/// <param name="Told">Whether that may be told.</param>
/// <param name="Whole">How many it is a share of; null where it is none.</param>
/// <param name="WholeTold">Whether that may be told.</param>
internal sealed record CountedRow(IReadOnlyList<FigureGroup> Group, long Count, bool Told, long? Whole, bool WholeTold, IReadOnlyList<Wait> Waits, string Commitment);
