namespace Engage.Plugins.TransparencyReports;

/// <summary>A row of a figure as it was counted, with what may be told of it.</summary>
/// <param name="Group">The values that make the group; none for the total.</param>
/// <param name="Count">What a rate divides, or how many records or durations there are; rounded where it is told and the metric rounds.</param>
/// <param name="CountTold">Whether it may be told.</param>
/// <param name="Of">What a rate divides by: the count of the whole, rounded as well, or the number of the denominator; null where there is none.</param>
/// <param name="OfTold">Whether it may be told. The number of a denominator always is.</param>
/// <param name="Waits">The durations, for a measure of time.</param>
/// <param name="Commitment">What fixes the events behind the row.</param>
internal sealed record TalliedRow(IReadOnlyList<FigureGroup> Group, long Count, bool CountTold, double? Of, bool OfTold, IReadOnlyList<Wait> Waits, string Commitment);
