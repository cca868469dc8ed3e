namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What the minutes say of a motion.</summary>
/// <param name="Amends">Whose motion it would amend; null where it is no amendment.</param>
/// <param name="Amended">Whether its words are those of an amendment that carried.</param>
/// <param name="RollCall">Each voting member, once the vote is over; empty where there was none.</param>
/// <param name="TieBreaker">Who broke the tie.</param>
public sealed record MinutesMotion(
    Motion Motion, string Mover, string? Seconder, string? Amends, bool Amended, IReadOnlyList<string> Recusals,
    IReadOnlyList<(string Name, RollCallEntry Entry)> RollCall, string? TieBreaker, IReadOnlyList<string> Notes)
{
    internal static MinutesMotion Of(Meeting meeting, MemberNames called, Motion motion) => new(
        motion, called[motion.Mover], motion.Seconder is { } seconder ? called[seconder] : null,
        meeting.Motions.FirstOrDefault(each => each.Id == motion.Amends) is { } amended ? called[amended.Mover] : null,
        meeting.Motions.Any(each => each.Amends == motion.Id && each.State is MotionState.Carried),
        [.. motion.Recusals.Select(each => called[each.MembershipId])],
        [.. (motion.Result?.RollCall ?? []).OrderBy(each => each.MembershipId, called).Select(each => (called[each.MembershipId], each))],
        motion.TieBreaker is { } breaker ? called[breaker] : null,
        [.. meeting.Notes.Where(note => note.MotionId == motion.Id).Select(note => note.Note)]);
}
