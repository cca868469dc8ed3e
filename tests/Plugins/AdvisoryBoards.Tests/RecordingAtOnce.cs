using Marten;
using Microsoft.Extensions.DependencyInjection;
using static Engage.Plugins.AdvisoryBoards.BoardFixture;
using static Engage.Plugins.PluginFixture;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class RecordingAtOnce(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task Of_what_two_clerks_put_on_record_at_once_nothing_is_lost()
    {
        var (_, meeting, members) = await boards.OpenMeeting(1, null, "Ann", "Ben", "Cem", "Dee", "Eli");
        var clerks = new[] { boards.Clerk, boards.Engage.As("Clara", Roles.Staff) };
        await Task.WhenAll(members.Skip(1).Select((member, i) => Done(clerks[i % 2], "recordArrival", $"{{ meetingId: \"{meeting}\", membershipId: \"{member}\", mode: IN_PERSON }}")));
        var read = await Read<Meeting>(meeting);
        read.PresentVoters().ShouldBe(members, ignoreOrder: true);
        read.QuorumCounts.Select(each => each.Present).ShouldBe([0, 1, 2, 3, 4, 5]);
        read.Attendance.Select(each => each.From).ShouldBeInOrder();
    }

    [Fact]
    public async Task Of_two_who_put_the_same_on_record_one_is_told_that_it_is_there()
    {
        var (_, meeting, members) = await boards.OpenMeeting(1, null, "Ann", "Ben", "Cem");
        var clerks = new[] { boards.Clerk, boards.Engage.As("Clara", Roles.Staff) };
        var codes = await Task.WhenAll(clerks.Select(async clerk =>
            CodeOf(await Mutation(clerk, "recordArrival", $"{{ meetingId: \"{meeting}\", membershipId: \"{members[1]}\", mode: IN_PERSON }}", "__typename"))));
        codes.ShouldBe([null, "advisory-boards.present-already"], ignoreOrder: true);
        (await Read<Meeting>(meeting)).Attendance.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_meetings_of_a_board_that_end_at_once_each_is_on_its_record_and_a_seat_is_forfeited_once()
    {
        var (board, members) = await boards.Board(Rules with { Absence = new(Consecutive: 2) }, "Ann", "Ben", "Cem");
        var before = Guid.CreateVersion7();
        await boards.AppendTo(board, new AttendanceRecorded(before, DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-9)), [members[0], members[1]], [], [members[2]], MeetingKind.Regular));
        List<Guid> meetings = [];
        for (var i = 0; i < 4; i++) meetings.Add(await boards.OpenMeetingOf(board, members, 2));
        await Task.WhenAll(meetings.Select(meeting => Done(boards.Clerk, "adjournMeeting", $"{{ meetingId: \"{meeting}\" }}")));
        var read = await Read<Board>(board);
        read.Attendance.Select(each => each.MeetingId).ShouldBe([before, .. meetings], ignoreOrder: true);
        read.Memberships.Select(member => member.End).ShouldBe([null, null, MembershipEnd.Forfeited]);
        (await boards.Engage.Events()).Count(each => each.Alias == "advisory-boards.seat-forfeited" && each.Stream == board).ShouldBe(1);
    }

    private async Task<T> Read<T>(Guid id) where T : notnull
    {
        await using var session = boards.Engage.Services.GetRequiredService<IDocumentStore>().QuerySession(Agency.Default);
        return (await session.LoadAsync<T>(id))!;
    }
}
