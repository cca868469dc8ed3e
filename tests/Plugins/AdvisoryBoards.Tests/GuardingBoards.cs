namespace Engage.Plugins.AdvisoryBoards;

public sealed class GuardingBoards(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string None = "\"00000000-0000-0000-0000-000000000000\"", Another = "\"01930000-0000-7000-8000-000000000001\"";
    private const string Rules = "rules: { quorum: { basis: SEATS }, chairVote: ALWAYS, noticeHours: 72, specialNoticeHours: 24, closedSessionGrounds: [] }";

    /// <summary>Each mutation on a thing that is not there, with whether it is an administrator's alone.</summary>
    public static TheoryData<string, string, bool> Mutations => new()
    {
        { "describeBoard", "boardId: ID, name: \"N\"", true },
        { "amendBoardRules", $"boardId: ID, authority: \"A\", {Rules}", true },
        { "dissolveBoard", "boardId: ID, reason: \"R\"", true },
        { "createSeat", "boardId: ID, label: \"L\", category: \"C\", appointingAuthority: \"A\", termMonths: 12, firstTermEnds: \"2030-12-31\"", true },
        { "abolishSeat", $"boardId: ID, seatId: {Another}, reason: \"R\"", true },
        { "translateBoard", "boardId: ID, language: \"es\", name: \"N\", purpose: \"P\", status: HUMAN", false },
        { "nominateMember", $"boardId: ID, seatId: {Another}, name: \"N\", nominatedBy: \"C\"", false },
        { "withdrawNomination", "membershipId: ID, reason: \"R\"", false },
        { "confirmMember", "membershipId: ID, confirmedBy: \"C\"", false },
        { "identifyMember", $"membershipId: ID, accountId: {Another}", false },
        { "removeMember", "membershipId: ID, reason: \"R\", removedBy: \"C\"", false },
        { "restoreSeat", "membershipId: ID, reason: \"R\"", false },
        { "electOfficer", "membershipId: ID, office: CHAIR", false },
        { "releaseOfficer", "membershipId: ID, office: CHAIR", false },
        { "resignSeat", "membershipId: ID", false },
        { "declareConflict", "membershipId: ID, kind: OTHER, interest: \"I\"", false },
        { "endConflict", $"membershipId: ID, conflictId: {Another}", false }
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Each_takes_its_permission_and_something_that_is_there(string mutation, string input, bool administrators)
    {
        foreach (var id in new[] { None, Another })
        {
            var sent = $"{{ {input.Replace("ID", id)} }}";
            await boards.Refused(boards.Engage.Anonymous, mutation, sent, "engage.unauthenticated");
            await boards.Refused(boards.Resident, mutation, sent, "engage.forbidden");
            if (administrators) await boards.Refused(boards.Clerk, mutation, sent, "engage.forbidden");
            await boards.Refused(administrators ? boards.Admin : boards.Clerk, mutation, sent, "engage.not-found");
        }
    }

    [Fact]
    public async Task A_board_is_established_by_administrators()
    {
        var input = $"{{ name: \"N\", kind: OTHER, purpose: \"P\", ordinance: \"O\", {Rules} }}";
        await boards.Refused(boards.Engage.Anonymous, "establishBoard", input, "engage.unauthenticated");
        await boards.Refused(boards.Resident, "establishBoard", input, "engage.forbidden");
        await boards.Refused(boards.Clerk, "establishBoard", input, "engage.forbidden");
        await boards.Refused(boards.Admin, "establishBoard", input.Replace("72", "2000"), "advisory-boards.rules");
    }

    [Fact]
    public async Task Board_members_appoint_nobody_and_speak_for_themselves_only()
    {
        var (_, members) = await boards.Board(null, "Ann", "Ben");
        await boards.Refused(boards.Member("Ann"), "removeMember", $"{{ membershipId: \"{members[1]}\", reason: \"R\", removedBy: \"Me\" }}", "engage.forbidden");
        await boards.Refused(boards.Member("Ann"), "electOfficer", $"{{ membershipId: \"{members[0]}\", office: SECRETARY }}", "engage.forbidden");
        await boards.Refused(boards.Member("Ann"), "resignSeat", $"{{ membershipId: \"{members[1]}\" }}", "advisory-boards.not-yourself");
        await boards.Refused(boards.Member("Ann"), "declareConflict", $"{{ membershipId: \"{members[1]}\", kind: OTHER, interest: \"I\" }}", "advisory-boards.not-yourself");
        await BoardFixture.Done(boards.Member("Ann"), "resignSeat", $"{{ membershipId: \"{members[0]}\", reason: \"I move away.\" }}");
    }

    [Fact]
    public async Task A_member_is_identified_later_and_then_acts_by_their_account()
    {
        var (board, _) = await boards.Board(null, "Ann");
        var (seat, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await boards.AppendTo(board, TestBoard.Created(seat, new(2022, 12, 31)), TestBoard.Nominated(member, new(Guid.NewGuid().ToString()), seat));
        var account = (await boards.Member("Gus").Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        var declare = $"{{ membershipId: \"{member}\", kind: OTHER, interest: \"I\" }}";
        await boards.Refused(boards.Member("Gus"), "declareConflict", declare, "advisory-boards.not-yourself");
        await BoardFixture.Done(boards.Clerk, "identifyMember", $"{{ membershipId: \"{member}\", accountId: \"{account}\" }}");
        await BoardFixture.Done(boards.Member("Gus"), "declareConflict", declare);
        await boards.Refused(boards.Clerk, "identifyMember", $"{{ membershipId: \"{member}\", accountId: \"{account}\" }}", "advisory-boards.unchanged");
    }

    [Fact]
    public async Task Of_two_who_confirm_for_one_seat_one_does()
    {
        var (board, _) = await boards.Board();
        var (seat, nominees) = (Guid.CreateVersion7(), Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList());
        await boards.AppendTo(board, [TestBoard.Created(seat, new(2022, 12, 31)), .. nominees.Select(id => TestBoard.Nominated(id, new(Guid.NewGuid().ToString()), seat))]);
        var codes = await Task.WhenAll(nominees.Select(async id =>
            BoardFixture.CodeOf(await BoardFixture.Mutation(boards.Clerk, "confirmMember", $"{{ membershipId: \"{id}\", confirmedBy: \"R\", from: \"2020-01-01\" }}", "__typename"))));
        codes.Count(code => code is null).ShouldBe(1);
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "advisory-boards.seat-taken");
    }

    [Fact]
    public async Task What_one_agency_holds_does_not_exist_in_another()
    {
        var (board, members) = await boards.Board(null, "Ann");
        var cat = (await boards.Engage.In("camden")).As("Cat", Roles.Staff, Roles.Administrator);
        (await cat.Data($"{{ board(id: \"{board}\") {{ id }} boardMember(id: \"{members[0]}\") {{ id }} boards {{ nodes {{ id }} }} }}")).ToString().ShouldBe("""{"board":null,"boardMember":null,"boards":{"nodes":[]}}""");
        BoardFixture.CodeOf(await BoardFixture.Mutation(cat, "resignSeat", $"{{ membershipId: \"{members[0]}\" }}", "__typename")).ShouldBe("engage.not-found");
    }
}
