using static Engage.Plugins.AdvisoryBoards.BoardFixture;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class RefusingMeetings(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Nothing = "00000000-0000-0000-0000-000000000000";

    [Theory]
    [InlineData("minutes: 0", "advisory-boards.minutes")]
    [InlineData("minutes: 1441", "advisory-boards.minutes")]
    [InlineData("title: \" \"", "engage.empty-text")]
    [InlineData("place: \"\"", "engage.empty-text")]
    [InlineData("startsAt: \"2020-01-01T12:00:00Z\"", "advisory-boards.starts-at")]
    [InlineData("startsAt: \"9999-12-31T23:59:59Z\"", "advisory-boards.starts-at")]
    [InlineData("link: \"http://example.org\"", "advisory-boards.link")]
    [InlineData("link: \"javascript:alert(1)\"", "advisory-boards.link")]
    [InlineData("link: \"/live\"", "advisory-boards.link")]
    [InlineData("language: \"german language\"", "engage.language")]
    [InlineData("boardId: \"00000000-0000-0000-0000-000000000000\"", "engage.not-found")]
    public async Task A_meeting_that_cannot_be_scheduled_so_is_refused(string instead, string code)
    {
        var (board, _) = await boards.Board(null, "Ann");
        var field = instead[..instead.IndexOf(':')];
        string[] fields = [$"boardId: \"{board}\"", "kind: REGULAR", "title: \"T\"", $"startsAt: \"{DateTimeOffset.UtcNow.AddDays(9):O}\"", "minutes: 60", "place: \"P\""];
        await boards.Refused(boards.Clerk, "scheduleMeeting", $"{{ {string.Join(", ", fields.Where(each => !each.StartsWith(field)).Append(instead))} }}", code);
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        var (board, _) = await boards.Board(null, "Ann");
        foreach (var (title, place, link) in new[] { (201, 1, 0), (1, 501, 0), (1, 1, 2000) })
            await boards.Refused(boards.Clerk, "scheduleMeeting", $"{{ boardId: \"{board}\", kind: REGULAR, title: \"{new string('t', title)}\", startsAt: \"{DateTimeOffset.UtcNow.AddDays(9):O}\", minutes: 60, place: \"{new string('p', place)}\", link: \"https://{new string('l', link)}\" }}",
                link > 0 ? "engage.text-too-long" : title > 1 || place > 1 ? "engage.text-too-long" : "");
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        await boards.Refused(boards.Clerk, "noteDiscussion", $"{{ meetingId: \"{meeting}\", note: \"{new string('n', 10_001)}\" }}", "engage.text-too-long");
        await boards.Refused(boards.Clerk, "excuseAbsence", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[2]}\", reason: \"{new string('r', 501)}\" }}", "engage.text-too-long");
        await boards.Refused(boards.Clerk, "closeSession", $"{{ meetingId: \"{meeting}\", ground: \"{Rules.ClosedSessionGrounds[0]}\", subject: \"{new string('s', 501)}\" }}", "engage.text-too-long");
    }

    [Fact]
    public async Task A_board_that_was_dissolved_meets_no_more()
    {
        var (board, _) = await boards.Board(null, "Ann");
        await boards.AppendTo(board, new BoardDissolved("Its work is done.", DateOnly.FromDateTime(DateTime.UtcNow)));
        await boards.Refused(boards.Clerk, "scheduleMeeting", $"{{ boardId: \"{board}\", kind: REGULAR, title: \"T\", startsAt: \"{DateTimeOffset.UtcNow.AddDays(9):O}\", minutes: 60, place: \"P\" }}", "advisory-boards.no-board-then");
    }

    [Theory]
    [InlineData("rescheduleMeeting", "reason: \"R\"", false)]
    [InlineData("translateMeeting", "language: \"de\", title: \"T\", status: HUMAN", false)]
    [InlineData("setAgenda", "items: []", false)]
    [InlineData("translateAgendaItem", "itemId: \"" + Nothing + "\", language: \"de\", title: \"T\", status: HUMAN", false)]
    [InlineData("noticeMeeting", "", false)]
    [InlineData("cancelMeeting", "reason: \"R\"", false)]
    [InlineData("openMeeting", "present: []", true)]
    [InlineData("recordArrival", "membershipId: \"" + Nothing + "\", mode: REMOTE", true)]
    [InlineData("recordDeparture", "membershipId: \"" + Nothing + "\"", true)]
    [InlineData("excuseAbsence", "membershipId: \"" + Nothing + "\", reason: \"R\"", true)]
    [InlineData("handOverChair", "membershipId: \"" + Nothing + "\"", true)]
    [InlineData("takeItem", "itemId: \"" + Nothing + "\"", true)]
    [InlineData("noteDiscussion", "note: \"N\"", true)]
    [InlineData("closeSession", "ground: \"G\", subject: \"S\"", true)]
    [InlineData("reopenSession", "", true)]
    [InlineData("recessMeeting", "", true)]
    [InlineData("resumeMeeting", "", true)]
    [InlineData("adjournMeeting", "", true)]
    public async Task Each_takes_the_permission_and_a_meeting(string mutation, string input, bool members)
    {
        foreach (var id in new[] { Nothing, "0192f0a0-0000-7000-8000-000000000000" })
        {
            var with = $"{{ meetingId: \"{id}\", {input} }}";
            await boards.Refused(boards.Engage.Anonymous, mutation, with, "engage.unauthenticated");
            await boards.Refused(boards.Resident, mutation, with, "engage.forbidden");
            await boards.Refused(boards.Admin, mutation, with, "engage.forbidden");
            await boards.Refused(boards.Member("Ann"), mutation, with, members ? "engage.not-found" : "engage.forbidden");
            await boards.Refused(boards.Clerk, mutation, with, "engage.not-found");
        }
    }

    [Fact]
    public async Task Scheduling_takes_the_permission_of_a_clerk()
    {
        var input = $"{{ boardId: \"{Nothing}\", kind: REGULAR, title: \"T\", startsAt: \"2030-01-01T12:00:00Z\", minutes: 60, place: \"P\" }}";
        await boards.Refused(boards.Engage.Anonymous, "scheduleMeeting", input, "engage.unauthenticated");
        foreach (var by in new[] { boards.Resident, boards.Admin, boards.Member("Ann") }) await boards.Refused(by, "scheduleMeeting", input, "engage.forbidden");
    }

    [Fact]
    public async Task Only_who_presides_runs_a_meeting_beside_the_clerk()
    {
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        foreach (var (mutation, input) in new[]
        {
            ("recordArrival", $"membershipId: \"{members[2]}\", mode: REMOTE"), ("recordDeparture", $"membershipId: \"{members[1]}\""), ("excuseAbsence", $"membershipId: \"{members[2]}\", reason: \"R\""),
            ("handOverChair", $"membershipId: \"{members[1]}\""), ("noteDiscussion", "note: \"N\""), ("closeSession", $"ground: \"{Rules.ClosedSessionGrounds[0]}\", subject: \"S\""),
            ("recessMeeting", ""), ("adjournMeeting", "")
        })
        {
            foreach (var by in new[] { boards.Member("Ben"), boards.Member("Cem"), boards.Member("Nobody of this board") })
                await boards.Refused(by, mutation, $"{{ meetingId: \"{meeting}\", {input} }}", "advisory-boards.not-presiding");
        }
        await boards.Refused(boards.Member("Ann"), "recessMeeting", $"{{ meetingId: \"{meeting}\", at: \"{DateTimeOffset.UtcNow:O}\" }}", "advisory-boards.clerk-only");
        await boards.Refused(boards.Clerk, "recessMeeting", $"{{ meetingId: \"{meeting}\", at: \"{DateTimeOffset.UtcNow.AddHours(1):O}\" }}", "advisory-boards.not-yet");
        await boards.Refused(boards.Clerk, "recessMeeting", $"{{ meetingId: \"{meeting}\", at: \"2020-01-01T12:00:00Z\" }}", "advisory-boards.out-of-order");
        await Done(boards.Member("Ann"), "recessMeeting", $"{{ meetingId: \"{meeting}\" }}");
    }

    [Fact]
    public async Task Meetings_of_another_agency_are_not_there()
    {
        var (_, meeting, _) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var camden = await boards.Engage.In("camden");
        CodeOf(await Mutation(camden.As("Cleo", Roles.Staff), "adjournMeeting", $"{{ meetingId: \"{meeting}\" }}", "__typename")).ShouldBe("engage.not-found");
        (await camden.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ id }} meetings {{ nodes {{ id }} }} }}")).ToString().ShouldNotContain(meeting.ToString());
    }
}
