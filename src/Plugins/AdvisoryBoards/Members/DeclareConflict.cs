namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The interest to declare.</summary>
/// <param name="MembershipId">The member whose interest it is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Interest">The interest in the member's own words, 1 to 2,000 characters. It is public.</param>
/// <param name="On">When it was declared, for the clerk to put on record later; today where it is left out.</param>
public sealed record DeclareConflictInput(Guid MembershipId, InterestKind Kind, string Interest, DateOnly? On = null);

public static class DeclareConflict
{
    private const int Most = 100;

    /// <summary>Declares an interest for the board's register. Members do so by their own account; the clerk puts on record what a member told them.</summary>
    [Requires(BoardPermissions.TakePart)]
    public static async Task<ConflictOfInterest> Handle(DeclareConflictInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var (id, today) = (StreamId.New(clock), await calendar.Today(clock, stop));
        var member = await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, id, actor, today)], stop);
        return (await session.LoadAsync<Board>(member.BoardId, stop))!.Conflicts.Single(each => each.Id == id);
    }

    public static ConflictDeclared Decide(Board board, BoardMembership member, DeclareConflictInput input, Guid id, Actor actor, DateOnly today)
    {
        member.MustBe(actor, BoardPermissions.Clerk);
        Interests.MustBeToday(input.On, actor, today);
        var on = RecordedOn.Past(input.On, today, member.NominatedOn, nameof(input.On));
        if (!Interests.IsOfTheBoard(board, member, on))
            throw new Refusal(
                "advisory-boards.not-in-office",
                "They are out of office by then, and the register is of those who are in office or will be.", nameof(input.MembershipId));
        if (board.Conflicts.Count(each => each.MembershipId == member.Id) >= Most)
            throw new Refusal(
                "advisory-boards.too-many-conflicts",
                $"A member declares {Most} interests in a term at most. Declare several that belong together as one.");
        return new(id, member.Id, input.Kind, Personal.Of(member.Person, Text.Checked(input.Interest, nameof(input.Interest), 2_000)), on);
    }
}
