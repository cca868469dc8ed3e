using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class KeepingTheQuorum(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task What_is_appended_is_read_back_as_it_was_decided()
    {
        var (_, meeting, members) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        await using var session = boards.Engage.Services.GetRequiredService<IDocumentStore>().QuerySession(Agency.Default);
        var read = (await session.LoadAsync<Meeting>(meeting))!;
        read.HasQuorum().ShouldBeTrue();
        read.PresentVoters().ShouldBe(members.Take(2));
        read.QuorumCounts.Select(each => (each.Present, each.Required)).ShouldBe([(0, 2), (1, 2), (2, 2)]);
        InOffice.RosterOn((await session.LoadAsync<Board>(read.BoardId))!, new(2026, 1, 1)).ShouldBe(read.Roster);
    }
}
