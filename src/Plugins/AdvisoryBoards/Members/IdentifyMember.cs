namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whose account it is.</summary>
/// <param name="MembershipId">The member, by any of their terms.</param>
/// <param name="AccountId">The account that they act by from now on.</param>
public sealed record IdentifyMemberInput(Guid MembershipId, Guid AccountId);

public static class IdentifyMember
{
    /// <summary>Says by which account a member acts, in all their terms on the board. It takes the role of a board member too to take part by it.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(IdentifyMemberInput input, IDocumentSession session, CancellationToken stop) =>
        await session.ChangeMember(input.MembershipId, (board, member) => Decide(board, member, input), stop);

    public static IEnumerable<object> Decide(Board board, BoardMembership member, IdentifyMemberInput input)
    {
        var account = new ActorId(input.AccountId.ToString());
        if (member.Account == account) throw ChangingBoards.Unchanged();
        if (board.Memberships.Any(each => each.Account == account && each.Person != member.Person))
            throw new Refusal(
                "advisory-boards.account-taken",
                "Another member of this board acts by this account. An account is one person's.", nameof(input.AccountId));
        return board.Memberships.Where(each => each.Person == member.Person && each.Account != account).Select(each => new MemberIdentified(each.Id, account));
    }
}
