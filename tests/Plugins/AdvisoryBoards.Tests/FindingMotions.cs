namespace Engage.Plugins.AdvisoryBoards;

public sealed class FindingMotions(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Motions_are_found_by_when_they_came_to_their_end()
    {
        var (board, _) = await boards.Board();
        var (before, begins) = (await boards.Motion(board, movedAt: March.AddSeconds(-1)), await boards.Motion(board, MotionState.Failed, March));
        var (last, after) = (await boards.Motion(board, movedAt: March.AddMonths(1).AddMilliseconds(-1)), await boards.Motion(board, movedAt: March.AddMonths(1)));
        var (pending, meeting) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await boards.Append<Meeting>(meeting, [
            new MeetingScheduled(board, MeetingKind.Regular, "Monthly meeting", March, 120, "City Hall, room 2", March),
            new MotionMoved(pending, board, "That the board so decides.", VotingMethod.Proposal, new(), Guid.CreateVersion7(), March)]);

        (await Found($"boardId: \"{board}\", endedFrom: \"{March:O}\", endedUntil: \"{March.AddMonths(1):O}\"")).ShouldBe([begins, last], ignoreOrder: true);
        (await Found($"boardId: \"{board}\", endedFrom: \"{March:O}\", state: CARRIED")).ShouldBe([last, after], ignoreOrder: true);
        (await Found($"boardId: \"{board}\", endedUntil: \"{March:O}\"")).ShouldBe([before]);
        (await Found($"boardId: \"{board}\"")).ShouldBe([before, begins, last, after, pending], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_follows_one_motion_hears_of_no_other_of_its_meeting()
    {
        var (_, meeting, _) = await boards.OpenMeeting(5, null, "Ann", "Ben", "Cem", "Dee", "Eve");
        var (first, second) = (await Moved(meeting), await Moved(meeting));
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await boards.Engage.Anonymous.Subscribe(
            "subscription ($motion: ID) { motionChanged(motionId: $motion) { id state } }", new { motion = second }, stop.Token)).GetAsyncEnumerator(stop.Token);
        foreach (var motion in new[] { first, second }) await BoardFixture.Done(boards.Member("Cem"), "secondMotion", $"{{ motionId: \"{motion}\" }}");
        // That it was moved may come to be heard only now.
        var state = "MOVED";
        while (state == "MOVED" && await changes.MoveNextAsync())
        {
            var heard = changes.Current.GetProperty("data").GetProperty("motionChanged");
            heard.GetProperty("id").GetGuid().ShouldBe(second);
            state = heard.GetProperty("state").GetString();
        }
        state.ShouldBe("SECONDED");
    }

    private async Task<Guid> Moved(Guid meeting) =>
        (await BoardFixture.Done(boards.Member("Ben"), "moveMotion", $"{{ meetingId: \"{meeting}\", text: \"The board deliberates.\" }}", "motion { id }")).GetProperty("motion").GetProperty("id").GetGuid();

    private async Task<List<Guid>> Found(string where) => [.. (await boards.Engage.Anonymous.Data($"{{ motions(first: 100, where: {{ {where} }}) {{ nodes {{ id }} }} }}"))
        .GetProperty("motions").GetProperty("nodes").EnumerateArray().Select(motion => motion.GetProperty("id").GetGuid())];
}
