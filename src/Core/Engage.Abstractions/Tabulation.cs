namespace Engage;

/// <summary>
/// Counts that are published together, and how they overlap: what whoever subtracts one from another works with. Each count is that of a cell: a group of a
/// table, a total, the numerator or the denominator of a rate.
/// </summary>
/// <param name="Cells">The cells, those that were published before among them.</param>
/// <param name="Atoms">
/// Those who are counted, put together by the cells that they are counted in, and those who could be: where a cell counts nobody, one atom of 0 has to say in
/// which cells somebody of it would be counted besides (a group's also in the total). Without it nobody could be there, which is nothing to hide.
/// Who is in no cell is left out.
/// </param>
public sealed record Tabulation(IReadOnlyList<TabulatedCell> Cells, IReadOnlyList<TabulatedAtom> Atoms);

/// <summary>A count.</summary>
/// <param name="Count">How many there are: the sum of its atoms.</param>
/// <param name="Threshold">The smallest count that is told, at least 1.</param>
/// <param name="Rounding">What the count is rounded down to a multiple of when it is told; 1 for not at all.</param>
/// <param name="Published">Whether it was told before (true) or left out (false); null where that is to be decided.</param>
public sealed record TabulatedCell(long Count, int Threshold, int Rounding = 1, bool? Published = null);

/// <summary>Those who are counted in the same cells.</summary>
/// <param name="Cells">The numbers of the cells, from 0, each once.</param>
/// <param name="Count">How many they are; 0 where nobody is, but could be.</param>
public sealed record TabulatedAtom(IReadOnlyList<int> Cells, long Count);
