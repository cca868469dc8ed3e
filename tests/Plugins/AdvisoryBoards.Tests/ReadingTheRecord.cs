using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What was written up long after it happened looks otherwise than what was put on record in the meeting.</summary>
public sealed class ReadingTheRecord(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task Everybody_reads_when_each_thing_happened_and_when_it_was_put_on_record()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var late = DateTimeOffset.UtcNow.AddMinutes(-1);
        var moved = await BoardFixture.Done(
            boards.Clerk, "moveMotion", $"{{ meetingId: \"{meeting}\", text: \"Rest.\", membershipId: \"{members[0]}\", at: \"{late:O}\" }}", "motion { id }");
        var motion = moved.GetProperty("motion").GetProperty("id").GetString();

        var record = (await Record(meeting, "first: 20")).GetProperty("nodes").EnumerateArray().ToList();
        record.Select(entry => entry.GetProperty("event").GetString()).ShouldBe([
            "advisory-boards.meeting-scheduled", "advisory-boards.agenda-set", "advisory-boards.meeting-noticed", "advisory-boards.meeting-opened",
            "advisory-boards.member-arrived", "advisory-boards.member-arrived", "advisory-boards.motion-moved"]);
        record.Select(entry => entry.GetProperty("number").GetInt32()).ShouldBe(Enumerable.Range(1, 7));
        var last = record[^1];
        last.GetProperty("happenedAt").GetDateTimeOffset().ShouldBe(late, TimeSpan.FromMilliseconds(1));
        foreach (var entry in record) entry.GetProperty("recordedAt").GetDateTimeOffset().ShouldBeInRange(before, DateTimeOffset.UtcNow.AddSeconds(1));
        last.GetProperty("motion").GetProperty("id").GetString().ShouldBe(motion);
        last.GetProperty("motion").GetProperty("onAgenda").GetBoolean().ShouldBeFalse();
        record[0].GetProperty("motion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task It_is_read_page_by_page()
    {
        var (_, meeting, _) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var (numbers, after) = (new List<int>(), "");
        while (true)
        {
            var page = await Record(meeting, $"first: 4{after}");
            numbers.AddRange(page.GetProperty("nodes").EnumerateArray().Select(entry => entry.GetProperty("number").GetInt32()));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"";
        }
        numbers.ShouldBe(Enumerable.Range(1, 6));
    }

    [Theory]
    [InlineData("first: 0", "engage.page-size")]
    [InlineData("first: 101", "engage.page-size")]
    [InlineData("after: \"no cursor\"", "engage.cursor")]
    public async Task A_page_that_cannot_be_is_refused(string page, string code)
    {
        var (_, meeting, _) = await boards.OpenMeeting(1, null, "Ann");
        (await boards.Engage.Anonymous.GraphQL(Query(meeting, page))).ToString().ShouldContain(code);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task A_cursor_that_somebody_made_up_leads_nowhere_else(long number)
    {
        var (_, meeting, _) = await boards.OpenMeeting(1, null, "Ann");
        var bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        var page = await Record(meeting, $"first: 1, after: \"{System.Buffers.Text.Base64Url.EncodeToString(bytes)}\"");
        page.GetProperty("nodes").GetArrayLength().ShouldBe(number > 0 ? 0 : 1);
    }

    [Fact]
    public async Task An_amendment_is_on_the_agenda_where_what_it_amends_is()
    {
        var (_, meeting, members) = await boards.OpenMeeting(3, null, "Ann", "Ben", "Cem");
        var item = (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ agenda {{ nodes {{ id }} }} }} }}"))
            .GetProperty("meeting").GetProperty("agenda").GetProperty("nodes")[0].GetProperty("id").GetString();
        var announced = await Move($"itemId: \"{item}\"");
        var amendment = await Move($"amends: \"{announced}\"");
        var sudden = await Move($"amends: \"{await Move("language: \"en\"")}\"");
        foreach (var (motion, expected) in new[] { (announced, true), (amendment, true), (await Move($"amends: \"{amendment}\""), true), (sudden, false) })
            (await boards.Engage.Anonymous.Data($"{{ motion(id: \"{motion}\") {{ onAgenda }} }}")).GetProperty("motion").GetProperty("onAgenda").GetBoolean().ShouldBe(expected);

        async Task<string> Move(string more)
        {
            var moved = await BoardFixture.Done(boards.Clerk, "moveMotion", $"{{ meetingId: \"{meeting}\", text: \"Rest.\", membershipId: \"{members[0]}\", {more} }}", "motion { id }");
            var motion = moved.GetProperty("motion").GetProperty("id").GetString()!;
            await BoardFixture.Done(boards.Clerk, "secondMotion", $"{{ motionId: \"{motion}\", membershipId: \"{members[1]}\" }}");
            return motion;
        }
    }

    private async Task<JsonElement> Record(Guid meeting, string page) =>
        (await boards.Engage.Anonymous.Data(Query(meeting, page))).GetProperty("meeting").GetProperty("record");

    private static string Query(Guid meeting, string page) =>
        $"{{ meeting(id: \"{meeting}\") {{ record({page}) {{ nodes {{ number event happenedAt recordedAt motion {{ id onAgenda }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}";
}
