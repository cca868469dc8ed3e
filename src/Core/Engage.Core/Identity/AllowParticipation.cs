using Marten;

namespace Engage.Identity;

/// <summary>Under what names people may do something.</summary>
/// <param name="Permission">The permission for it.</param>
/// <param name="Tiers">All that is allowed from now on; at least one.</param>
internal sealed record AllowParticipationInput(string Permission, IReadOnlyList<Participation> Tiers);

internal static class AllowParticipation
{
    /// <summary>Says under what names people may do something in this agency. What was done before stays as it is.</summary>
    [Requires(IdentityPermissions.ManageParticipation)]
    public static async Task<ParticipationPolicy> Handle(AllowParticipationInput input, DeclaredPermissions declared, IDocumentSession session, CancellationToken stop)
    {
        declared.Check(input.Permission, nameof(input.Permission));
        var id = ParticipationPolicy.IdOf(input.Permission);
        await session.Change<ParticipationPolicy>(id, policy => [Decide(policy, input)], stop);
        return (await session.LoadAsync<ParticipationPolicy>(id, stop))!;
    }

    public static ParticipationAllowed Decide(ParticipationPolicy? policy, AllowParticipationInput input)
    {
        if (input.Tiers.Count == 0) throw new Refusal("engage.no-tier", "Allow at least one way to take part. Whether anybody may do it at all is decided by roles.", nameof(input.Tiers));
        var tiers = input.Tiers.Distinct().Order().ToArray();
        if ((policy ?? ParticipationPolicy.Default(input.Permission)).Tiers.SequenceEqual(tiers))
            throw new Refusal("engage.participation-unchanged", "Just this is allowed already.", nameof(input.Tiers));
        return new(input.Permission, tiers);
    }
}
