namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Who is to hold an office no more.</summary>
/// <param name="MembershipId">The member.</param>
/// <param name="Office">The office.</param>
/// <param name="On">The last day on which they hold it; today where it is left out.</param>
public sealed record ReleaseOfficerInput(Guid MembershipId, BoardOffice Office, DateOnly? On = null);

public static class ReleaseOfficer
{
    /// <summary>Puts on record that a member holds an office of the board no more. They stay a member.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(ReleaseOfficerInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, today)], stop);
    }

    public static OfficerReleased Decide(Board board, BoardMembership member, ReleaseOfficerInput input, DateOnly today)
    {
        var held = board.Officers.FirstOrDefault(each => each.MembershipId == member.Id && each.Office == input.Office && each.Until is null);
        var on = RecordedOn.Past(input.On, today, held?.From, nameof(input.On));
        if (held is null || !Officers.On(board, on).Any(each => each.Id == held.Id))
            throw new Refusal("advisory-boards.not-officer", "They do not hold this office on that day.", nameof(input.Office));
        return new(member.Id, input.Office, on);
    }
}
