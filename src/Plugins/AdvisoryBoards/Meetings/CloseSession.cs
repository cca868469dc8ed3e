namespace Engage.Plugins.AdvisoryBoards;

/// <summary>On what ground a session is closed, and what it is about.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Ground">The legal ground, word by word one of <c>closedSessionGrounds</c> in the board's rules.</param>
/// <param name="Subject">What it is about, as far as the public may know, 1 to 500 characters.</param>
/// <param name="MotionId">The motion that closed it, carried in this meeting and behind nothing else; left out where the ordinance asks for none.</param>
/// <param name="At">When it was, for the clerk to put on record later; left out, now.</param>
public sealed record CloseSessionInput(Guid MeetingId, string Ground, string Subject, Guid? MotionId = null, DateTimeOffset? At = null);

public static class CloseSession
{
    /// <summary>Goes into closed session. Nothing is moved, decided or noted there, and the public is told on what ground and about what.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static async Task<Meeting> Handle(
        CloseSessionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        var used = await session.IsUsed(input.MotionId, stop);
        return await Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => [Decide(floor, used, input)], stop);
    }

    public static SessionClosed Decide(Floor floor, bool used, CloseSessionInput input)
    {
        floor.MustBeOpen();
        floor.MustPreside();
        floor.MustHaveQuorum();
        floor.MustNotBeVoting();
        // Meetings are open unless a law that was named before says otherwise; a ground that is made up on the spot is none.
        if (!floor.Rules.ClosedSessionGrounds.Contains(input.Ground, StringComparer.Ordinal))
            throw new Refusal("advisory-boards.closing-ground", "A session is closed only on a legal ground that the board's rules name. Pass one of them word by word.", nameof(input.Ground));
        if (input.MotionId is { } id)
        {
            var motion = floor.Motion(id, nameof(input.MotionId));
            if (motion.State is not MotionState.Carried)
                throw new Refusal("advisory-boards.motion-not-carried", "This motion did not carry, so it closes nothing.", nameof(input.MotionId));
            motion.MustBeFree(used);
        }
        return new(input.Ground, Text.Checked(input.Subject, nameof(input.Subject), 500), floor.At, input.MotionId);
    }
}
