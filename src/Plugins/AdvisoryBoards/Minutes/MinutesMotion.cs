namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What the minutes say of a motion.</summary>
/// <param name="Text">What it says, in the language of the minutes where it was translated.</param>
/// <param name="OnAgenda">Whether it belongs to an item of the agenda.</param>
/// <param name="Amends">Whose motion it would amend; null where it is no amendment.</param>
/// <param name="Amended">Whether its words are those of an amendment that carried.</param>
/// <param name="Recusals">Who took no part, and why; without the reason where they were erased.</param>
/// <param name="RollCall">Each voting member, once the vote is over; empty where there was none.</param>
/// <param name="TieBreaker">Who broke the tie.</param>
/// <param name="Presiding">Who presided when it was laid aside; null where it was not.</param>
public sealed record MinutesMotion(
    Motion Motion, string Text, bool OnAgenda, string Mover, string? Seconder, string? Amends, bool Amended,
    IReadOnlyList<(string Name, string? Reason)> Recusals, IReadOnlyList<(string Name, RollCallEntry Entry)> RollCall, string? TieBreaker, string? Presiding, IReadOnlyList<string> Notes)
{
    internal static MinutesMotion Of(Meeting meeting, MinutesWords words, Motion motion)
    {
        var called = words.Called;
        return new(
            motion, motion.Text.In(words.Language), MotionsOnAgenda.IsOnAgenda(motion, meeting.Motions), called[motion.Mover],
            motion.Seconder is { } seconder ? called[seconder] : null,
            meeting.Motions.FirstOrDefault(each => each.Id == motion.Amends) is { } amended ? called[amended.Mover] : null,
            meeting.Motions.Any(each => each.Amends == motion.Id && each.State is MotionState.Carried),
            [.. motion.Recusals.Select(each => (called[each.MembershipId], words.Why(each.Reason)))],
            [.. (motion.Result?.RollCall ?? []).OrderBy(each => each.MembershipId, called).Select(each => (called[each.MembershipId], each))],
            motion.TieBreaker is { } breaker ? called[breaker] : null,
            motion is { State: MotionState.Tabled, EndedAt: { } ended } ? called[Minutes.PresidingAt(meeting, ended)] : null,
            [.. meeting.Notes.Where(note => note.MotionId == motion.Id).Select(note => note.Note)]);
    }
}
