namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What a decision that takes a motion of the board is made from.</summary>
/// <param name="Speaks">Whether a member in office or the clerk puts it on record.</param>
/// <param name="Motion">The motion that is to stand behind it; null where there is none.</param>
/// <param name="Used">Whether something else rests on the motion already.</param>
public sealed record BoardAct(Recommendation Recommendation, Board Board, bool Speaks, Motion? Motion, bool Used, DateOnly Today)
{
    /// <summary>Refuses what the board does not do here and now, or did not decide. No one but the board that issued a recommendation verifies it.</summary>
    /// <param name="after">What the motion has to be a reaction to: nothing is decided on what has not been said yet.</param>
    public void Must(RecommendationMove move, DateTimeOffset? after = null)
    {
        if (!Speaks) throw NotOfTheBoard();
        Recommendation.Must(move);
        if (Motion is null) throw Refusal.NotFound("motion", "motionId");
        if (Motion.BoardId != Recommendation.BoardId)
            throw new Refusal(
                "advisory-boards.motion-of-another-board", "Another board decided this motion. It takes one of the board that the recommendation is of.", "motionId");
        if (Motion.State is not MotionState.Carried) throw new Refusal(
            "advisory-boards.motion-not-carried", "It takes a motion that carried. This one did not.", "motionId");
        if (Used || Motion.Amends is not null || Motion.ApprovesMinutesOf is not null || Board.Officers.Any(officer => officer.MotionId == Motion.Id))
            throw new Refusal(
                "advisory-boards.motion-used", "Something else rests on this motion already. A motion stands behind one act only: name the one that decided this.", "motionId");
        if (Motion.MovedAt < after)
            throw new Refusal(
                "advisory-boards.motion-too-early", $"The motion was moved before what it is to decide on, which came at {after:O}. Name one that was moved after that.", "motionId");
    }

    internal static Refusal NotOfTheBoard() =>
        new("advisory-boards.not-of-the-board", "What a board recommends and decides is put on record by its members in office, and by the clerk.");
}

/// <summary>What a motion was put to.</summary>
/// <param name="Id">The motion.</param>
public sealed record MotionUse(Guid Id, Guid RecommendationId);

/// <summary>A document for each motion that stands behind an act: the database takes no second one of the same id, whoever is faster.</summary>
public sealed partial class MotionUseProjection : EventProjection
{
    public MotionUseProjection() => Options.DeleteViewTypeOnTeardown<MotionUse>();

    public void Project(IEvent<RecommendationIssued> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<ImplementationVerified> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<ImplementationRejected> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));

    public void Project(IEvent<RecommendationClosed> e, IDocumentOperations documents) => documents.Insert(new MotionUse(e.Data.MotionId, e.StreamId));
}

internal static class ActingOnMotions
{
    /// <summary>Reads what an act of the board is decided from; refused where the recommendation may not be read.</summary>
    public static async Task<BoardAct> Act(
        this IDocumentSession session, Recommendation recommendation, Guid motionId, Actor actor, DateOnly today, CancellationToken stop)
    {
        var board = (await session.LoadAsync<Board>(recommendation.BoardId, stop))!;
        var motion = await session.LoadAsync<Motion>(motionId, stop);
        var used = motion is not null && (await session.LoadAsync<MotionUse>(motionId, stop) is not null
            || (await session.LoadAsync<Meeting>(motion.MeetingId, stop))!.ClosedSessions.Any(session => session.MotionId == motionId));
        return new(recommendation, board, RecommendationReading.SpeaksFor(board, actor, today), motion, used, today);
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
