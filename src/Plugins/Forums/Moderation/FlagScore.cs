namespace Engage.Plugins.Forums;

/// <summary>How much a flag weighs. The formula is the one that Discourse weighs flags by (app/models/reviewable_score.rb there), with its constants.</summary>
public static class FlagScore
{
    private const double Axis = 0.7;

    /// <summary>1, and what the role of who flags adds, how often they were right before, and whether the reason can wait. Never less than 0.</summary>
    /// <param name="reason">What is wrong.</param>
    /// <param name="byStaff">Whether the agency's staff or a moderator flags: 5 more.</param>
    /// <param name="agreed">How many flags of theirs a moderator agreed with.</param>
    /// <param name="disagreed">How many flags of theirs a moderator disagreed with.</param>
    public static double Of(FlagReason reason, bool byStaff, int agreed, int disagreed) =>
        Math.Max(0, 1 + (byStaff ? 5 : 0) + Accuracy(agreed, disagreed) + (reason is FlagReason.OffTopic or FlagReason.Abuse ? 0 : 5));

    /// <summary>
    /// What of a flag's weight is for having been right before. It brings a flag to a moderator sooner, and holds nothing back: who was right often is one person still.
    /// </summary>
    public static double? Bonus(int agreed, int disagreed) => Accuracy(agreed, disagreed) is > 0 and var bonus ? bonus : null;

    /// <summary>
    /// 5·log₄(n) for who was always right in n flags, minus as much for who never was, and in between in proportion to the distance from 70 %; 0 up to five flags.
    /// </summary>
    public static double Accuracy(int agreed, int disagreed)
    {
        var total = agreed + disagreed;
        if (total <= 5) return 0;
        var right = (double)agreed / total;
        var distance = right >= Axis ? (right - Axis) / (1 - Axis) : (right - Axis) / Axis;
        return distance * Math.Log(total, 4) * 5;
    }

    /// <summary>How often moderators agreed and disagreed with somebody's flags.</summary>
    public static async Task<(int Agreed, int Disagreed)> Record(Guid flagger, IQuerySession session, CancellationToken stop) => (
        await session.Query<Review>().CountAsync(review => review.Flags.Any(flag => flag.Flagger == flagger && flag.State == FlagState.Agreed), stop),
        await session.Query<Review>().CountAsync(review => review.Flags.Any(flag => flag.Flagger == flagger && flag.State == FlagState.Disagreed), stop));
}
