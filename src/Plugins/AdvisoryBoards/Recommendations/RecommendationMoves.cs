namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What can be done with a recommendation.</summary>
public enum RecommendationMove
{
    Revise,
    Discard,
    Issue,
    Acknowledge,
    Respond,
    Start,
    Report,
    Verify,
    Reject,
    Close,
    Supersede
}

/// <summary>What can be done with a recommendation where it stands.</summary>
public static class RecommendationMoves
{
    /// <summary>The moves from a state. To have declined leads nowhere but to another response, or to the end that only the board puts to it.</summary>
    public static IReadOnlyList<RecommendationMove> From(RecommendationState state, ResponseKind? response) => state switch
    {
        RecommendationState.Drafted => [RecommendationMove.Revise, RecommendationMove.Discard, RecommendationMove.Issue],
        RecommendationState.Issued => [RecommendationMove.Acknowledge, RecommendationMove.Respond, RecommendationMove.Supersede],
        RecommendationState.Acknowledged => [RecommendationMove.Respond, RecommendationMove.Supersede],
        RecommendationState.Responded when response is ResponseKind.Decline => [RecommendationMove.Respond, RecommendationMove.Close, RecommendationMove.Supersede],
        RecommendationState.Responded => [RecommendationMove.Respond, RecommendationMove.Start, RecommendationMove.Report, RecommendationMove.Supersede],
        RecommendationState.InProgress => [RecommendationMove.Respond, RecommendationMove.Report, RecommendationMove.Supersede],
        RecommendationState.ReportedImplemented => [RecommendationMove.Verify, RecommendationMove.Reject, RecommendationMove.Respond, RecommendationMove.Supersede],
        _ => []
    };

    /// <summary>Refuses what cannot be done where it stands.</summary>
    public static void Must(this Recommendation recommendation, RecommendationMove move, string field = "recommendationId")
    {
        var possible = From(recommendation.State, recommendation.Concurrence);
        if (possible.Contains(move)) return;
        var declined = recommendation is { State: RecommendationState.Responded, Concurrence: ResponseKind.Decline };
        throw new Refusal(
            "advisory-boards.recommendation-state",
            $"This recommendation is {Word(declined ? "declined" : $"{recommendation.State}")}. "
            + (possible.Count == 0 ? "It came to its end, and nothing more is done with it." : $"What can be done with it now: {string.Join(", ", possible).ToLowerInvariant()}."),
            field);
    }

    private static string Word(string state) => state switch
    {
        nameof(RecommendationState.Drafted) => "a draft",
        nameof(RecommendationState.InProgress) => "being implemented",
        nameof(RecommendationState.ReportedImplemented) => "reported as implemented, and waits for the board that issued it",
        nameof(RecommendationState.VerifiedImplemented) => "verified as implemented",
        nameof(RecommendationState.VerifiedPartial) => "verified as implemented in part",
        _ => state.ToLowerInvariant()
    };
}
