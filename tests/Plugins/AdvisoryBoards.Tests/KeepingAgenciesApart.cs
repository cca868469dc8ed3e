using System.Text.Json;
using System.Text.RegularExpressions;
using Engage.Agencies;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Every query and mutation of the plugin, called in one agency with the ids of what another one has.</summary>
public sealed partial class KeepingAgenciesApart(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Marker = "kilimanjaro";

    [Fact]
    public async Task What_one_agency_has_looks_in_another_like_what_nobody_has()
    {
        var paper = MeetingOnPaper.Whole();
        await boards.Append<Board>(paper.BoardId, [.. paper.OfBoard.Select(Marked)]);
        await boards.Append<Meeting>(paper.MeetingId, [.. paper.OfMeeting.Select(Marked)]);
        var (recommendation, draft) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await boards.Append<Recommendation>(recommendation, [
            new RecommendationDrafted(paper.BoardId, Marker, Marker, Marker, Marker, [new(Marker, "https://city.example/")]),
            new RecommendationIssued(paper.Meeting.Motions[1].Id, new(2026, 3, 3), new(2026, 3, 17), new(2026, 6, 1), 10, 60)]);
        await boards.Append<Recommendation>(draft, [new RecommendationDrafted(paper.BoardId, Marker, Marker, Marker, Marker, [])]);
        await boards.Engage.Indexed();
        Guid[] ids = [
            paper.BoardId, paper.MeetingId, recommendation, draft, paper.Members[0], paper.OfBoard.OfType<SeatCreated>().First().SeatId, paper.Meeting.Motions[1].Id, paper.Meeting.Items[0].Id];
        var here = boards.Engage.As("Ada", [.. Roles.All]);
        var there = (await boards.Engage.In("elsewhere")).As("Bo", [.. Roles.All]);
        var (schema, shown, cursors) = (await SchemaWalk.Of(there), new HashSet<string>(), new HashSet<string>());
        var own = await OfThePlugin(schema);

        foreach (var field in schema.Queries.Where(field => own.Contains(SchemaWalk.Name(field))))
        {
            foreach (var id in ids.Where((_, i) => i == 0 || schema.TakesId(field)))
            {
                var answer = await Ask(schema, here, "query", field, new(Marker, id, Narrowed: false));
                if (answer.Contains(Marker)) shown.Add(SchemaWalk.Name(field));
                foreach (Match cursor in EndCursors().Matches(answer)) cursors.Add(cursor.Groups[1].Value);
            }
        }
        // Otherwise there would be nothing that could have been shown.
        shown.ShouldBe(["board", "boards", "boardMember", "meeting", "meetings", "meetingCalendar", "motion", "motions", "recommendation", "recommendations", "searchBoards"], ignoreOrder: true);

        var before = (await boards.Engage.Events()).Count;
        foreach (var (operation, fields) in new[] { ("query", schema.Queries), ("mutation", schema.Mutations) })
        {
            foreach (var field in fields.Where(field => own.Contains(SchemaWalk.Name(field))))
            {
                foreach (var id in ids.Where((_, i) => i == 0 || schema.TakesId(field)))
                {
                    var never = Guid.NewGuid();
                    var (answer, nothing) = (await Ask(schema, there, operation, field, new("other", id)), await Ask(schema, there, operation, field, new("other", never)));
                    answer.ShouldNotContain(Marker);
                    CodesIn(answer).ShouldBe(CodesIn(nothing), $"{operation} {SchemaWalk.Name(field)}");
                    if (operation == "query") answer.Replace(id.ToString(), "id").ShouldBe(nothing.Replace(never.ToString(), "id"), SchemaWalk.Name(field));
                }
                if (operation == "query") foreach (var cursor in cursors) (await Ask(schema, there, operation, field, new("other", Guid.NewGuid(), cursor))).ShouldNotContain(Marker);
            }
        }
        (await boards.Engage.Events()).Count.ShouldBe(before);
        // Nothing that needs a thing of the other agency came about; boards of its own it may have established.
        (await boards.Engage.Events(agency: "elsewhere")).Select(each => each.Alias).Distinct().ShouldBeSubsetOf(["engage.agency-created", "advisory-boards.board-established"]);
    }

    private static object Marked(object happened) => happened switch
    {
        BoardEstablished e => e with { Name = Marker },
        MemberNominated e => e with { Name = Personal.Of(e.Person, Marker) },
        MeetingScheduled e => e with { Title = Marker },
        MotionMoved e => e with { Text = $"{Marker} text" },
        DiscussionNoted e => e with { Note = Marker },
        _ => happened
    };

    /// <summary>Which fields come with the plugin: those that a host has not which runs without it.</summary>
    private static async Task<HashSet<string>> OfThePlugin(SchemaWalk schema)
    {
        await using var without = await EngageHarness.Start(plugins: "none");
        var core = await SchemaWalk.Of(without.Anonymous);
        return [.. schema.Queries.Concat(schema.Mutations).Select(SchemaWalk.Name).Except(core.Queries.Concat(core.Mutations).Select(SchemaWalk.Name))];
    }

    private static async Task<string> Ask(SchemaWalk schema, EngageClient client, string operation, JsonElement field, Values values)
    {
        var document = schema.Document(operation, field, values);
        var answer = (await client.GraphQL(document)).ToString();
        // What is not run keeps nothing apart.
        foreach (var code in new[] { "engage.syntax-error", "engage.invalid-document", "engage.too-complex", "engage.document-too-large", "engage.internal" })
            answer.ShouldNotContain($"\"{code}\"", customMessage: document);
        return answer;
    }

    private static string CodesIn(string answer) => string.Join(' ', Codes().Matches(answer).Select(code => code.Groups[1].Value));

    [GeneratedRegex("\"endCursor\":\"([A-Za-z0-9_-]+)\"")]
    private static partial Regex EndCursors();

    [GeneratedRegex("\"code\":\"([a-z.-]+)\"")]
    private static partial Regex Codes();
}
