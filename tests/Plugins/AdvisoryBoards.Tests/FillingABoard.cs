using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class FillingABoard(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Rules = """
        rules: { quorum: { basis: SEATS }, chairVote: ON_TIE, noticeHours: 72, specialNoticeHours: 24, closedSessionGrounds: ["Open Meetings Act § 551.074, personnel"],
          termLimit: { terms: 2 }, absence: { consecutive: 3 }, mostTermsEndingTogether: 1 }
        """;

    private const string Members = "{ members(asOf: $day) { nodes { id name state termEnds seat { label } offices { office } } } vacancies(asOf: $day) { nodes { label } } quorumRequired(asOf: $day) }";

    [Fact]
    public async Task A_board_from_its_establishing_to_a_successor_who_takes_the_seat()
    {
        var (said, ann) = (await Transcript.Begin(boards.Engage), boards.Member("Ann"));
        var account = (await ann.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        var board = Id(await said.Ask("The administrator", boards.Admin,
            "mutation { establishBoard(input: { name: \"Police Advisory Board\", kind: ADVISORY, purpose: \"Advises the chief.\", ordinance: \"Ordinance 2019-17\", on: \"2020-01-01\", " + Rules
            + " }) { board { id name establishedOn rules { holdOver acknowledgeDays } } errors { code } } }"), "establishBoard", "board");
        const string create = "mutation ($input: CreateSeatInput!) { createSeat(input: $input) { boardSeat { id label votes vacantSince } errors { code message path } } }";
        var seat = Id(await said.Ask("The administrator", boards.Admin, create, new { input = Seat("Seat 1", "2022-12-31") }), "createSeat", "boardSeat");
        await said.Ask("The administrator, for a seat whose first term would end with the other's,", boards.Admin, create, new { input = Seat("Seat 2", "2022-12-31") });
        await said.Ask("The administrator", boards.Admin, create, new { input = Seat("Seat 2", "2023-12-31") });

        const string nominate = "mutation ($input: NominateMemberInput!) { nominateMember(input: $input) { boardMembership { id name state seat { label } } errors { code message path } } }";
        const string confirm = "mutation ($input: ConfirmMemberInput!) { confirmMember(input: $input) { boardMembership { state(asOf: \"2020-03-01\") from termEnds confirmedBy confirmedOn } errors { code message path } } }";
        var first = Id(await said.Ask("Cleo, the clerk,", boards.Clerk, nominate,
            new { input = new { boardId = board, seatId = seat, name = "Ann", nominatedBy = "City Council", accountId = account, on = "2020-01-10" } }), "nominateMember", "boardMembership");
        await said.Ask("Cleo", boards.Clerk, confirm, new { input = new { membershipId = first, confirmedBy = "Resolution 2020-7", from = "2020-02-01" } });
        await said.Ask("Cleo", boards.Clerk, "mutation ($input: ElectOfficerInput!) { electOfficer(input: $input) { boardMembership { offices(asOf: \"2020-03-01\") { office from } } errors { code } } }",
            new { input = new { membershipId = first, office = "CHAIR", on = "2020-02-15" } });
        await said.Ask("Cleo, of what Ann told her,", boards.Clerk,
            "mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { conflictOfInterest { kind interest member { name } } errors { code } } }",
            new { input = new { membershipId = first, kind = "FAMILY", interest = "My sister is an officer.", on = "2020-02-15" } });

        var next = Id(await said.Ask("Cleo", boards.Clerk, nominate, new { input = new { boardId = board, seatId = seat, name = "Ben", nominatedBy = "City Council", on = "2022-11-01" } }), "nominateMember", "boardMembership");
        await said.Ask("Cleo, for a day on which Ann's term goes on,", boards.Clerk, confirm, new { input = new { membershipId = next, confirmedBy = "Resolution 2023-2", from = "2022-12-01" } });
        await said.Ask("Cleo", boards.Clerk, confirm, new { input = new { membershipId = next, confirmedBy = "Resolution 2023-2", from = "2023-05-01", on = "2023-04-18" } });

        foreach (var day in new[] { "2020-01-20", "2022-12-31", "2023-04-30", "2023-05-01" })
            await said.Ask("Anybody", boards.Engage.Anonymous, "query ($board: ID!, $day: Date!) { board(id: $board) " + Members + " }", new { board, day });
        await said.Ask("Anybody", boards.Engage.Anonymous,
            "query ($board: ID!) { board(id: $board) { memberships { nodes { name state until nominatedBy } } seats { nodes { label holder(asOf: \"2024-01-01\") { name state } vacantSince(asOf: \"2024-01-01\") } } conflicts(asOf: \"2021-01-01\") { nodes { interest } } } }",
            new { board });

        Snapshot.Match(said.ToString());

        object Seat(string label, string firstTermEnds) => new { boardId = board, label, category = "residents", appointingAuthority = "City Council", termMonths = 36, firstTermEnds, on = "2020-01-01" };
    }

    private static string Id(JsonElement answer, string mutation, string what) => answer.GetProperty("data").GetProperty(mutation).GetProperty(what).GetProperty("id").GetString()!;
}
