using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class SearchingBoards(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Query = "query ($text: String!, $where: BoardSearchFilter) { searchBoards(text: $text, where: $where, first: 100) { nodes { board { id } meeting { id } motion { id } recommendation { id } } } }";

    private static readonly DateTimeOffset At = new(2026, 3, 3, 18, 0, 0, TimeSpan.Zero);

    private EngageClient Reader => boards.Engage.Anonymous;

    [Fact]
    public async Task A_journalist_looks_for_what_a_board_did_about_a_matter()
    {
        var (board, _) = await boards.Board();
        await Meeting(board, "Session on lanterns", new AgendaSet([Item("Lantern & <b>lamp</b> repairs", "Along the **river**.")], At), Moved(board, "That lanterns be repaired.", out var motion));
        await Issued(board, "Repair each lantern", "Before winter comes, and by a contractor who was vetted.", motion);
        await boards.Engage.Indexed();
        var said = await Transcript.Begin(boards.Engage);
        const string search = "query ($text: String!) { searchBoards(text: $text) { nodes { board { name } meeting { title } motion { text } recommendation { title } snippet } pageInfo { hasNextPage } } }";
        await said.Ask("A journalist without a token", Reader, search, new { text = "lantern" });
        await said.Ask("The journalist, with a phrase,", Reader, search, new { text = "\"before winter\" -river" });
        await said.Ask("The journalist, who says nothing,", Reader, search, new { text = "the" });
        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task An_agenda_is_found_by_what_stands_in_it_now_and_the_meeting_by_its_title_all_the_while()
    {
        var (board, _) = await boards.Board();
        var meeting = await Meeting(board, "Umbrellas", new AgendaSet([Item("Accordion"), Item("Bagpipe", "Clarinets at noon")], At));
        await boards.AppendTo(meeting, new AgendaSet([Item("Didgeridoo", "Clarinets at noon")], At.AddHours(1)));
        await boards.Engage.Indexed();
        foreach (var gone in new[] { "accordion", "bagpipe" }) (await Found(gone)).ShouldBeEmpty(gone);
        foreach (var there in new[] { "umbrella", "didgeridoo", "clarinet", "umbrella didgeridoos" }) (await Found(there)).ShouldBe([meeting], there);
    }

    [Fact]
    public async Task A_motion_is_found_by_the_words_that_an_amendment_gave_it_and_by_its_options()
    {
        var (board, _) = await boards.Board();
        await Meeting(board, "Meeting", Moved(board, "Buy euphoniums.", out var motion, "Saxophone", "Trombone"), new MotionAmended(motion, "Buy flugelhorns.", Guid.CreateVersion7(), At));
        await boards.Engage.Indexed();
        (await Found("euphonium")).ShouldBeEmpty();
        foreach (var there in new[] { "flugelhorn", "trombone", "flugelhorn saxophone" }) (await Found(there)).ShouldBe([motion], there);
    }

    [Fact]
    public async Task A_draft_is_found_by_nobody_and_what_was_issued_by_everybody()
    {
        var (board, _) = await boards.Board(null, "Ann", "Ben", "Cem");
        var draft = await boards.Drafted(board, more: ", evidence: []");
        await BoardFixture.Done(boards.Clerk, "reviseRecommendation", $"{{ recommendationId: \"{draft}\", title: \"Kaleidoscopes\", text: \"Hexagons.\", topic: \"mirrors\", to: \"Optician\" }}");
        var discarded = await boards.Drafted(board);
        await BoardFixture.Done(boards.Clerk, "discardRecommendation", $"{{ recommendationId: \"{discarded}\" }}");
        await boards.Engage.Indexed();
        foreach (var client in new[] { Reader, boards.Member("Ann"), boards.Clerk, boards.Admin }) (await Found("kaleidoscope", client)).ShouldBeEmpty();

        await boards.AppendTo(draft, new RecommendationIssued(Guid.CreateVersion7(), new(2026, 3, 3), new(2026, 3, 17), new(2026, 6, 1), 10, 60));
        foreach (var there in new[] { "kaleidoscope", "hexagon", "mirror", "optician" }) (await Found(there)).ShouldBe([draft], there);
        (await Found("audits")).ShouldBeEmpty("the one draft says something else by now, and the other was discarded");
    }

    [Fact]
    public async Task A_search_is_narrowed_to_a_board_and_hits_name_theirs()
    {
        var (one, other) = ((await boards.Board()).Board, (await boards.Board()).Board);
        List<Guid> here = [], there = [];
        foreach (var (board, found) in new[] { (one, here), (other, there) })
        {
            found.Add(await Meeting(board, "Platypus", Moved(board, "Adopt a platypus.", out var motion)));
            found.AddRange([motion, await Issued(board, "Platypus", "Feed it.", motion)]);
        }
        await boards.Engage.Indexed();
        (await Found("platypus", where: new { boardId = one })).Order().ShouldBe(here.Order());
        (await Found("platypus")).Order().ShouldBe(here.Concat(there).Order());
        var hits = (await Reader.Data(Query, new { text = "platypus", where = new { boardId = other } })).GetProperty("searchBoards").GetProperty("nodes").EnumerateArray();
        hits.ShouldAllBe(hit => hit.GetProperty("board").GetProperty("id").GetGuid() == other);
    }

    [Fact]
    public async Task What_one_agency_wrote_is_not_found_in_another()
    {
        var (board, _) = await boards.Board();
        await Meeting(board, "Periscope");
        await boards.Engage.Indexed();
        (await Found("periscope", (await boards.Engage.In("camden")).As("Cat", Roles.All.ToArray()))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"\"", "engage.empty-text")]
    [InlineData("\"and the\"", "engage.search-empty")]
    [InlineData("\"-lamps\"", "engage.search-empty")]
    [InlineData("\"lamps\", first: 101", "engage.page-size")]
    [InlineData("\"lamps\", after: \"lamps\"", "engage.cursor")]
    public async Task What_cannot_be_looked_for_is_refused(string arguments, string code) =>
        (await Reader.GraphQL($"{{ searchBoards(text: {arguments}) {{ nodes {{ snippet }} }} }}")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);

    private static AgendaEntry Item(string title, string? description = null) => new(Guid.CreateVersion7(), null, title, 10, AgendaKind.Action, description);

    private static MotionMoved Moved(Guid board, string text, out Guid motion, params string[] options) => new(
        motion = Guid.CreateVersion7(), board, text, options.Length == 0 ? VotingMethod.Proposal : VotingMethod.Score, new(), Guid.CreateVersion7(), At, [.. options.Select(option => new MotionOption(Guid.CreateVersion7(), option))]);

    private async Task<Guid> Meeting(Guid board, string title, params IEnumerable<object> more)
    {
        var meeting = Guid.CreateVersion7();
        await boards.Append<Meeting>(meeting, [new MeetingScheduled(board, MeetingKind.Regular, title, At.AddDays(30), 120, "City Hall, room 2", At), .. more]);
        return meeting;
    }

    private async Task<Guid> Issued(Guid board, string title, string text, Guid motion)
    {
        var recommendation = Guid.CreateVersion7();
        await boards.Append<Recommendation>(recommendation, [
            new RecommendationDrafted(board, title, text, "streets", "Public works", []), new RecommendationIssued(motion, new(2026, 3, 3), new(2026, 3, 17), new(2026, 6, 1), 10, 60)]);
        return recommendation;
    }

    private async Task<List<Guid>> Found(string text, EngageClient? by = null, object? where = null) =>
        [.. (await (by ?? Reader).Data(Query, new { text, where })).GetProperty("searchBoards").GetProperty("nodes").EnumerateArray()
            .Select(hit => new[] { "meeting", "motion", "recommendation" }.Select(hit.GetProperty).Single(found => found.ValueKind is JsonValueKind.Object).GetProperty("id").GetGuid())];
}
