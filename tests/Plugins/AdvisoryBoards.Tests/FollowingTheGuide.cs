using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What docs/advisory-boards.md shows is what happens, in its order.</summary>
public sealed partial class FollowingTheGuide : IAsyncLifetime
{
    private static readonly TimeSpan TimeToMeet = TimeSpan.FromDays(4) + TimeSpan.FromMinutes(1);

    private static readonly List<(string Text, string Name)> Documents =
        [.. Fences().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "advisory-boards.md"))).Select(fence => (fence.Groups[1].Value, fence.Groups[2].Value))];

    // When a draft was written and a report came is told by the log, whose clock nobody moves: the first meeting is held now, and the second one in four days.
    private readonly MovedClock _clock = new(-TimeToMeet);
    private readonly Dictionary<string, object> _known = [];
    private readonly HashSet<string> _asked = [];
    private readonly BoardFixture _boards;

    public FollowingTheGuide() => _boards = new() { Clock = _clock };

    public Task InitializeAsync() => _boards.InitializeAsync();

    public Task DisposeAsync() => _boards.DisposeAsync();

    [Fact]
    public async Task A_board_goes_from_its_ordinance_to_a_recommendation_that_it_found_implemented_in_part()
    {
        var (admin, clerk, ann, ben, anybody) = (_boards.Admin, _boards.Clerk, _boards.Member("Ann"), _boards.Member("Ben"), _boards.Engage.Anonymous);
        foreach (var (name, member) in new[] { ("accountOfAnn", ann), ("accountOfBen", ben) }) _known[name] = (await member.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;

        _known["board"] = Id((await Ask(admin, "Establish")).GetProperty("establishBoard").GetProperty("board"));
        var seats = await Ask(admin, "Seats");
        foreach (var seat in new[] { "one", "two", "three" }) _known[seat] = Id(seats.GetProperty(seat).GetProperty("boardSeat"));
        var nominated = await Ask(clerk, "Nominate");
        foreach (var member in new[] { "ann", "ben", "cem" }) _known[member] = Id(nominated.GetProperty(member).GetProperty("boardMembership"));
        await Ask(clerk, "Confirm");
        await Ask(clerk, "Chair");
        (await Ask(anybody, "InOffice")).GetProperty("board").GetProperty("members").GetProperty("nodes").EnumerateArray()
            .Select(member => (member.GetProperty("name").GetString(), member.GetProperty("state").GetString())).ShouldBe([("Ann", "SERVING"), ("Ben", "SERVING"), ("Cem", "SERVING")]);

        await Meet(clerk);
        await Ask(ann, "Item");
        (await Ask(anybody, "Record")).ToString().ShouldContain("\"advisory-boards.item-taken\"");
        _known["recommendation"] = Id((await Ask(ben, "Draft")).GetProperty("draftRecommendation").GetProperty("recommendation"));
        await Moved(ben, "Move");
        await Decide(clerk, ann, ben);
        (await Ask(anybody, "RollCall")).GetProperty("motion").GetProperty("rollCall").GetProperty("nodes").EnumerateArray()
            .Select(entry => (entry.GetProperty("member").GetProperty("name").GetString(), entry.GetProperty("mark").GetString())).ShouldBe([("Ann", "AYE"), ("Ben", "AYE"), ("Cem", "NOT_VOTING")]);
        var carried = _known["motion"];
        await Ask(ann, "Adjourn");
        (await Ask(anybody, "Minutes")).GetProperty("meeting").GetProperty("minutes").GetProperty("text").GetString()!.ShouldContain("Issue the recommendation to publish footage.");
        await Ask(clerk, "Correct");

        var held = _known["meeting"];
        await Meet(clerk);
        (_known["next"], _known["meeting"]) = (_known["meeting"], held);
        await Moved(ben, "MoveApproval");
        await Decide(clerk, ann, ben);
        (await Ask(clerk, "Approve")).GetProperty("approveMinutes").GetProperty("meeting").GetProperty("minutes").GetProperty("state").GetString().ShouldBe("APPROVED");

        _known["motion"] = carried;
        await Ask(clerk, "Issue");
        await Ask(clerk, "Acknowledge");
        _known["implementBy"] = _clock.GetUtcNow().AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await Ask(clerk, "Respond");
        await Ask(clerk, "Report");
        await Moved(ben, "MoveFinding");
        await Decide(clerk, ann, ben);
        (await Ask(ben, "Verify")).GetProperty("verifyImplementation").GetProperty("recommendation").GetProperty("state").GetString().ShouldBe("VERIFIED_PARTIAL");
        (await Ask(anybody, "Tracker")).ToString().ShouldContain("\"Publish footage\"");
        (await Ask(anybody, "Calendar")).GetProperty("meetingCalendar").GetString()!.ShouldStartWith("BEGIN:VCALENDAR");

        string[] ofTheBoard = [BoardPermissions.Appoint, BoardPermissions.Clerk, BoardPermissions.TakePart, BoardPermissions.RunMeetings, BoardPermissions.Recommend];
        _known["staff"] = (await PermissionsOf("staff")).Except(ofTheBoard).ToArray();
        await Ask(admin, "KeepApart");
        (await PermissionsOf("staff")).Intersect(ofTheBoard).ShouldBeEmpty();
        (await PermissionsOf("staff")).ShouldContain(BoardPermissions.Respond);
        (await PermissionsOf("board-clerk")).ShouldBe(ofTheBoard, ignoreOrder: true);

        async Task<IEnumerable<string>> PermissionsOf(string role) => [.. (await admin.Data("{ roles { name permissions } }")).GetProperty("roles").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == role).GetProperty("permissions").EnumerateArray().Select(each => each.GetString()!)];

        // Each of them, and in the order in which the guide tells it.
        _asked.ShouldBe(Documents.Select(document => document.Name));
    }

    /// <summary>A meeting that is noticed in time, and called to order when it is.</summary>
    private async Task Meet(EngageClient clerk)
    {
        _known["startsAt"] = _clock.GetUtcNow().AddDays(4);
        _known["meeting"] = Id((await Ask(clerk, "Schedule")).GetProperty("scheduleMeeting").GetProperty("meeting"));
        _known["item"] = Id((await Ask(clerk, "Agenda")).GetProperty("setAgenda").GetProperty("meeting").GetProperty("agenda").GetProperty("nodes")[0]);
        await Ask(clerk, "Notice");
        _clock.Ahead += TimeToMeet;
        await Ask(clerk, "Open");
    }

    private async Task Moved(EngageClient mover, string document) => _known["motion"] = Id((await Ask(mover, document)).GetProperty("moveMotion").GetProperty("motion"));

    private async Task Decide(EngageClient clerk, EngageClient chair, EngageClient member)
    {
        await Ask(clerk, "Second");
        await Ask(chair, "Call");
        foreach (var voter in new[] { chair, member }) await Ask(voter, "Vote");
        (await Ask(chair, "Close")).GetProperty("closeVote").GetProperty("motion").GetProperty("state").GetString().ShouldBe("CARRIED");
    }

    private async Task<JsonElement> Ask(EngageClient by, string name)
    {
        var text = Documents.Single(document => document.Name == name).Text;
        var variables = Variables().Matches(text).Select(variable => variable.Groups[1].Value).Distinct().ToDictionary(variable => variable, variable => _known[variable]);
        var answer = await by.GraphQL(text, variables);
        answer.ToString().ShouldNotContain("\"code\"", customMessage: text);
        _asked.Add(name);
        return answer.GetProperty("data");
    }

    private static string Id(JsonElement thing) => thing.GetProperty("id").GetString()!;

    [GeneratedRegex("^```graphql\n((?:mutation|query) ([A-Za-z]+).*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\$([a-zA-Z]+):")]
    private static partial Regex Variables();
}
