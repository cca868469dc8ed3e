using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class FindingMeetings(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task Meetings_are_found_by_board_time_kind_and_state_in_order_of_their_beginning()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (other, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var now = DateTimeOffset.UtcNow;
        // Not in the order of their beginning, and one with a fraction of a second.
        var third = await Scheduled(board, now.AddDays(30));
        var first = await Scheduled(board, now.AddDays(10), "SPECIAL");
        var second = await Scheduled(board, now.AddDays(10).AddMilliseconds(250));
        await Scheduled(other, now.AddDays(5));
        await BoardFixture.Done(boards.Clerk, "cancelMeeting", $"{{ meetingId: \"{third}\", reason: \"Snow.\" }}");

        (await Found($"where: {{ boardId: \"{board}\" }}")).ShouldBe([third, second, first]);
        (await Found($"order: EARLIEST, where: {{ boardId: \"{board}\" }}")).ShouldBe([first, second, third]);
        (await Found($"where: {{ boardId: \"{board}\", from: \"{now.AddDays(10):O}\", until: \"{now.AddDays(30):O}\" }}")).ShouldBe([second, first]);
        (await Found($"where: {{ boardId: \"{board}\", kind: SPECIAL }}")).ShouldBe([first]);
        (await Found($"where: {{ boardId: \"{board}\", state: CANCELLED }}")).ShouldBe([third]);
        foreach (var order in new[] { "EARLIEST", "LATEST" })
        {
            List<Guid> paged = [];
            for (var after = "null"; after != "\"\"";)
            {
                var page = (await boards.Engage.Anonymous.Data($"{{ meetings(first: 2, after: {after}, order: {order}, where: {{ boardId: \"{board}\" }}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("meetings");
                paged.AddRange(Ids(page));
                after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? $"\"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"" : "\"\"";
            }
            paged.ShouldBe(order == "EARLIEST" ? [first, second, third] : [third, second, first]);
        }
        var shown = (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{first}\") {{ board {{ nextMeeting {{ id }} meetings(where: {{ boardId: \"{other}\" }}) {{ nodes {{ id }} }} }} }} }}"))
            .GetProperty("meeting").GetProperty("board");
        shown.GetProperty("nextMeeting").GetProperty("id").GetGuid().ShouldBe(first);
        Ids(shown.GetProperty("meetings")).ShouldBe([third, second, first]);
    }

    [Fact]
    public async Task The_last_moment_to_notice_is_shown_beforehand()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var start = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(40), TimeSpan.Zero);
        foreach (var (kind, hours) in new[] { ("REGULAR", 72), ("SPECIAL", 24), ("EMERGENCY", 0) })
        {
            var meeting = (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{await Scheduled(board, start, kind)}\") {{ startsAt latestNotice quorum {{ present }} presidingMember {{ name }} }} }}")).GetProperty("meeting");
            meeting.GetProperty("latestNotice").GetDateTimeOffset().ShouldBe(start.AddHours(-hours));
            meeting.GetProperty("quorum").ValueKind.ShouldBe(JsonValueKind.Null);
            meeting.GetProperty("presidingMember").ValueKind.ShouldBe(JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task The_quorum_is_read_at_any_instant_of_the_past()
    {
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var opened = (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ openedAt }} }}")).GetProperty("meeting").GetProperty("openedAt").GetDateTimeOffset();
        await BoardFixture.Done(boards.Clerk, "recordDeparture", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[1]}\", at: \"{opened.AddMinutes(20):O}\" }}");
        await BoardFixture.Done(boards.Clerk, "recordArrival", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[2]}\", mode: REMOTE, at: \"{opened.AddMinutes(30):O}\" }}");
        foreach (var (minute, present) in new (int, int?)[] { (-1, null), (0, 2), (19, 2), (20, 1), (29, 1), (30, 2), (600, null) })
        {
            var quorum = (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ quorum(at: \"{opened.AddMinutes(minute):O}\") {{ present required held }} }} }}")).GetProperty("meeting").GetProperty("quorum");
            if (present is null) quorum.ValueKind.ShouldBe(JsonValueKind.Null);
            else (quorum.GetProperty("present").GetInt32(), quorum.GetProperty("required").GetInt32(), quorum.GetProperty("held").GetBoolean()).ShouldBe((present.Value, 2, present >= 2));
        }
        (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ quorum {{ present }} }} }}")).ToString().ShouldContain("2");
    }

    [Fact]
    public async Task Why_somebody_was_excused_goes_with_them_and_that_they_were_stays()
    {
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Gil");
        await BoardFixture.Done(boards.Clerk, "excuseAbsence", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[2]}\", reason: \"In hospital.\" }}");
        (await Excused()).ShouldBe("""[{"reason":"In hospital.","member":{"name":"Gil"}}]""");
        var gil = (await boards.Member("Gil").Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await BoardFixture.Done(boards.Member("Gil"), "eraseSubject", $"{{ subject: \"{gil}\", reason: ASKED }}");
        (await Excused()).ShouldBe("""[{"reason":null,"member":{"name":null}}]""");

        async Task<string> Excused() => (await boards.Engage.Anonymous.Data("query ($meeting: ID!) { meeting(id: $meeting) { excused { nodes { reason member { name } } } } }", new { meeting }))
            .GetProperty("meeting").GetProperty("excused").GetProperty("nodes").GetRawText();
    }

    [Fact]
    public async Task What_is_no_meeting_is_null() =>
        (await boards.Engage.Anonymous.Data("{ meeting(id: \"00000000-0000-0000-0000-000000000000\") { id } }")).GetProperty("meeting").ValueKind.ShouldBe(JsonValueKind.Null);

    [Theory]
    [InlineData("meetingId")]
    [InlineData("boardId")]
    public async Task Whoever_follows_a_meeting_or_a_board_hears_of_everything_that_happens(string by)
    {
        var (_, elsewhere, others) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var (board, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var changes = (await boards.Engage.Anonymous.Subscribe(
            $"subscription ($id: ID!) {{ meetingChanged({by}: $id) {{ id state attendance {{ nodes {{ until }} }} }} }}", new { id = by == "boardId" ? board : meeting }, stop.Token)).GetAsyncEnumerator(stop.Token);
        await BoardFixture.Done(boards.Clerk, "recordArrival", $"{{ meetingId: \"{elsewhere}\", membershipId: \"{others[2]}\", mode: REMOTE }}");
        await BoardFixture.Done(boards.Clerk, "recordArrival", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[2]}\", mode: REMOTE }}");
        // What was appended a moment before the subscription began may come first.
        var there = 0;
        while (there < 3 && await changes.MoveNextAsync())
        {
            var changed = changes.Current.GetProperty("data").GetProperty("meetingChanged");
            changed.GetProperty("id").GetGuid().ShouldBe(meeting);
            there = changed.GetProperty("attendance").GetProperty("nodes").GetArrayLength();
        }
        there.ShouldBe(3);
    }

    private async Task<Guid> Scheduled(Guid board, DateTimeOffset start, string kind = "REGULAR") =>
        (await BoardFixture.Done(boards.Clerk, "scheduleMeeting", $"{{ boardId: \"{board}\", kind: {kind}, title: \"T\", startsAt: \"{start:O}\", minutes: 60, place: \"P\" }}", "meeting { id }"))
            .GetProperty("meeting").GetProperty("id").GetGuid();

    private async Task<IEnumerable<Guid>> Found(string arguments) => Ids((await boards.Engage.Anonymous.Data($"{{ meetings({arguments}) {{ nodes {{ id }} }} }}")).GetProperty("meetings"));

    private static IEnumerable<Guid> Ids(JsonElement connection) => [.. connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid())];
}
