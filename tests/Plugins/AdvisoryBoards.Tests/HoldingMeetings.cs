using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class HoldingMeetings : IAsyncLifetime
{
    private const string Standing = "state quorum { present required held } presidingMember { name }";

    private readonly MovedClock _clock = new(TimeSpan.FromDays(-4));
    private readonly BoardFixture _boards;

    public HoldingMeetings() => _boards = new() { Clock = _clock };

    public Task InitializeAsync() => _boards.InitializeAsync();

    public Task DisposeAsync() => _boards.DisposeAsync();

    [Fact]
    public async Task A_meeting_from_its_scheduling_to_its_end_without_a_quorum_at_first()
    {
        var (board, members) = await _boards.Board(BoardFixture.Rules with { Absence = new(Consecutive: 1) }, "Ann", "Ben", "Cem", "Dee", "Eli");
        var said = await Transcript.Begin(_boards.Engage);
        var (clerk, ann, start) = (_boards.Clerk, _boards.Member("Ann"), _clock.GetUtcNow().AddDays(4).AddHours(-1));
        async Task<JsonElement> Say(string who, EngageClient by, string mutation, object input, string select) => (await said.Ask(who, by,
            $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ meeting {{ {select} }} errors {{ code message path }} }} }}", new { input })).GetProperty("data").GetProperty(mutation);

        var meetingId = (await Say("Cleo, the clerk,", clerk, "scheduleMeeting",
            new { boardId = board, kind = "REGULAR", title = "Monthly meeting", startsAt = start, minutes = 120, place = "City Hall, room 2", link = "https://example.org/live", language = "en" },
            "id state title board { id } durationMinutes place link")).GetProperty("meeting").GetProperty("id").GetGuid();
        await Say("Cleo, without an agenda,", clerk, "noticeMeeting", new { meetingId }, "state");
        var agenda = await Say("Cleo", clerk, "setAgenda", new
        {
            meetingId,
            items = new object[] { new { title = "The chief's report", minutes = 30, kind = "REPORT" }, new { title = "Body cameras", minutes = 60, kind = "ACTION", description = "Policy 41." }, new { title = "Privacy", minutes = 20, kind = "DISCUSSION", partOf = 2 } }
        }, "agenda { nodes { id parentId title description minutes kind } }");
        var cameras = agenda.GetProperty("meeting").GetProperty("agenda").GetProperty("nodes")[1].GetProperty("id").GetGuid();
        await Say("Cleo, in German,", clerk, "translateMeeting", new { meetingId, language = "de", title = "Monatssitzung", status = "HUMAN" }, "title(language: \"de-AT\") titleTranslations { language title status outdated }");
        await Say("Cleo", clerk, "translateAgendaItem", new { meetingId, itemId = cameras, language = "de", title = "Körperkameras", status = "MACHINE" },
            "agenda { nodes { title(language: \"de\") translations { language title description status outdated } } }");
        await Say("Cleo", clerk, "noticeMeeting", new { meetingId }, "state noticedAt");
        await Say("Cleo, too early,", clerk, "openMeeting", new { meetingId, present = new[] { new { membershipId = members[0], mode = "IN_PERSON" } } }, "state");
        await Say("Cleo", clerk, "excuseAbsence", new { meetingId, membershipId = members[3], reason = "Ill." }, "excused { nodes { reason member { name } } }");

        _clock.Ahead = TimeSpan.Zero;
        await Say("Ann, who chairs the board,", ann, "openMeeting", new { meetingId, present = new[] { new { membershipId = members[0], mode = "IN_PERSON" }, new { membershipId = members[1], mode = "REMOTE" } } }, Standing);
        await Say("Ann", ann, "takeItem", new { meetingId, itemId = cameras }, "state");
        await Say("Ann", ann, "recordArrival", new { meetingId, membershipId = members[2], mode = "IN_PERSON" }, Standing);
        await Say("Ann", ann, "takeItem", new { meetingId, itemId = cameras }, "agenda { nodes { title takenAt } }");
        await Say("Cleo", clerk, "noteDiscussion", new { meetingId, itemId = cameras, note = "Ann asked how long recordings are kept." }, "state");
        await Say("Ann", ann, "closeSession", new { meetingId, ground = BoardFixture.Rules.ClosedSessionGrounds[0], subject = "The appraisal of an officer" }, "state closedSessions { ground subject from until }");
        await Say("Ann, in closed session,", ann, "adjournMeeting", new { meetingId }, "state");
        await Say("Ann", ann, "reopenSession", new { meetingId }, "state closedSessions { until }");
        await Say("Ann", ann, "recessMeeting", new { meetingId }, "state recesses { from until }");
        await Say("Ann", ann, "resumeMeeting", new { meetingId }, "state recesses { from until }");
        await Say("Ann", ann, "recordDeparture", new { meetingId, membershipId = members[0] }, "state");
        await Say("Ann", ann, "handOverChair", new { meetingId, membershipId = members[1] }, Standing);
        await Say("Ann, no longer in the chair,", ann, "recordDeparture", new { meetingId, membershipId = members[2] }, "state");
        await Say("Ann, of herself,", ann, "recordDeparture", new { meetingId, membershipId = members[0] }, Standing);
        await Say("Ben", _boards.Member("Ben"), "adjournMeeting", new { meetingId }, "state adjournedAt quorum { present }");
        await Say("Cleo, after it,", clerk, "recordArrival", new { meetingId, membershipId = members[4], mode = "REMOTE" }, "state");
        await said.Ask("Somebody without a token", _boards.Engage.Anonymous,
            """
            query ($id: ID!, $start: DateTime!) {
              meeting(id: $id) {
                title state openedAt adjournedAt latestNotice presidingMember { name }
                attendance { nodes { mode from until member { name attendance { attended missed excused } } } }
                absentMembers { nodes { name endedOn forfeitedFor attendance { attended missed excused } } }
                excused { nodes { reason member { name attendance { attended missed excused } } } }
                quorum { present }
                before: quorum(at: $start) { present }
                quorumHistory { nodes { at present required held } }
              }
            }
            """, new { id = meetingId, start });

        Snapshot.Match(said.ToString());
    }
}
