namespace Engage.Plugins.AdvisoryBoards;

/// <summary>How somebody's time in a seat stands on a day.</summary>
public enum BoardMembershipState
{
    /// <summary>Nominated, and not confirmed yet.</summary>
    Nominated,

    /// <summary>Confirmed, and not in office yet.</summary>
    Confirmed,

    /// <summary>In office, within the term.</summary>
    Serving,

    /// <summary>In office after the term, until a successor takes the seat.</summary>
    HeldOver,

    /// <summary>Out of office, since the term ended, or the seat or the board did.</summary>
    Expired,

    /// <summary>Resigned.</summary>
    Resigned,

    /// <summary>Removed, for a reason.</summary>
    Removed,

    /// <summary>Missed as many meetings as forfeit the seat.</summary>
    Forfeited,

    /// <summary>The nomination was withdrawn.</summary>
    Withdrawn
}

public static class MembershipStates
{
    public static BoardMembershipState On(Board board, BoardMembership member, DateOnly day)
    {
        if (member.End is MembershipEnd.Withdrawn && day >= member.EndedOn) return BoardMembershipState.Withdrawn;
        if (InOffice.Holds(board, member, day)) return day <= member.TermEnds ? BoardMembershipState.Serving : BoardMembershipState.HeldOver;
        if (member.ConfirmedOn is not { } confirmed || day < confirmed) return BoardMembershipState.Nominated;
        var last = InOffice.Until(board, member);
        if (day <= last || last is null) return BoardMembershipState.Confirmed;
        return member.EndedOn == last ? Ended(member) : BoardMembershipState.Expired;
    }

    private static BoardMembershipState Ended(BoardMembership member) => member.End switch
    {
        MembershipEnd.Resigned => BoardMembershipState.Resigned,
        MembershipEnd.Removed => BoardMembershipState.Removed,
        MembershipEnd.Forfeited => BoardMembershipState.Forfeited,
        _ => BoardMembershipState.Expired
    };
}
