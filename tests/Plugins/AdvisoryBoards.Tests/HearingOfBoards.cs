namespace Engage.Plugins.AdvisoryBoards;

public sealed class HearingOfBoards(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task Whoever_follows_a_board_hears_of_its_members_its_seats_and_its_rules()
    {
        var (board, members) = await boards.Board(null, "Ann");
        var (other, _) = await boards.Board();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await boards.Engage.Anonymous.Subscribe(
            "subscription ($board: ID!) { boardChanged(boardId: $board) { id name memberships { nodes { state } } } }", new { board }, stop.Token)).GetAsyncEnumerator(stop.Token);
        await BoardFixture.Done(boards.Admin, "describeBoard", $"{{ boardId: \"{other}\", name: \"Another\" }}");
        await BoardFixture.Done(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", name: \"Renamed\" }}");
        (await Next()).ShouldContain("\"name\":\"Renamed\"");
        await BoardFixture.Done(boards.Clerk, "removeMember", $"{{ membershipId: \"{members[0]}\", reason: \"R\", removedBy: \"Council\", on: \"2025-01-01\" }}");
        (await Next()).ShouldContain("REMOVED");

        async Task<string> Next()
        {
            (await changes.MoveNextAsync()).ShouldBeTrue();
            var shown = changes.Current.GetProperty("data").GetProperty("boardChanged");
            shown.GetProperty("id").GetGuid().ShouldBe(board);
            return shown.ToString();
        }
    }
}
