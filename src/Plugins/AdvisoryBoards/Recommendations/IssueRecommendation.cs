namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The recommendation to issue.</summary>
/// <param name="RecommendationId">The draft.</param>
/// <param name="MotionId">
/// The motion of the board that carried it. It was moved after the draft was written, and put to the vote after it was last revised; or its text holds all of it:
/// the title, whom it is addressed to, its links, and its text on lines of its own. What supersedes another one is always drafted before.
/// </param>
public sealed record IssueRecommendationInput(Guid RecommendationId, Guid MotionId);

public static class IssueRecommendation
{
    /// <summary>
    /// Issues a recommendation that the board carried by a motion. From this day its clock runs: the days to acknowledge it and to respond to it are counted by
    /// the board's rules, on
    /// the calendar of the agency. Where it supersedes another one, that one comes to its end.
    /// </summary>
    [Requires(BoardPermissions.Recommend)]
    public static async Task<Recommendation> Handle(
        IssueRecommendationInput input, Actor actor, IDocumentSession session, IAgencyCalendar calendar, TimeProvider clock, CancellationToken stop)
    {
        var days = await calendar.Read(stop);
        var today = days.DayOf(clock.GetUtcNow());
        if (await RecommendationReading.Recommendation(session, actor, input.RecommendationId, today, stop) is null) throw NotFound();
        var stream = await session.Events.FetchForWriting<Recommendation>(input.RecommendationId, stop);
        var act = await session.Act(stream.Aggregate ?? throw NotFound(), input.MotionId, actor, today, stop);
        stream.AppendOne(Decide(act, days));
        if (act.Recommendation.Supersedes is { } supersedes)
        {
            var old = await session.Events.FetchForWriting<Recommendation>(supersedes, stop);
            old.AppendOne(Supersede(old.Aggregate, act));
        }
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Recommendation>(input.RecommendationId, stop))!;
    }

    public static RecommendationIssued Decide(BoardAct act, AgencyCalendar calendar)
    {
        act.Must(RecommendationMove.Issue);
        MustHaveLainBeforeTheBoard(act.Recommendation, act.Motion!);
        var rules = InOffice.RulesOn(act.Board, act.Today);
        return new(
            act.Motion!.Id, act.Today, calendar.AddBusinessDays(act.Today, rules.AcknowledgeDays), calendar.AddBusinessDays(act.Today, rules.ResponseDays),
            rules.AcknowledgeDays, rules.ResponseDays);
    }

    public static RecommendationSuperseded Supersede(Recommendation? old, BoardAct act)
    {
        DraftRecommendation.MustBeSuperseded(old, act.Recommendation.BoardId);
        return new(act.Recommendation.Id, act.Today);
    }

    // The board carries what it has before it when it votes, and nothing that comes after.
    private static void MustHaveLainBeforeTheBoard(Recommendation draft, Motion motion)
    {
        if (Holds(motion, draft)) return;
        if (motion.MovedAt < draft.DraftedAt)
            throw new Refusal(
                "advisory-boards.motion-too-early",
                $"The motion was moved before this was drafted, at {draft.DraftedAt:O}, and does not hold it word by word. Name one that was moved after that.", "motionId");
        if (!(motion.CalledAt > draft.RevisedAt))
            throw new Refusal(
                "advisory-boards.revised-since",
                $"The draft was revised after the vote on this motion was called, at {draft.RevisedAt:O}, and the motion does not hold it word by word. "
                + "Let the board vote on it as it is now.", "motionId");
    }

    // On lines of its own: "publish footage" stands in "do not publish footage" as well.
    private static bool Holds(Motion motion, Recommendation draft)
    {
        var says = Lines(motion.Text);
        return draft.Supersedes is null && says.Contains($"\n{Lines(draft.Text).Trim('\n')}\n", StringComparison.Ordinal)
            && draft.Evidence.Select(link => link.Url).Append(draft.Title.In(null)).Append(draft.To).All(part => says.Contains(part, StringComparison.Ordinal));
    }

    private static string Lines(AgencyText text) => $"\n{text.In(null).ReplaceLineEndings("\n")}\n";

    private static Refusal NotFound() => Refusal.NotFound("recommendation", nameof(IssueRecommendationInput.RecommendationId));
}
