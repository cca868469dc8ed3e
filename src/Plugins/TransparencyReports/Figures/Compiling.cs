namespace Engage.Plugins.TransparencyReports;

/// <summary>What an edition is compiled of.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Sequence">The number in the log up to which events count.</param>
/// <param name="Figures">What is asked for.</param>
/// <param name="Salt">Keeps commitments from being guessed: 32 random bytes of the edition.</param>
internal sealed record EditionPlan(Guid EditionId, long Sequence, IReadOnlyList<PlannedFigure> Figures, byte[] Salt);

/// <summary>A figure that is to be compiled, with the version of its metric.</summary>
internal sealed record PlannedFigure(FigureRequest Request, AgencyText Title, int MetricVersion, MetricDefinition Definition);

internal static class Compiling
{
    /// <summary>The figures of an edition as they may be published. The same plan gives the same figures, whenever and wherever it is compiled.</summary>
    public static Task<IReadOnlyList<ReportFigure>> Compile(EditionPlan plan, ILog log, IQuerySession session, CancellationToken stop) =>
        throw new NotImplementedException();
}
