using System.Text.Json;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class TrackingRecommendations(BoardsAtNoon boards) : IClassFixture<BoardsAtNoon>
{
    private readonly string _topic = $"topic {Guid.NewGuid()}";

    [Fact]
    public async Task Everybody_reads_the_tracker_without_a_token_and_narrows_it()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (silent, declined, reported) = (await Of(board, 200), await Of(board, 300, Declined(250)), await Of(board, 100, Concurred(90), Recommended.Reported with { On = Ago(10) }));
        foreach (var (where, expected) in new (string, Guid[])[]
        {
            ("", [reported, silent, declined]),
            ("state: RESPONDED", [declined]),
            ("response: CONCUR", [reported]),
            ("overdue: true", [silent]),
            ("overdue: false", [reported, declined]),
            ("to: \"Chief of Police\"", [reported, silent, declined]),
            ("to: \"Mayor\"", []),
            ($"issuedFrom: \"{Ago(250):O}\"", [reported, silent]),
            ($"issuedUntil: \"{Ago(200):O}\"", [silent, declined]),
            ($"boardId: \"{board}\", issuedFrom: \"{Ago(200):O}\", issuedUntil: \"{Ago(200):O}\"", [silent])
        })
        {
            Ids((await boards.Engage.Anonymous.Data($"{{ recommendations(where: {{ topic: \"{_topic}\", {where} }}) {{ nodes {{ id }} }} }}")).GetProperty("recommendations")).ShouldBe(expected, where);
        }
        Ids((await boards.Engage.Anonymous.Data($"{{ recommendations(where: {{ topic: \"{_topic}\" }}, order: OLDEST_FIRST, first: 2) {{ nodes {{ id }} }} }}")).GetProperty("recommendations")).ShouldBe([declined, silent]);
        var page = (await boards.Engage.Anonymous.Data($"{{ recommendations(where: {{ topic: \"{_topic}\" }}, first: 2) {{ pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("recommendations").GetProperty("pageInfo");
        Ids((await boards.Engage.Anonymous.Data($"{{ recommendations(where: {{ topic: \"{_topic}\" }}, first: 2, after: \"{page.GetProperty("endCursor").GetString()}\") {{ nodes {{ id }} }} }}"))
            .GetProperty("recommendations")).ShouldBe([declined]);
    }

    [Fact]
    public async Task What_is_overdue_is_listed_with_what_and_since_when_and_the_filter_finds_the_same()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (silent, owed, worst) = (await Of(board, 40), await Of(board, 200, Concurred(190) with { ImplementBy = Ago(3) }, Concurred(2)), await Of(board, 250));
        await Of(board, 30, Recommended.Acknowledged with { On = Ago(29) });
        await Of(board, 300, Declined(10));
        await Of(board, 200, Concurred(190) with { ImplementBy = Ago(3) }, Recommended.Reported with { On = Ago(2) });
        await boards.Drafted(board);

        var overdue = (await boards.Engage.Anonymous.Data($"{{ overdueRecommendations(boardId: \"{board}\") {{ nodes {{ recommendation {{ id overdue {{ duty }} }} duties {{ duty dueOn calendarDays businessDays }} }} }} }}"))
            .GetProperty("overdueRecommendations").GetProperty("nodes").EnumerateArray().ToList();
        overdue.Select(each => (each.GetProperty("recommendation").GetProperty("id").GetGuid(), string.Join(' ', each.GetProperty("duties").EnumerateArray().Select(duty => duty.GetProperty("duty").GetString()))))
            .ShouldBe([(worst, "ACKNOWLEDGE RESPOND"), (silent, "ACKNOWLEDGE"), (owed, "REPORT")]);
        overdue[2].GetProperty("duties")[0].GetProperty("dueOn").GetString().ShouldBe($"{Ago(3):O}");
        overdue[2].GetProperty("duties")[0].GetProperty("calendarDays").GetInt32().ShouldBe(3);
        overdue[2].GetProperty("recommendation").GetProperty("overdue")[0].GetProperty("duty").GetString().ShouldBe("REPORT");

        Ids((await boards.Engage.Anonymous.Data($"{{ recommendation(id: \"{silent}\") {{ board {{ recommendations(where: {{ overdue: true }}) {{ nodes {{ id }} }} }} }} }}")).GetProperty("recommendation").GetProperty("board").GetProperty("recommendations"))
            .ShouldBe([silent, owed, worst], ignoreOrder: true);
        // A year ago nothing was issued, and 220 days ago one was late.
        (await Overdue($"asOf: \"{Ago(365):O}\"")).ShouldBeEmpty();
        (await Overdue($"asOf: \"{Ago(220):O}\"")).ShouldContain(worst);
        (await Overdue($"asOf: \"{Ago(220):O}\"")).ShouldNotContain(owed);

        async Task<IReadOnlyList<Guid>> Overdue(string arguments) => [..
            (await boards.Engage.Anonymous.Data($"{{ overdueRecommendations(boardId: \"{board}\", {arguments}) {{ nodes {{ recommendation {{ id }} }} }} }}"))
            .GetProperty("overdueRecommendations").GetProperty("nodes").EnumerateArray().Select(each => each.GetProperty("recommendation").GetProperty("id").GetGuid())];
    }

    [Fact]
    public async Task Rates_are_of_a_board_and_a_time_as_they_stood_on_a_day()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        await Of(board, 300);
        await Of(board, 200, Concurred(100));
        await boards.Drafted(board);
        (await Rates("")).ShouldBe((2, 1));
        (await Rates($", asOf: \"{Ago(101):O}\"")).ShouldBe((2, 0));
        (await Rates($", from: \"{Ago(250):O}\"")).ShouldBe((1, 1));
        (await Rates($", until: \"{Ago(250):O}\"")).ShouldBe((1, 0));
        (await Rates($", asOf: \"{Ago(301):O}\"")).ShouldBe((0, 0));

        async Task<(int, int)> Rates(string arguments)
        {
            var rates = (await boards.Engage.Anonymous.Data($"{{ recommendationRates(boardId: \"{board}\"{arguments}) {{ issued concurred {{ count }} }} }}")).GetProperty("recommendationRates");
            return (rates.GetProperty("issued").GetInt32(), rates.GetProperty("concurred").GetProperty("count").GetInt32());
        }
    }

    [Theory]
    [InlineData("{ recommendationRates(asOf: \"DAY\") { issued } }")]
    [InlineData("{ overdueRecommendations(asOf: \"DAY\") { nodes { duties { duty } } } }")]
    public async Task What_is_not_yet_nobody_knows(string query) =>
        (await boards.Engage.Anonymous.GraphQL(query.Replace("DAY", $"{boards.Today.AddDays(1):O}"))).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("advisory-boards.as-of-future");

    [Fact]
    public async Task Drafts_are_in_no_list_but_of_who_may_read_them()
    {
        var (board, _) = await boards.Board(null, "Lea", "Max", "Noa");
        await boards.Board(null, "Elsa", "Finn");
        var (old, draft) = (await Of(board, 20), Guid.Empty);
        draft = await boards.Drafted(board, more: $", supersedes: \"{old}\"");
        foreach (var (reader, reads) in new[] { (boards.Engage.Anonymous, false), (boards.Resident, false), (boards.Officer(), false), (boards.Member("Elsa"), false), (boards.Member("Lea"), true), (boards.Clerk, true) })
        {
            (await reader.Recommendation(draft, "id")).ValueKind.ShouldBe(reads ? JsonValueKind.Object : JsonValueKind.Null);
            foreach (var query in new[]
            {
                "{ recommendations(first: 100) { nodes { id } } }", "{ recommendations(first: 100, where: { state: DRAFTED }) { nodes { id } } }",
                $"{{ recommendation(id: \"{old}\") {{ board {{ recommendations {{ nodes {{ id supersededBy {{ id }} }} }} }} }} }}", $"{{ recommendation(id: \"{old}\") {{ supersededBy {{ id }} }} }}"
            })
            {
                var answer = (await reader.GraphQL(query)).ToString();
                if (!reads || query.Contains(") { supersededBy")) answer.ShouldNotContain(draft.ToString());
                else answer.ShouldContain(draft.ToString());
            }
            (await reader.Data($"{{ recommendationRates(boardId: \"{board}\") {{ issued }} }}")).GetProperty("recommendationRates").GetProperty("issued").GetInt32().ShouldBe(1);
        }
    }

    [Fact]
    public async Task One_that_is_issued_takes_the_place_of_another_in_the_same_moment()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var old = await Of(board, 20);
        var (first, second) = (await boards.Drafted(board, more: $", supersedes: \"{old}\""), await boards.Drafted(board, more: $", supersedes: \"{old}\""));
        await BoardFixture.Done(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{first}\", motionId: \"{await boards.Motion(board)}\" }}");
        (await boards.Engage.Anonymous.Recommendation(old, "state supersededBy { id supersedes { id } }")).ToString()
            .ShouldBe($"{{\"state\":\"SUPERSEDED\",\"supersededBy\":{{\"id\":\"{first}\",\"supersedes\":{{\"id\":\"{old}\"}}}}}}");
        await boards.Refused(boards.Clerk, "issueRecommendation", $"{{ recommendationId: \"{second}\", motionId: \"{await boards.Motion(board)}\" }}", "advisory-boards.recommendation-state");
        await boards.Refused(boards.Officer(), "acknowledgeRecommendation", $"{{ recommendationId: \"{old}\", inRole: \"officer\" }}", "advisory-boards.recommendation-state");
    }

    [Fact]
    public async Task Who_responded_and_was_erased_is_named_no_more_and_their_role_stays()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var (id, eve) = (await boards.Issued(board), boards.Engage.As("Eve", Roles.Officer));
        await BoardFixture.Done(eve, "respondToRecommendation", $"{{ recommendationId: \"{id}\", response: DECLINE, text: \"No.\", rationale: \"R\", inRole: \"officer\" }}");
        const string said = "response { by role text } timeline { nodes { kind by role } }";
        (await boards.Engage.Anonymous.Recommendation(id, said)).ToString().ShouldContain("Eve");
        var account = (await eve.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await BoardFixture.Done(eve, "eraseSubject", $"{{ subject: \"{account}\", reason: ASKED }}");
        var shown = (await boards.Engage.Anonymous.Recommendation(id, said)).ToString();
        shown.ShouldNotContain("Eve");
        shown.ShouldContain("""{"by":null,"role":"officer","text":"No."}""");
    }

    [Fact]
    public async Task Its_days_are_shown_with_how_they_were_counted()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var id = await boards.Reported(board);
        var due = (await boards.Engage.Anonymous.Recommendation(id, "issuedOn acknowledgeBy dueDates { duty dueOn doneOn counted { from days until skipped(first: 2) { nodes { date weekend } } } }"));
        var dates = due.GetProperty("dueDates").EnumerateArray().ToList();
        dates.Select(each => each.GetProperty("duty").GetString()).ShouldBe(["ACKNOWLEDGE", "RESPOND", "REPORT"]);
        dates.Select(each => each.GetProperty("doneOn").GetString()).ShouldBe(Enumerable.Repeat(due.GetProperty("issuedOn").GetString(), 3));
        dates[0].GetProperty("counted").GetProperty("until").GetString().ShouldBe(due.GetProperty("acknowledgeBy").GetString());
        dates[0].GetProperty("counted").GetProperty("days").GetInt32().ShouldBe(10);
        dates[0].GetProperty("counted").GetProperty("skipped").GetProperty("nodes").EnumerateArray().ShouldAllBe(day => day.GetProperty("weekend").GetBoolean());
        dates[2].GetProperty("counted").ValueKind.ShouldBe(JsonValueKind.Null);
        (await boards.Clerk.Recommendation(await boards.Drafted(board), "dueDates { duty }")).GetProperty("dueDates").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Texts_are_read_in_the_language_of_who_reads()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var id = await boards.Drafted(board, more: ", language: \"en\"");
        await BoardFixture.Done(boards.Clerk, "translateRecommendation", $"{{ recommendationId: \"{id}\", language: \"es\", title: \"Publicar\", text: \"Cada trimestre.\", status: HUMAN, of: 1 }}");
        (await boards.Clerk.Recommendation(id, "title(language: \"es-MX\") text(language: \"es\") translations { outdated }")).ToString()
            .ShouldBe("""{"title":"Publicar","text":"Cada trimestre.","translations":[{"outdated":false}]}""");
        await BoardFixture.Done(boards.Clerk, "reviseRecommendation", $"{{ recommendationId: \"{id}\", title: \"Publish all audits\", text: \"T\", topic: \"t\", to: \"C\" }}");
        (await boards.Clerk.Recommendation(id, "textVersion translations { outdated }")).ToString().ShouldBe("""{"textVersion":3,"translations":[{"outdated":true}]}""");
        await boards.Refused(boards.Clerk, "translateRecommendation", $"{{ recommendationId: \"{id}\", language: \"en\", title: \"T\", text: \"T\", status: HUMAN }}", "engage.original-language");
    }

    [Fact]
    public async Task Who_follows_a_board_hears_of_what_is_issued_and_never_of_drafts()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var document = $"subscription {{ recommendationChanged(boardId: \"{board}\") {{ id state }} }}";
        await using var heard = (await boards.Engage.Anonymous.Subscribe(document, stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        await using var clerk = (await boards.Clerk.Subscribe(document, stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        var draft = await boards.Drafted(board);
        (await clerk.MoveNextAsync()).ShouldBeTrue();
        clerk.Current.GetProperty("data").GetProperty("recommendationChanged").GetProperty("id").GetGuid().ShouldBe(draft);
        await boards.Issued((await boards.Board(null, "Ann")).Board);
        var issued = await Of(board, 3);
        (await heard.MoveNextAsync()).ShouldBeTrue();
        heard.Current.GetProperty("data").GetProperty("recommendationChanged").GetProperty("id").GetGuid().ShouldBe(issued);
    }

    private DateOnly Ago(int days) => boards.Today.AddDays(-days);

    private RecommendationResponded Concurred(int ago) => Recommended.Responded(ResponseKind.Concur, Ago(ago)) with { ImplementBy = boards.Today.AddDays(100) };

    private RecommendationResponded Declined(int ago) => Recommended.Responded(ResponseKind.Decline, Ago(ago));

    /// <summary>A recommendation that was issued some days ago, and what happened to it since.</summary>
    private async Task<Guid> Of(Guid board, int ago, params object[] happened)
    {
        var id = Guid.CreateVersion7();
        await boards.Append<Recommendation>(id, [
            Recommended.Drafted with { BoardId = board, Topic = _topic },
            new RecommendationIssued(await boards.Motion(board), Ago(ago), Ago(ago).AddDays(14), Ago(ago).AddDays(84), 10, 60), .. happened]);
        return id;
    }

    private static IEnumerable<Guid> Ids(JsonElement connection) => connection.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid());
}
