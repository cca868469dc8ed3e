using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ReadingBoards(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public async Task A_board_is_read_in_the_readers_language_and_says_which_translations_are_outdated()
    {
        var (board, _) = await boards.Board();
        await BoardFixture.Done(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", language: \"en\" }}");
        await BoardFixture.Done(boards.Clerk, "translateBoard", $"{{ boardId: \"{board}\", language: \"ES\", name: \"Junta\", purpose: \"Asesora.\", status: HUMAN, of: 1 }}");
        const string shown = "name(language: \"es-MX\") purpose(language: \"fr\") textVersion translations { language name purpose status outdated }";
        (await Read(board, shown)).ToString().ShouldBe(
            """{"name":"Junta","purpose":"Advises the chief.","textVersion":1,"translations":[{"language":"es","name":"Junta","purpose":"Asesora.","status":"HUMAN","outdated":false}]}""");
        await BoardFixture.Done(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", purpose: \"Advises the chief and the council.\", ordinance: \"Ordinance 2026-1\" }}");
        (await Read(board, "purpose ordinance translations { outdated }")).ToString().ShouldBe("""{"purpose":"Advises the chief and the council.","ordinance":"Ordinance 2026-1","translations":[{"outdated":true}]}""");

        await boards.Refused(boards.Clerk, "translateBoard", $"{{ boardId: \"{board}\", language: \"es\", name: \"J\", purpose: \"P\", status: HUMAN, of: 1 }}", "engage.conflict");
        await boards.Refused(boards.Clerk, "translateBoard", $"{{ boardId: \"{board}\", language: \"en\", name: \"J\", purpose: \"P\", status: HUMAN }}", "engage.original-language");
        await boards.Refused(boards.Clerk, "translateBoard", $"{{ boardId: \"{board}\", language: \"fr\", name: \"\", purpose: \"P\", status: HUMAN }}", "engage.empty-text");
        await boards.Refused(boards.Clerk, "translateBoard", $"{{ boardId: \"{board}\", language: \"fr\", name: \"J\", purpose: \"\", status: HUMAN }}", "engage.empty-text");
        await boards.Refused(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", name: \"Police Advisory Board\", language: \"en\" }}", "advisory-boards.unchanged");
        await boards.Refused(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", name: \" \" }}", "engage.empty-text");
        await boards.Refused(boards.Admin, "describeBoard", $"{{ boardId: \"{board}\", purpose: \"{new string('a', 5_001)}\" }}", "engage.text-too-long");
    }

    [Fact]
    public async Task Rules_are_read_as_they_were_on_any_day_with_what_made_them()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await BoardFixture.Done(boards.Admin, "amendBoardRules",
            $"{{ boardId: \"{board}\", authority: \"Ordinance 2025-3\", on: \"2025-03-01\", rules: {{ quorum: {{ basis: NUMBER, number: 3 }}, chairVote: NEVER, noticeHours: 48, specialNoticeHours: 24, closedSessionGrounds: [] }} }}");
        (await Read(board, """
            before: rulesOn(date: "2025-02-28") { authority until rules { chairVote quorum { basis number } } } after: rulesOn(date: "2025-03-01") { authority from until rules { chairVote } }
            was: quorumRequired(asOf: "2025-02-28") is: quorumRequired rulesHistory(first: 1) { nodes { authority from } pageInfo { hasNextPage } }
            """)).ToString().ShouldBe("""
            {"before":{"authority":"Ordinance 2019-17","until":"2025-02-28","rules":{"chairVote":"ALWAYS","quorum":{"basis":"SEATS","number":null}}},
            "after":{"authority":"Ordinance 2025-3","from":"2025-03-01","until":null,"rules":{"chairVote":"NEVER"}},
            "was":2,"is":3,"rulesHistory":{"nodes":[{"authority":"Ordinance 2019-17","from":"2020-01-01"}],"pageInfo":{"hasNextPage":true}}}
            """.Replace("\n", ""));
    }

    [Fact]
    public async Task The_register_the_officers_and_the_vacancies_are_of_the_day_that_is_asked_for()
    {
        var (board, members) = await boards.Board(null, "Ann", "Ben");
        foreach (var (member, on) in members.Zip(["2024-01-01", "2024-06-01"]))
            await BoardFixture.Done(boards.Clerk, "declareConflict", $"{{ membershipId: \"{member}\", kind: OTHER, interest: \"An interest.\", on: \"{on}\" }}");
        await BoardFixture.Done(boards.Clerk, "resignSeat", $"{{ membershipId: \"{members[0]}\", on: \"2024-12-31\", reason: \"I move away.\" }}");

        (await Read(board, """
            early: conflicts(asOf: "2024-03-01") { nodes { member { name } } } both: conflicts(asOf: "2024-07-01") { nodes { member { name } } } now: conflicts { nodes { member { name } } }
            """ + $"one: conflicts(asOf: \"2024-07-01\", membershipId: \"{members[1]}\") {{ nodes {{ member {{ name }} }} }}" + """
            was: officers(asOf: "2024-12-31") { nodes { office until member { name } } } is: officers { nodes { office } } vacant: vacancies { nodes { label vacantSince holder { name } memberships { nodes { name state resignedFor } } } }
            none: vacancies(asOf: "2024-12-31") { nodes { label } } resigned: memberships(where: { state: RESIGNED }) { nodes { name endedOn } }
            """)).ToString().ShouldBe("""
            {"early":{"nodes":[{"member":{"name":"Ann"}}]},"both":{"nodes":[{"member":{"name":"Ann"}},{"member":{"name":"Ben"}}]},"now":{"nodes":[{"member":{"name":"Ben"}}]},"one":{"nodes":[{"member":{"name":"Ben"}}]},
            "was":{"nodes":[{"office":"CHAIR","until":"2024-12-31","member":{"name":"Ann"}}]},"is":{"nodes":[]},
            "vacant":{"nodes":[{"label":"Seat 1","vacantSince":"2025-01-01","holder":null,"memberships":{"nodes":[{"name":"Ann","state":"RESIGNED","resignedFor":"I move away."}]}}]},
            "none":{"nodes":[]},"resigned":{"nodes":[{"name":"Ann","endedOn":"2024-12-31"}]}}
            """.Replace("\n", ""));
    }

    [Fact]
    public async Task Terms_that_end_are_listed_until_somebody_is_confirmed_to_follow()
    {
        var (board, members) = await boards.Board(null, "Ann", "Ben");
        (await Ending("2118-12-31")).ShouldBeEmpty();
        (await Ending("2119-01-01")).ShouldBe(members);
        // A term that ended long ago and is held over comes first.
        await boards.AppendTo(board, new SeatCreated(Seat, "Seat 3", "students", "Council", true, 12, new(2021, 12, 31), new(2020, 1, 1)),
            TestBoard.Nominated(Third, TestBoard.Ann, Seat), new MemberConfirmed(Third, new(2020, 1, 1), new(2021, 12, 31), "Resolution 1", new(2020, 1, 1)));
        (await Ending("2119-01-01")).ShouldBe([Third, .. members]);
        (await Ending("2026-01-01")).ShouldBe([Third]);
        var next = (await BoardFixture.Done(boards.Clerk, "nominateMember", $"{{ boardId: \"{board}\", seatId: \"{Seat}\", name: \"Dia\", nominatedBy: \"Council\" }}", "boardMembership { id }"))
            .GetProperty("boardMembership").GetProperty("id").GetString();
        (await Ending("2026-01-01")).ShouldBe([Third]);
        var from = DateTime.UtcNow.AddDays(90);
        await BoardFixture.Done(boards.Clerk, "confirmMember", $"{{ membershipId: \"{next}\", confirmedBy: \"Resolution 2\", from: \"{from:yyyy-MM-dd}\" }}");
        (await Ending("2026-01-01")).ShouldBeEmpty();
        (await boards.Engage.Anonymous.Data($"{{ boardMember(id: \"{Third}\") {{ state until board {{ id }} }} next: boardMember(id: \"{next}\") {{ state offices {{ office }} }} none: boardMember(id: \"{board}\") {{ id }} }}"))
            .ToString().ShouldBe($"{{\"boardMember\":{{\"state\":\"HELD_OVER\",\"until\":\"{from.AddDays(-1):yyyy-MM-dd}\",\"board\":{{\"id\":\"{board}\"}}}},\"next\":{{\"state\":\"CONFIRMED\",\"offices\":[]}},\"none\":null}}");

        async Task<IEnumerable<Guid>> Ending(string until) =>
            (await Read(board, $"termsEnding(until: \"{until}\") {{ nodes {{ id }} }}")).GetProperty("termsEnding").GetProperty("nodes").EnumerateArray().Select(each => each.GetProperty("id").GetGuid());
    }

    private static readonly Guid Seat = Guid.CreateVersion7(), Third = Guid.CreateVersion7();

    [Fact]
    public async Task Boards_are_listed_by_kind_and_by_whether_they_go_on()
    {
        var (going, over) = ((await boards.Board()).Board, (await boards.Board()).Board);
        await BoardFixture.Done(boards.Admin, "dissolveBoard", $"{{ boardId: \"{over}\", reason: \"Done.\", on: \"2025-12-31\" }}");
        await BoardFixture.Done(boards.Admin, "dissolveBoard", $"{{ boardId: \"{going}\", reason: \"Done.\", on: \"{DateTime.UtcNow.AddDays(90):yyyy-MM-dd}\" }}");
        var read = await boards.Engage.Anonymous.Data("""
            { going: boards(first: 100, where: { dissolved: false }) { nodes { id } } over: boards(first: 100, where: { dissolved: true, kind: ADVISORY }) { nodes { id dissolvedOn dissolvedFor } }
              other: boards(where: { kind: OVERSIGHT }) { nodes { id } } newest: boards(first: 1, order: NEWEST_FIRST) { nodes { id } pageInfo { hasNextPage } } }
            """);
        read.GetProperty("going").ToString().ShouldContain(going.ToString());
        read.GetProperty("going").ToString().ShouldNotContain(over.ToString());
        read.GetProperty("over").ToString().ShouldBe($"{{\"nodes\":[{{\"id\":\"{over}\",\"dissolvedOn\":\"2025-12-31\",\"dissolvedFor\":\"Done.\"}}]}}");
        read.GetProperty("other").GetProperty("nodes").GetArrayLength().ShouldBe(0);
        read.GetProperty("newest").GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeTrue();
        (await boards.Engage.Anonymous.Data($"{{ board(id: \"{Guid.NewGuid()}\") {{ id }} }}")).GetProperty("board").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_member_who_is_erased_shows_no_name_and_everything_else_stays()
    {
        var (board, members) = await boards.Board(null, "Eve", "Ben");
        await BoardFixture.Done(boards.Member("Eve"), "declareConflict", $"{{ membershipId: \"{members[0]}\", kind: FAMILY, interest: \"My sister.\" }}");
        var eve = (await boards.Member("Eve").Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await BoardFixture.Done(boards.Member("Eve"), "eraseSubject", $"{{ subject: \"{eve}\", reason: ASKED }}");
        (await Read(board, "members { nodes { name state seat { label } offices { office } } } conflicts { nodes { kind interest member { name } } } quorumRequired")).ToString().ShouldBe("""
            {"members":{"nodes":[{"name":null,"state":"SERVING","seat":{"label":"Seat 1"},"offices":[{"office":"CHAIR"}]},{"name":"Ben","state":"SERVING","seat":{"label":"Seat 2"},"offices":[]}]},
            "conflicts":{"nodes":[{"kind":"FAMILY","interest":null,"member":{"name":null}}]},"quorumRequired":2}
            """.Replace("\n", ""));
    }

    [Fact]
    public async Task Who_has_no_account_is_erased_by_an_id_that_only_those_who_appoint_see()
    {
        var (board, _) = await boards.Board();
        await boards.AppendTo(board, TestBoard.Created(Guid.CreateVersion7(), new(2022, 12, 31)));
        var seat = (await Read(board, "seats { nodes { id } }")).GetProperty("seats").GetProperty("nodes")[0].GetProperty("id").GetString();
        var member = (await BoardFixture.Done(boards.Clerk, "nominateMember", $"{{ boardId: \"{board}\", seatId: \"{seat}\", name: \"Flo\", nominatedBy: \"Council\" }}", "boardMembership { id }"))
            .GetProperty("boardMembership").GetProperty("id").GetString();
        var read = $"{{ boardMember(id: \"{member}\") {{ name subject }} }}";
        (await boards.Engage.Anonymous.Data(read)).ToString().ShouldBe("""{"boardMember":{"name":"Flo","subject":null}}""");
        (await boards.Resident.Data(read)).ToString().ShouldBe("""{"boardMember":{"name":"Flo","subject":null}}""");
        var subject = (await boards.Clerk.Data(read)).GetProperty("boardMember").GetProperty("subject").GetString();
        await BoardFixture.Done(boards.Admin, "eraseSubject", $"{{ subject: \"{subject}\", reason: ASKED }}");
        (await boards.Engage.Anonymous.Data(read)).ToString().ShouldBe("""{"boardMember":{"name":null,"subject":null}}""");
    }

    [Fact]
    public async Task Why_somebody_was_removed_or_withdrawn_or_restored_goes_with_them_when_they_are_erased()
    {
        var (board, _) = await boards.Board();
        var (seat, removed, withdrawn, restored) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (hal, began) = (new ActorId(Guid.NewGuid().ToString()), new DateOnly(2020, 1, 1));
        await boards.AppendTo(board, TestBoard.Created(seat, new(2022, 12, 31)), TestBoard.Nominated(withdrawn, hal, seat), TestBoard.Nominated(removed, hal, seat),
            new MemberConfirmed(removed, began, new(2022, 12, 31), "R", began), TestBoard.Nominated(restored, hal, seat), new MemberConfirmed(restored, new(2023, 1, 1), new(2025, 12, 31), "R", began),
            new SeatForfeited(restored, new(2024, 1, 1), []));
        await BoardFixture.Done(boards.Clerk, "withdrawNomination", $"{{ membershipId: \"{withdrawn}\", reason: \"Ill.\" }}");
        await BoardFixture.Done(boards.Clerk, "removeMember", $"{{ membershipId: \"{removed}\", reason: \"Convicted.\", removedBy: \"Resolution 9\", on: \"2021-01-01\" }}");
        await BoardFixture.Done(boards.Clerk, "restoreSeat", $"{{ membershipId: \"{restored}\", reason: \"Was in hospital.\", on: \"2024-02-01\" }}", "boardMembership { state endedOn restoredOn }");
        const string read = "memberships { nodes { state endedFor restoredFor removedBy } }";
        (await Read(board, read)).ToString().ShouldBe("""
            {"memberships":{"nodes":[{"state":"WITHDRAWN","endedFor":"Ill.","restoredFor":null,"removedBy":null},{"state":"REMOVED","endedFor":"Convicted.","restoredFor":null,"removedBy":"Resolution 9"},
            {"state":"HELD_OVER","endedFor":null,"restoredFor":"Was in hospital.","removedBy":null}]}}
            """.Replace("\n", ""));
        await BoardFixture.Done(boards.Admin, "eraseSubject", $"{{ subject: \"{hal.Value}\", reason: ASKED }}");
        (await Read(board, read)).ToString().ShouldBe("""
            {"memberships":{"nodes":[{"state":"WITHDRAWN","endedFor":null,"restoredFor":null,"removedBy":null},{"state":"REMOVED","endedFor":null,"restoredFor":null,"removedBy":"Resolution 9"},
            {"state":"HELD_OVER","endedFor":null,"restoredFor":null,"removedBy":null}]}}
            """.Replace("\n", ""));
    }

    private async Task<JsonElement> Read(Guid board, string select) => (await boards.Engage.Anonymous.Data($"{{ board(id: \"{board}\") {{ {select} }} }}")).GetProperty("board");
}
