namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The quorum of a meeting at every instant, as coming and going made it.</summary>
public static class QuorumExtensions
{
    /// <summary>The quorum; null before the meeting was called to order, after it was over, and of what is still to come.</summary>
    /// <param name="at">At this instant; without it now.</param>
    public static QuorumCount? Quorum(Meeting meeting, TimeProvider clock, DateTimeOffset? at = null) =>
        clock.GetUtcNow() is var now && at > now ? null : At(meeting, at ?? (now > meeting.LastAt ? now : meeting.LastAt));

    /// <summary>The quorum from each moment on at which the number of those there, or needed, was another one.</summary>
    public static Connection<QuorumCount> QuorumHistory(Meeting meeting, Page page) => History(meeting).ToConnection(page, each => StreamId.Of($"{each.At:O}"));

    internal static QuorumCount? At(Meeting meeting, DateTimeOffset at) => at >= meeting.AdjournedAt ? null : meeting.QuorumCounts.LastOrDefault(each => each.At <= at);

    // A roll call is many arrivals at one moment, of which the last says how many were there.
    internal static IReadOnlyList<QuorumCount> History(Meeting meeting) => [.. meeting.QuorumCounts.GroupBy(each => each.At).Select(each => each.Last())];
}

public static class QuorumCountExtensions
{
    /// <summary>Whether business could be done.</summary>
    public static bool Held(QuorumCount count) => count.Held();
}
