using static Engage.Plugins.AdvisoryBoards.BoardFixture;
using static Engage.Plugins.PluginFixture;

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
    [InlineData("link: \"http://example.org\"", "engage.web-address")]
    [InlineData("link: \"javascript:alert(1)\"", "engage.web-address")]
    [InlineData("link: \"https://city.example@elsewhere.example/\"", "engage.web-address")]
    [InlineData("link: \"/live\"", "engage.web-address")]
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
        await boards.Refused(boards.Clerk, "noteDiscussion", $"{{ meetingId: \"{meeting}\", note: \"{new string('n', 2_001)}\" }}", "engage.text-too-long");
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
        var (_, meeting, members) = await boards.OpenMeeting(3, null, "Ann", "Ben", "Cem", "Dee", "Eli");
        foreach (var (mutation, input) in new[]
        {
            ("recordArrival", $"membershipId: \"{members[3]}\", mode: REMOTE"), ("recordDeparture", $"membershipId: \"{members[0]}\""), ("excuseAbsence", $"membershipId: \"{members[3]}\", reason: \"R\""),
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
    public async Task What_is_refused_before_a_meeting_leaves_nothing_behind()
    {
        var (board, members) = await boards.Board(null, "Ann", "Ben", "Cem");
        var meeting = await Scheduled(board, TimeSpan.FromDays(9));
        const string item = "title: \"T\", kind: ACTION";
        foreach (var (mutation, input, code) in new[]
        {
            ("noticeMeeting", "", "advisory-boards.no-agenda"),
            ("setAgenda", $"items: [{string.Join(", ", Enumerable.Repeat($"{{ {item}, minutes: 1 }}", 101))}]", "advisory-boards.too-many-items"),
            ("setAgenda", $"items: [{{ {item}, minutes: 61 }}]", "advisory-boards.agenda-too-long"),
            ("setAgenda", $"items: [{{ {item}, minutes: 0 }}]", "advisory-boards.minutes"),
            ("setAgenda", $"items: [{{ {item}, minutes: 1, partOf: 1 }}]", "advisory-boards.agenda-part"),
            ("setAgenda", $"items: [{{ {item}, minutes: 1, id: \"{Nothing}\" }}]", "engage.not-found"),
            ("setAgenda", $"items: [{{ {item}, minutes: 1, language: \"german language\" }}]", "engage.language"),
            ("setAgenda", $"items: [{{ title: \"{new string('t', 201)}\", kind: ACTION, minutes: 1 }}]", "engage.text-too-long"),
            ("setAgenda", $"items: [{{ {item}, minutes: 1, description: \"{new string('d', 5001)}\" }}]", "engage.text-too-long"),
            ("rescheduleMeeting", "reason: \"R\"", "advisory-boards.unchanged"),
            ("rescheduleMeeting", "reason: \" \", place: \"Library\"", "engage.empty-text"),
            ("rescheduleMeeting", "reason: \"R\", startsAt: \"2020-01-01T12:00:00Z\"", "advisory-boards.starts-at"),
            ("rescheduleMeeting", "reason: \"R\", link: \"ftp://example.org\"", "engage.web-address"),
            ("cancelMeeting", "reason: \"\"", "engage.empty-text"),
            ("translateMeeting", "language: \"de\", title: \"T\", status: HUMAN, of: 2", "engage.conflict"),
            ("openMeeting", "present: []", "advisory-boards.not-noticed"),
            ("excuseAbsence", $"membershipId: \"{Nothing}\", reason: \"R\"", "advisory-boards.not-a-member"),
            ("recordArrival", $"membershipId: \"{members[0]}\", mode: REMOTE", "advisory-boards.meeting-not-open"),
            ("adjournMeeting", "", "advisory-boards.meeting-not-open")
        })
            await boards.Refused(boards.Clerk, mutation, $"{{ meetingId: \"{meeting}\", {input} }}", code);

        var agenda = await Done(boards.Clerk, "setAgenda", $"{{ meetingId: \"{meeting}\", items: [{{ {item}, minutes: 60 }}] }}", "meeting { agenda { nodes { id } } }");
        var id = agenda.GetProperty("meeting").GetProperty("agenda").GetProperty("nodes")[0].GetProperty("id").GetGuid();
        await boards.Refused(boards.Clerk, "setAgenda", $"{{ meetingId: \"{meeting}\", items: [{{ {item}, minutes: 1, id: \"{id}\" }}, {{ {item}, minutes: 1, id: \"{id}\" }}] }}", "advisory-boards.item-twice");
        await boards.Refused(boards.Clerk, "rescheduleMeeting", $"{{ meetingId: \"{meeting}\", reason: \"R\", minutes: 59 }}", "advisory-boards.agenda-too-long");
        await boards.Refused(boards.Clerk, "noticeMeeting", $"{{ meetingId: \"{meeting}\", emergency: \"A flood.\" }}", "advisory-boards.emergency-ground");
        await Done(boards.Clerk, "noticeMeeting", $"{{ meetingId: \"{meeting}\" }}");
        await boards.Refused(boards.Clerk, "noticeMeeting", $"{{ meetingId: \"{meeting}\" }}", "advisory-boards.noticed-already");
        await boards.Refused(boards.Clerk, "setAgenda", $"{{ meetingId: \"{meeting}\", items: [] }}", "advisory-boards.no-agenda");
        await boards.Refused(boards.Clerk, "openMeeting", $"{{ meetingId: \"{meeting}\", present: [{{ membershipId: \"{members[0]}\", mode: REMOTE }}] }}", "advisory-boards.opening-time");
        await Done(boards.Clerk, "cancelMeeting", $"{{ meetingId: \"{meeting}\", reason: \"Snow.\" }}");
        await boards.Refused(boards.Clerk, "noticeMeeting", $"{{ meetingId: \"{meeting}\" }}", "advisory-boards.meeting-over");
    }

    [Fact]
    public async Task A_meeting_within_its_notice_period_is_noticed_no_more_and_its_agenda_takes_nothing_new()
    {
        var (board, _) = await boards.Board(null, "Ann");
        var late = await Scheduled(board, TimeSpan.FromHours(71));
        await Done(boards.Clerk, "setAgenda", $"{{ meetingId: \"{late}\", items: [{{ title: \"T\", kind: ACTION, minutes: 9 }}] }}");
        await boards.Refused(boards.Clerk, "noticeMeeting", $"{{ meetingId: \"{late}\" }}", "advisory-boards.notice-too-late");
        await boards.AppendTo(late, new MeetingNoticed(DateTimeOffset.UtcNow));
        await boards.Refused(boards.Clerk, "setAgenda", $"{{ meetingId: \"{late}\", items: [{{ title: \"Drones\", kind: ACTION, minutes: 9 }}] }}", "advisory-boards.agenda-noticed");
    }

    [Fact]
    public async Task A_meeting_is_not_moved_behind_the_end_of_its_board()
    {
        var (board, _) = await boards.Board(null, "Ann");
        var meeting = await Scheduled(board, TimeSpan.FromDays(9));
        await boards.AppendTo(board, new BoardDissolved("Its work is done.", DateOnly.FromDateTime(DateTime.UtcNow.AddDays(20))));
        string To(int days) => $"{{ meetingId: \"{meeting}\", reason: \"R\", startsAt: \"{DateTimeOffset.UtcNow.AddDays(days):O}\" }}";
        await boards.Refused(boards.Clerk, "rescheduleMeeting", To(22), "advisory-boards.no-board-then");
        await Done(boards.Clerk, "rescheduleMeeting", To(12));
    }

    [Fact]
    public async Task What_is_refused_in_a_meeting_leaves_nothing_behind()
    {
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        async Task Refused(string code, string mutation, string input = "") => await boards.Refused(boards.Clerk, mutation, $"{{ meetingId: \"{meeting}\", {input} }}", code);
        async Task Does(string mutation, string input = "") => await Done(boards.Clerk, mutation, $"{{ meetingId: \"{meeting}\", {input} }}");
        string Is(int i) => $"membershipId: \"{members[i]}\"";
        var closes = $"ground: \"{Rules.ClosedSessionGrounds[0]}\", subject: \"S\"";

        await Refused("advisory-boards.meeting-opened", "cancelMeeting", "reason: \"R\"");
        await Refused("advisory-boards.present-already", "recordArrival", $"{Is(1)}, mode: REMOTE");
        await Refused("advisory-boards.not-a-member", "recordArrival", $"membershipId: \"{Nothing}\", mode: REMOTE");
        await Refused("advisory-boards.not-present", "recordDeparture", Is(2));
        await Refused("advisory-boards.presiding-leaves", "recordDeparture", Is(0));
        await Refused("advisory-boards.in-chair-already", "handOverChair", Is(0));
        await Refused("advisory-boards.not-present", "handOverChair", Is(2));
        await Refused("advisory-boards.not-absent", "excuseAbsence", $"{Is(1)}, reason: \"R\"");
        await Refused("engage.not-found", "takeItem", $"itemId: \"{Nothing}\"");
        await Refused("engage.not-found", "noteDiscussion", $"note: \"N\", motionId: \"{Nothing}\"");
        await Refused("advisory-boards.closing-ground", "closeSession", "ground: \"It is better so.\", subject: \"S\"");
        await Refused("engage.empty-text", "closeSession", $"ground: \"{Rules.ClosedSessionGrounds[0]}\", subject: \" \"");
        await Refused("advisory-boards.session-not-closed", "reopenSession");
        await Refused("advisory-boards.not-recessed", "resumeMeeting");
        await Refused("advisory-boards.recess-until", "recessMeeting", "until: \"2020-01-01T12:00:00Z\"");
        await Does("recessMeeting");
        await Refused("advisory-boards.recessed-already", "recessMeeting");
        await Refused("advisory-boards.meeting-not-open", "noteDiscussion", "note: \"N\"");
        await Refused("advisory-boards.roll-call", "resumeMeeting", $"present: [{{ {Is(0)}, mode: REMOTE }}]");
        await Does("resumeMeeting");
        await Does("closeSession", closes);
        foreach (var (mutation, input) in new[] { ("noteDiscussion", "note: \"N\""), ("closeSession", closes), ("adjournMeeting", ""), ("takeItem", $"itemId: \"{Nothing}\"") })
            await Refused("advisory-boards.closed-session", mutation, input);
        await Does("reopenSession");

        var (motion, now) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await boards.AppendTo(meeting, new MotionMoved(motion, Guid.Empty, "T", VotingMethod.Proposal, new(), members[0], now), new MotionSeconded(motion, members[1], now), new VoteCalled(motion, now));
        foreach (var (mutation, input) in new[] { ("recessMeeting", ""), ("adjournMeeting", ""), ("closeSession", closes), ("handOverChair", Is(1)) }) await Refused("advisory-boards.vote-open", mutation, input);
        await Does("recordDeparture", Is(1));
        (await boards.Engage.Events())[^1].Alias.ShouldBe("advisory-boards.motion-voided");
        foreach (var (mutation, input) in new[] { ("noteDiscussion", "note: \"N\""), ("closeSession", closes), ("takeItem", $"itemId: \"{Nothing}\"") }) await Refused("advisory-boards.no-quorum", mutation, input);
        await Does("adjournMeeting");
        await Refused("advisory-boards.meeting-over", "recordArrival", $"{Is(1)}, mode: REMOTE");
    }

    [Fact]
    public async Task Meetings_of_another_agency_are_not_there()
    {
        var (_, meeting, _) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        var camden = await boards.Engage.In("camden");
        CodeOf(await Mutation(camden.As("Cleo", Roles.Staff), "adjournMeeting", $"{{ meetingId: \"{meeting}\" }}", "__typename")).ShouldBe("engage.not-found");
        (await camden.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ id }} meetings {{ nodes {{ id }} }} }}")).ToString().ShouldNotContain(meeting.ToString());
    }

    private async Task<Guid> Scheduled(Guid board, TimeSpan ahead) =>
        (await Done(boards.Clerk, "scheduleMeeting", $"{{ boardId: \"{board}\", kind: REGULAR, title: \"T\", startsAt: \"{DateTimeOffset.UtcNow + ahead:O}\", minutes: 60, place: \"P\" }}", "meeting { id }"))
            .GetProperty("meeting").GetProperty("id").GetGuid();
}
