namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What is refused over GraphQL, with its code, and leaves no event behind. The rules themselves are tested in memory.</summary>
public sealed class RefusingMotions(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Nothing = "00000000-0000-0000-0000-000000000000";
    private static readonly string[] Names = ["Ann", "Ben", "Cem", "Dee", "Eli"];

    [Theory]
    [InlineData("moveMotion", $"meetingId: \"{Nothing}\", text: \"T\"")]
    [InlineData("secondMotion", $"motionId: \"{Nothing}\"")]
    [InlineData("withdrawMotion", $"motionId: \"{Nothing}\"")]
    [InlineData("tableMotion", $"motionId: \"{Nothing}\", reason: \"R\"")]
    [InlineData("recuse", $"motionId: \"{Nothing}\", reason: \"R\"")]
    [InlineData("callVote", $"motionId: \"{Nothing}\"")]
    [InlineData("castVote", $"motionId: \"{Nothing}\", choice: AYE")]
    [InlineData("closeVote", $"motionId: \"{Nothing}\"")]
    [InlineData("breakTie", $"motionId: \"{Nothing}\", choice: AYE")]
    [InlineData("translateMotion", $"motionId: \"{Nothing}\", language: \"de\", text: \"T\", status: HUMAN")]
    public async Task Each_takes_the_permission_and_something_that_is_there(string mutation, string input)
    {
        await boards.Refused(boards.Resident, mutation, $"{{ {input} }}", "engage.forbidden");
        await boards.Refused(boards.Engage.Anonymous, mutation, $"{{ {input} }}", "engage.unauthenticated");
        await boards.Refused(boards.Clerk, mutation, $"{{ {input} }}", "engage.not-found");
        await boards.Refused(boards.Clerk, mutation, $"{{ {input.Replace(Nothing, "0192f0a0-0000-7000-8000-00000000ffff")} }}", "engage.not-found");
    }

    [Fact]
    public async Task A_member_of_another_board_does_nothing_here()
    {
        var (_, meeting, members) = await boards.OpenMeeting(5, null, Names);
        await boards.Board(null, "Zoe");
        await boards.Refused(boards.Member("Zoe"), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T" }""", "advisory-boards.not-a-member");
        await boards.Refused(boards.Member("Zoe"), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", membershipId: "{{members[0]}}" }""", "advisory-boards.not-yourself");
        var motion = await Moved(meeting);
        foreach (var act in new[] { "callVote", "closeVote" }) await boards.Refused(boards.Member("Zoe"), act, $$"""{ motionId: "{{motion}}" }""", "advisory-boards.not-presiding");
        await boards.Refused(boards.Member("Zoe"), "tableMotion", $$"""{ motionId: "{{motion}}", reason: "R" }""", "advisory-boards.not-presiding");
    }

    [Fact]
    public async Task Only_the_clerk_says_when_it_was_and_never_before_what_is_on_record()
    {
        var (_, meeting, members) = await boards.OpenMeeting(5, null, Names);
        await boards.Refused(boards.Member("Ben"), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", at: "2026-01-01T00:00:00Z" }""", "advisory-boards.clerk-only");
        await boards.Refused(boards.Clerk, "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", membershipId: "{{members[1]}}", at: "2026-01-01T00:00:00Z" }""", "advisory-boards.out-of-order");
        await boards.Refused(boards.Clerk, "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", membershipId: "{{members[1]}}", at: "2126-01-01T00:00:00Z" }""", "advisory-boards.not-yet");
    }

    [Fact]
    public async Task What_the_rules_refuse_leaves_nothing_behind()
    {
        var (_, meeting, members) = await boards.OpenMeeting(4, BoardFixture.Rules with { ChairVote = ChairVote.OnTie }, Names);
        foreach (var (input, code) in new[]
        {
            ("share: { numerator: 1, denominator: 3 }", "advisory-boards.share"), ("method: SCORE, options: [\"A\"]", "advisory-boards.options"),
            ($"itemId: \"{Nothing}\"", "engage.not-found"), ($"amends: \"{Nothing}\"", "engage.not-found"), ($"approvesMinutesOf: \"{Nothing}\"", "engage.not-found"),
            ($"approvesMinutesOf: \"{meeting}\"", "advisory-boards.minutes-not-open"), ($"membershipId: \"{members[4]}\"", "advisory-boards.not-present"), ("language: \"no tag\"", "engage.language")
        })
            await boards.Refused(boards.Clerk, "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", {{(input.StartsWith("member") ? "" : $"membershipId: \"{members[1]}\", ")}}{{input}} }""", code);

        var motion = await Moved(meeting);
        await boards.Refused(boards.Clerk, "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T", membershipId: "{{members[1]}}", amends: "{{motion}}", method: SCORE, options: ["A", "B"] }""", "advisory-boards.motion-purpose");
        await Refused("Ben", "secondMotion", motion, "advisory-boards.own-motion");
        await Refused("Cem", "withdrawMotion", motion, "advisory-boards.not-mover");
        await Refused("Ann", "callVote", motion, "advisory-boards.second-needed");
        await Refused("Ann", "closeVote", motion, "advisory-boards.no-vote-open");
        await Refused("Ben", "castVote", motion, "advisory-boards.no-vote-open", "choice: AYE");
        await Refused("Ann", "breakTie", motion, "advisory-boards.not-tied", "choice: AYE");
        await Refused("Ben", "breakTie", motion, "advisory-boards.no-casting-vote", "choice: AYE");
        await Refused("Ben", "recuse", motion, "engage.not-found", $"reason: \"R\", conflictId: \"{Nothing}\"");
        await BoardFixture.Done(boards.Member("Cem"), "secondMotion", $$"""{ motionId: "{{motion}}" }""");
        await Refused("Dee", "secondMotion", motion, "advisory-boards.seconded");
        await Refused("Ben", "withdrawMotion", motion, "advisory-boards.seconded");
        await BoardFixture.Done(boards.Clerk, "callVote", $$"""{ motionId: "{{motion}}" }""");
        await Refused("Ann", "castVote", motion, "advisory-boards.presiding-keeps-vote", "choice: AYE");
        await Refused("Ben", "castVote", motion, "advisory-boards.ballot");
        await Refused("Ann", "callVote", await Moved(meeting), "advisory-boards.vote-open");
        await Refused("Ben", "withdrawMotion", motion, "advisory-boards.motion-not-open");
        await BoardFixture.Done(boards.Member("Ben"), "castVote", $$"""{ motionId: "{{motion}}", choice: AYE }""");
        await BoardFixture.Done(boards.Member("Cem"), "castVote", $$"""{ motionId: "{{motion}}", choice: NAY }""");
        await boards.Refused(boards.Clerk, "castVote", $$"""{ motionId: "{{motion}}", choice: AYE, membershipId: "{{members[2]}}" }""", "advisory-boards.voted-themselves");
        await boards.Refused(boards.Clerk, "recuse", $$"""{ motionId: "{{motion}}", reason: "R", membershipId: "{{members[2]}}" }""", "advisory-boards.voted-themselves");
        await BoardFixture.Done(boards.Clerk, "closeVote", $$"""{ motionId: "{{motion}}" }""");
        await Refused("Ann", "breakTie", motion, "advisory-boards.still-tied", "choice: ABSTAIN");
        var next = await Moved(meeting);
        await BoardFixture.Done(boards.Member("Cem"), "secondMotion", $$"""{ motionId: "{{next}}" }""");
        await BoardFixture.Done(boards.Clerk, "callVote", $$"""{ motionId: "{{next}}" }""");
        await Refused("Ann", "breakTie", motion, "advisory-boards.tie-stands", "choice: AYE");
    }

    [Fact]
    public async Task A_motion_without_a_name_is_none() => (await boards.Engage.Anonymous.Data($"{{ motion(id: \"{Nothing}\") {{ id }} }}")).GetProperty("motion").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

    private Task Refused(string by, string mutation, Guid motion, string code, string more = "") => boards.Refused(boards.Member(by), mutation, $$"""{ motionId: "{{motion}}" {{more}} }""", code);

    private async Task<Guid> Moved(Guid meeting) =>
        (await BoardFixture.Done(boards.Member("Ben"), "moveMotion", $$"""{ meetingId: "{{meeting}}", text: "T" }""", "motion { id }")).GetProperty("motion").GetProperty("id").GetGuid();
}
