namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What resigning and being removed share.</summary>
internal static class LeavingOffice
{
    /// <summary>
    /// The last day in office. Who was confirmed and declines before the first day never takes the seat; of who took it that cannot be put on record afterwards,
    /// since whoever held it before would be back in it.
    /// </summary>
    /// <param name="since">The first day that whoever says so may name.</param>
    public static DateOnly LastDay(Board board, BoardMembership member, DateOnly? on, DateOnly today, DateOnly since)
    {
        if (member.ConfirmedOn is null)
            throw new Refusal(
                "advisory-boards.not-confirmed",
                "This is a nomination that was not confirmed, or was withdrawn. Who is only nominated has no office to leave: withdraw the nomination.", "membershipId");
        var last = RecordedOn.Last(board, on, today, member.From is { } from && from <= today && from > since ? from : since, nameof(on));
        return member.End is null && !(last > InOffice.Until(board, member))
            ? last
            : throw new Refusal("advisory-boards.not-in-office", $"They are out of office by then: their last day is {InOffice.Until(board, member):yyyy-MM-dd}.", "membershipId");
    }
}
