namespace Engage.Plugins.Forums;

/// <summary>What a deliberation has come to: made of the votes up to the end of a step, and of nothing else. A step ends when five people
/// have voted since the one before, so that nobody learns what one of them voted by asking before and after. Who is in which group is stored nowhere.</summary>
/// <param name="Id">The topic's id.</param>
/// <param name="AsOf">When the step ended that it is made of, which is the last one until the time that was asked for; before the first, when the topic was opened.</param>
/// <param name="Votes">How many votes it is made of, which are all until <c>asOf</c>; each change of a vote counts as one.</param>
/// <param name="Participants">How many people voted on a statement.</param>
/// <param name="Statements">The statements that were open to votes at the time that was asked for, the oldest first; at most 1,000.</param>
/// <param name="Groups">People who vote alike, the largest group first; at most five.</param>
/// <param name="Consensus">What most people agree with, at most five statements, and then what most disagree with, at most five.</param>
/// <param name="GroupInformedConsensus">How far all groups agree with each statement, those first that all agree with most; groups that are hidden count as one.</param>
/// <param name="Priorities">What each statement weighs when the next one to vote on is drawn.</param>
public sealed record Deliberation(
    [property: Unpublished] Guid Id, DateTimeOffset AsOf, int Votes, int Participants, IReadOnlyList<DeliberationStatement> Statements,
    IReadOnlyList<DeliberationGroup> Groups, IReadOnlyList<ConsensusStatement> Consensus, IReadOnlyList<GroupInformedConsensus> GroupInformedConsensus,
    [property: Unpublished] IReadOnlyList<double> Priorities)
{
    public static Deliberation Begun(Topic topic) => new(topic.Id, topic.OpenedAt, 0, 0, [], [], [], [], []);
}

/// <summary>A statement of a deliberation, as people had voted on it by the end of the step.</summary>
/// <param name="Id">The id of its post.</param>
/// <param name="Meta">Whether it asks who somebody is and not what they think: then it tells no groups apart and is no consensus.</param>
/// <param name="Agrees">How many people agree. Each counts once, with the last vote they cast.</param>
/// <param name="Disagrees">How many people disagree.</param>
/// <param name="Passes">How many people passed.</param>
public sealed record DeliberationStatement(Guid Id, bool Meta, int Agrees, int Disagrees, int Passes);

/// <summary>People who vote alike.</summary>
/// <param name="Id">Of this group at this time: groups are found anew as votes come in, and a later one is not the same people.</param>
/// <param name="Size">How many people are in it; null where that is hidden, since it has fewer than five, or another has that could be told from it.</param>
/// <param name="Representative">What tells it from the other groups, at most five statements; null where it is hidden.</param>
public sealed record DeliberationGroup(Guid Id, int? Size, IReadOnlyList<RepresentativeStatement>? Representative);
