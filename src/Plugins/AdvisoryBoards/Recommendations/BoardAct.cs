namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a decision that takes a motion of the board is made from.</summary>
/// <param name="Speaks">Whether a member in office or the clerk puts it on record.</param>
/// <param name="Motion">The motion that is to stand behind it; null where there is none.</param>
/// <param name="Used">Whether something else rests on the motion already.</param>
/// <param name="By">Who puts it on record.</param>
public sealed record BoardAct(Recommendation Recommendation, Board Board, bool Speaks, Motion? Motion, bool Used, ActorId By, DateOnly Today)
{
    /// <summary>Refuses what the board does not do here and now, or did not decide. No one but the board that issued a recommendation verifies it.</summary>
    /// <param name="after">What the motion has to be a reaction to: nothing is decided on what has not been said yet.</param>
    public void Must(RecommendationMove move, DateTimeOffset? after = null)
    {
        if (!Speaks) throw NotOfTheBoard();
        Recommendation.Must(move);
        if (move is RecommendationMove.Issue) MustStand(Board, Today);
        // Nobody is judge in their own cause. The agency may give several of these permissions to one account, which does not make it two people.
        if (Recommendation.Steps.Any(step => step.Kind is not RecommendationStepKind.Acknowledged && step.By is { } by && by.Subject == By))
            throw new Refusal(
                "advisory-boards.own-answer", "You responded to this recommendation or reported on it. What the board found of that is put on record by somebody else.");
        if (Motion is null) throw Refusal.NotFound("motion", "motionId");
        if (Motion.BoardId != Recommendation.BoardId)
            throw new Refusal(
                "advisory-boards.motion-of-another-board", "Another board decided this motion. It takes one of the board that the recommendation is of.", "motionId");
        if (Motion.State is not MotionState.Carried) throw new Refusal(
            "advisory-boards.motion-not-carried", "It takes a motion that carried. This one did not.", "motionId");
        Motion.MustBeFree(Used);
        if (Motion.MovedAt < after)
            throw new Refusal(
                "advisory-boards.motion-too-early", $"The motion was moved before what it is to decide on, which came at {after:O}. Name one that was moved after that.", "motionId");
    }

    /// <summary>Refuses a board that was dissolved: nobody is left to hear the answer.</summary>
    internal static void MustStand(Board board, DateOnly today)
    {
        if (today > board.DissolvedOn) throw new Refusal("advisory-boards.board-dissolved", "This board was dissolved, and recommends nothing any more.");
    }

    internal static Refusal NotOfTheBoard() =>
        new("advisory-boards.not-of-the-board", "What a board recommends and decides is put on record by its members in office, and by the clerk.");
}

internal static class ActingOnMotions
{
    /// <summary>Reads what an act of the board is decided from; refused where the recommendation may not be read.</summary>
    public static async Task<BoardAct> Act(
        this IDocumentSession session, Recommendation recommendation, Guid motionId, Actor actor, DateOnly today, CancellationToken stop)
    {
        var board = (await session.LoadAsync<Board>(recommendation.BoardId, stop))!;
        var motion = await session.LoadAsync<Motion>(motionId, stop);
        return new(recommendation, board, RecommendationReading.SpeaksFor(board, actor, today), motion, await session.IsUsed(motionId, stop), actor.Id, today);
    }

    /// <summary>Puts on record what the board decided on a recommendation, and answers with it.</summary>
    public static async Task<Recommendation> PutOnRecord(
        this IDocumentSession session, Guid id, Guid motionId, Actor actor, IAgencyCalendar calendar, TimeProvider clock, Func<BoardAct, object> decide, CancellationToken stop)
    {
        var today = await calendar.Today(clock, stop);
        var recommendation = await RecommendationReading.Recommendation(session, actor, id, today, stop) ?? throw Refusal.NotFound("recommendation", "recommendationId");
        var act = await session.Act(recommendation, motionId, actor, today, stop);
        await session.Change<Recommendation>(id, now => [decide(act with { Recommendation = now ?? throw Refusal.NotFound("recommendation", "recommendationId") })], stop);
        return (await session.LoadAsync<Recommendation>(id, stop))!;
    }
}
