namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The interest that there is no more.</summary>
/// <param name="MembershipId">The member who declared it.</param>
/// <param name="ConflictId">The declaration.</param>
/// <param name="On">Since when it is no more, for the clerk to put on record later; today where it is left out.</param>
public sealed record EndConflictInput(Guid MembershipId, Guid ConflictId, DateOnly? On = null);

public static class EndConflict
{
    /// <summary>Puts into the board's register that an interest is no more. That it was declared stays there.</summary>
    [Requires(BoardPermissions.TakePart)]
    public static async Task<ConflictOfInterest> Handle(EndConflictInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        var member = await session.ChangeMember(input.MembershipId, (board, member) => [Decide(board, member, input, actor, today)], stop);
        return (await session.LoadAsync<Board>(member.BoardId, stop))!.Conflicts.Single(each => each.Id == input.ConflictId);
    }

    public static ConflictEnded Decide(Board board, BoardMembership member, EndConflictInput input, Actor actor, DateOnly today)
    {
        member.MustBe(actor, BoardPermissions.Clerk);
        Interests.MustBeToday(input.On, actor, today);
        var declared = board.Conflicts.FirstOrDefault(each => each.Id == input.ConflictId && each.MembershipId == member.Id) ?? throw Refusal.NotFound("declaration", nameof(input.ConflictId));
        if (declared.EndedOn is not null) throw ChangingBoards.Unchanged();
        return new(declared.Id, RecordedOn.Past(input.On, today, declared.DeclaredOn, nameof(input.On)));
    }
}
