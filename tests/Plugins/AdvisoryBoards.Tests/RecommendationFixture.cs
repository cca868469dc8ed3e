using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What many tests of recommendations begin with.</summary>
internal static class RecommendationFixture
{
    public const string Draft = "title: \"Publish the audits\", text: \"Every quarter.\", topic: \"body cameras\", to: \"Chief of Police\"";

    /// <summary>A motion of the board that came to its end in a meeting of its own, moved now.</summary>
    public static async Task<Guid> Motion(this BoardFixture boards, Guid board, MotionState end = MotionState.Carried, DateTimeOffset? movedAt = null, Guid? closes = null)
    {
        var (motion, at, mover) = (Guid.CreateVersion7(), movedAt ?? DateTimeOffset.UtcNow, Guid.CreateVersion7());
        var result = new VoteResult(3, 2, [], 3, 0, 0, []);
        List<object> happened =
        [
            new MeetingScheduled(board, MeetingKind.Regular, "Monthly meeting", at, 120, "City Hall, room 2", at),
            new MeetingOpened(mover, ChairVote.Always, new Roster([], 2), at),
            new MotionMoved(motion, board, "That the board so decides.", VotingMethod.Proposal, new(), mover, at),
            new VoteCalled(motion, at),
            end is MotionState.Carried ? new MotionCarried(motion, result, at) : new MotionFailed(motion, result, at)
        ];
        if (closes is not null) happened.Add(new SessionClosed("Open Meetings Act § 551.074, personnel", "Personnel", at, motion));
        await boards.Append<Meeting>(Guid.CreateVersion7(), happened);
        return motion;
    }

    public static async Task<Guid> Drafted(this BoardFixture boards, Guid board, EngageClient? by = null, string more = "") =>
        (await BoardFixture.Done(by ?? boards.Clerk, "draftRecommendation", $"{{ boardId: \"{board}\", {Draft}{more} }}", "recommendation { id }"))
            .GetProperty("recommendation").GetProperty("id").GetGuid();

    public static async Task<Guid> Issued(this BoardFixture boards, Guid board)
    {
        var id = await boards.Drafted(board);
        await BoardFixture.Done(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{id}\", motionId: \"{await boards.Motion(board)}\" }}");
        return id;
    }

    /// <summary>One that was agreed to and reported as implemented.</summary>
    public static async Task<Guid> Reported(this BoardFixture boards, Guid board)
    {
        var id = await boards.Issued(board);
        await BoardFixture.Done(boards.Officer(), "respondToRecommendation", $"{{ recommendationId: \"{id}\", response: CONCUR, text: \"Yes.\", inRole: \"officer\", implementBy: \"{NextYear}\" }}");
        await BoardFixture.Done(boards.Officer(), "reportImplementation", $"{{ recommendationId: \"{id}\", text: \"Done.\", inRole: \"officer\" }}");
        return id;
    }

    /// <summary>A day in about a year, the same all along: it is sent and looked for in the answer.</summary>
    public static string NextYear { get; } = DateTime.UtcNow.AddYears(1).ToString("yyyy-MM-dd");

    /// <summary>Who only responds.</summary>
    public static EngageClient Officer(this BoardFixture boards) => boards.Engage.As("Olu", Roles.Officer);

    public static async Task<JsonElement> Recommendation(this EngageClient reader, Guid id, string select) =>
        (await reader.Data($"{{ recommendation(id: \"{id}\") {{ {select} }} }}")).GetProperty("recommendation");
}
