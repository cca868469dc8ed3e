namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a motion says, in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether the original was amended since.</param>
public sealed record MotionTranslation(string Language, string Text, TranslationStatus Status, bool Outdated);

public static class MotionExtensions
{
    /// <summary>What it says.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Text(Motion motion, string? language = null) => motion.Text.In(language);

    /// <summary>A number that grows whenever it is amended, for translators to say which words they translated.</summary>
    public static int TextVersion(Motion motion) => motion.Text.Version;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<MotionTranslation> Translations(Motion motion) =>
        [.. motion.Text.Translations.Select(each => new MotionTranslation(each.Language, each.Text, each.Status, motion.Text.IsOutdated(each)))];

    /// <summary>The board.</summary>
    public static async Task<IReadOnlyList<Board>> Board(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(motions.Select(motion => motion.BoardId), stop);
        return [.. motions.Select(motion => boards[motion.BoardId])];
    }

    /// <summary>The meeting that it was moved in.</summary>
    public static async Task<IReadOnlyList<Meeting>> Meeting(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop)
    {
        var meetings = (await session.LoadManyAsync<Meeting>(stop, motions.Select(motion => motion.MeetingId).Distinct().ToArray())).ToDictionary(meeting => meeting.Id);
        return [.. motions.Select(motion => meetings[motion.MeetingId])];
    }

    /// <summary>Who moved it.</summary>
    public static Task<IReadOnlyList<BoardMembership>> Mover(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop) =>
        session.MembersOf(motions.Select(motion => motion.Mover), stop);

    /// <summary>Who seconded it; null where nobody did.</summary>
    public static Task<IReadOnlyList<BoardMembership?>> Seconder(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop) =>
        Named(motions.Select(motion => motion.Seconder), session, stop);

    /// <summary>Who presided and broke the tie; null where nobody did.</summary>
    public static Task<IReadOnlyList<BoardMembership?>> TieBreaker(IReadOnlyList<Motion> motions, IQuerySession session, CancellationToken stop) =>
        Named(motions.Select(motion => motion.TieBreaker), session, stop);

    /// <summary>The motions that would have its text replaced, or did, in the order that they were moved in.</summary>
    public static async Task<IReadOnlyList<Connection<Motion>>> Amendments(
        IReadOnlyList<Motion> motions, Page page, IQuerySession session, CancellationToken stop)
    {
        var meetings = motions.Select(motion => motion.MeetingId).Distinct().ToArray();
        var amendments = (await session.Query<Motion>().Where(each => each.MeetingId.IsOneOf(meetings) && each.Amends != null).ToListAsync(stop))
            .ToLookup(each => each.Amends);
        return [.. motions.Select(motion => amendments[motion.Id].OrderBy(each => each.Id).ToList().ToConnection(page, each => each.Id))];
    }

    /// <summary>Who takes no part in it because of an interest.</summary>
    public static Connection<Recusal> Recusals(Motion motion, Page page) => motion.Recusals.ToConnection(page, recusal => recusal.MembershipId);

    private static async Task<IReadOnlyList<BoardMembership?>> Named(IEnumerable<Guid?> ids, IQuerySession session, CancellationToken stop)
    {
        var named = ids.ToList();
        var members = (await session.MembersOf(named.OfType<Guid>(), stop)).DistinctBy(member => member.Id).ToDictionary(member => member.Id);
        return [.. named.Select(id => id is { } member ? members[member] : null)];
    }
}

public static class RecusalExtensions
{
    /// <summary>Who.</summary>
    public static Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<Recusal> recusals, IQuerySession session, CancellationToken stop) =>
        session.MembersOf(recusals.Select(recusal => recusal.MembershipId), stop);
}

public static class RollCallExtensions
{
    /// <summary>Who.</summary>
    public static Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<RollCallEntry> entries, IQuerySession session, CancellationToken stop) =>
        session.MembersOf(entries.Select(entry => entry.MembershipId), stop);
}
