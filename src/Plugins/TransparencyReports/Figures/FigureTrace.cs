namespace Engage.Plugins.TransparencyReports;

/// <summary>Why the events behind a row are not listed. The commitment stands for them; an auditor can open it.</summary>
public enum TraceSecrecy
{
    /// <summary>Its dataset is protected: what is published of it is figures.</summary>
    ProtectedRecords,

    /// <summary>The row is withheld, and how many events there are would tell it.</summary>
    WithheldCount,

    /// <summary>The row is rounded, and how many events there are would tell it exactly.</summary>
    RoundedCount
}

/// <summary>What a row of a figure was made of.</summary>
/// <param name="Definition">How it was computed.</param>
/// <param name="DefinitionVersion">The version of that definition.</param>
/// <param name="Sequence">The number in the log up to which events counted.</param>
/// <param name="Threshold">The smallest count that was told.</param>
/// <param name="Rounding">What counts were rounded down to a multiple of; 1 for not at all.</param>
/// <param name="Suppression">Why there is no number; null where there is one.</param>
/// <param name="Commitment">
/// SHA-256 in lower case hexadecimal digits that fixes which events are behind the row: of a nonce and the 16 bytes of each event's id, in the order of the log.
/// </param>
public sealed record FigureTrace(
    MetricDefinition Definition, int DefinitionVersion, long Sequence, int Threshold, int Rounding, FigureSuppression? Suppression, string Commitment,
    [property: Unpublished] ReportEdition Edition, [property: Unpublished] ReportFigure Figure, [property: Unpublished] FigureRow Row)
{
    internal static FigureTrace Of(ReportEdition edition, FigureRow row)
    {
        var figure = edition.Figures.First(figure => figure.Id == row.FigureId);
        return new(
            figure.Definition, figure.MetricVersion, edition.Sequence, figure.Definition.Threshold, figure.Definition.Rounding, row.Suppression, row.Commitment, edition, figure, row);
    }

    /// <summary>Why the events are not listed; null where they are.</summary>
    internal static TraceSecrecy? Secrecy(DatasetAccess? access, MetricDefinition definition, FigureRow row) =>
        access is not DatasetAccess.Open ? TraceSecrecy.ProtectedRecords
        : row.Suppression is FigureSuppression.Withheld ? TraceSecrecy.WithheldCount
        : definition.Rounding > 1 ? TraceSecrecy.RoundedCount
        : null;
}

/// <summary>An event behind a row.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">Its number in the log.</param>
public sealed record TracedEvent(Guid Id, long Sequence);
