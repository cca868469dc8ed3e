namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who is to hold an office.</summary>
/// <param name="MembershipId">The member, who has to be in office.</param>
/// <param name="Office">The office. Whoever holds it does not any more.</param>
/// <param name="On">Since when they hold it; today where it is left out.</param>
/// <param name="MotionId">The motion of this board that elected them, and stands behind nothing else, where one did.</param>
public sealed record ElectOfficerInput(Guid MembershipId, BoardOffice Office, DateOnly? On = null, Guid? MotionId = null);

public static class ElectOfficer
{
    /// <summary>Puts on record that a member was elected, or appointed, to an office of the board.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(ElectOfficerInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        var motion = input.MotionId is { } id ? await session.LoadAsync<Motion>(id, stop) : null;
        var used = await session.IsUsed(input.MotionId, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, motion, used, input, today)], stop);
    }

    public static OfficerElected Decide(Board board, BoardMembership member, Motion? motion, bool used, ElectOfficerInput input, DateOnly today)
    {
        if (input.MotionId is not null && motion?.BoardId != board.Id) throw Refusal.NotFound("motion", nameof(input.MotionId));
        if (motion is not null && motion.State is not MotionState.Carried)
            throw new Refusal("advisory-boards.motion-not-carried", "This motion did not carry, so it elected nobody.", nameof(input.MotionId));
        motion?.MustBeFree(used);
        var since = board.Officers.Where(each => each.Office == input.Office).Select(each => each.From).Append(member.From ?? board.EstablishedOn).Max();
        var on = RecordedOn.Past(input.On, today, since, nameof(input.On));
        if (!InOffice.Holds(board, member, on))
            throw new Refusal(
                "advisory-boards.not-in-office",
                "Only a member in office holds an office of the board, and on that day they are not.", nameof(input.MembershipId));
        var held = Officers.On(board, on).Where(each => each.MembershipId == member.Id).Select(each => each.Office).ToList();
        if (held.Contains(input.Office)) throw ChangingBoards.Unchanged();
        // The vice chair presides where the chair does not, which takes somebody else.
        if (input.Office is BoardOffice.Chair or BoardOffice.ViceChair && held.Any(each => each is BoardOffice.Chair or BoardOffice.ViceChair))
            throw new Refusal(
                "advisory-boards.presides-already",
                "Nobody is both chair and vice chair. Release them from the other office first.", nameof(input.Office));
        return new(member.Id, input.Office, on, input.MotionId);
    }
}
