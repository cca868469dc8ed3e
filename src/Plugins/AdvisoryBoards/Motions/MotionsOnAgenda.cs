namespace Engage.Plugins.AdvisoryBoards;

public static class MotionsOnAgenda
{
    /// <summary>
    /// Whether it belongs to an item of the agenda that the public was told of: it was moved under one, or what it would amend was. Open-meetings laws let a body
    /// decide little else.
    /// </summary>
    public static async Task<IReadOnlyList<bool>> OnAgenda(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop)
    {
        var known = motions.DistinctBy(motion => motion.Id).ToList();
        // An amendment is amended once more at most, so this ends after two questions.
        while (known.Select(motion => motion.Amends).OfType<Guid>().Except(known.Select(motion => motion.Id)).ToArray() is { Length: > 0 } amended)
            known.AddRange(await session.LoadManyAsync<Motion>(stop, amended));
        return [.. motions.Select(motion => IsOnAgenda(motion, known))];
    }

    /// <param name="motions">Those of the meeting, or at least what is amended.</param>
    internal static bool IsOnAgenda(Motion motion, IReadOnlyList<Motion> motions) =>
        motion.Amends is { } id ? IsOnAgenda(motions.First(each => each.Id == id), motions) : motion.ItemId is not null;
}
