namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The nomination to withdraw.</summary>
/// <param name="MembershipId">The nomination.</param>
/// <param name="Reason">Why, 1 to 2,000 characters. It is public.</param>
/// <param name="On">When it was withdrawn; today where it is left out.</param>
public sealed record WithdrawNominationInput(Guid MembershipId, string Reason, DateOnly? On = null);

public static class WithdrawNomination
{
    /// <summary>Withdraws a nomination that was not confirmed.</summary>
    [Requires(BoardPermissions.Appoint)]
    public static async Task<BoardMembership> Handle(WithdrawNominationInput input, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        return await session.ChangeMember(input.MembershipId, (_, member) => [Decide(member, input, today)], stop);
    }

    public static NominationWithdrawn Decide(BoardMembership member, WithdrawNominationInput input, DateOnly today)
    {
        if (!member.IsNominated()) throw NotNominated();
        return new(
            member.Id, Personal.Of(member.Person, Text.Checked(input.Reason, nameof(input.Reason), 2_000)),
            RecordedOn.Past(input.On, today, member.NominatedOn, nameof(input.On)));
    }

    internal static Refusal NotNominated() => new("advisory-boards.not-nominated", "This nomination was confirmed or withdrawn already.", "membershipId");
}
