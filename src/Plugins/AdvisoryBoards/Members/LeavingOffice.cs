namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What resigning and being removed share.</summary>
internal static class LeavingOffice
{
    /// <summary>The last day in office. Who was confirmed and declines before the first day never takes the seat.</summary>
    public static DateOnly LastDay(Board board, BoardMembership member, DateOnly? on, DateOnly today)
    {
        if (member.ConfirmedOn is null)
            throw new Refusal(
                "advisory-boards.not-confirmed",
                "This is a nomination that was not confirmed, or was withdrawn. Who is only nominated has no office to leave: withdraw the nomination.", "membershipId");
        var last = RecordedOn.Ahead(on, today, member.NominatedOn, nameof(on));
        return member.End is null && !(last > InOffice.Until(board, member))
            ? last
            : throw new Refusal("advisory-boards.not-in-office", $"They are out of office by then: their last day is {InOffice.Until(board, member):yyyy-MM-dd}.", "membershipId");
    }
}
