using System.Text.Json;
using System.Text.RegularExpressions;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class ReadingMinutes(BoardFixture boards) : IClassFixture<BoardFixture>
{
    private const string Shown = "minutes { state approvedAt approvedBy { id state } corrections { nodes { itemId text } } text }";

    [Fact]
    public async Task Minutes_from_the_draft_to_their_approval_with_a_correction()
    {
        var (paper, said) = (await OnRecord(MeetingOnPaper.Short("Ann", "Ben", "Cem")), await Transcript.Begin(boards.Engage));
        const string read = "query ($id: ID!) { meeting(id: $id) { durationMinutes " + Shown + " } }";
        await said.Ask("Anybody", boards.Engage.Anonymous, read, new { id = paper.MeetingId });
        const string correct = "mutation ($input: CorrectMinutesInput!) { correctMinutes(input: $input) { meeting { minutes { corrections { nodes { text } } } } errors { code message path } } }";
        await said.Ask("Ann, who sits on the board,", boards.Member("Ann"), correct, new { input = new { meetingId = paper.MeetingId, correction = "Ben came late." } });
        await said.Ask("The clerk", boards.Clerk, correct, new { input = new { meetingId = paper.MeetingId, correction = "Ben came **late**." } });
        var motion = await Carried(paper, DateTimeOffset.UtcNow);
        await said.Ask("The clerk, after the vote,", boards.Clerk, correct, new { input = new { meetingId = paper.MeetingId, correction = "So did Cem." } });
        const string approve = "mutation ($input: ApproveMinutesInput!) { approveMinutes(input: $input) { meeting { minutes { state approvedBy { id } } } errors { code message path } } }";
        await said.Ask("The clerk", boards.Clerk, approve, new { input = new { meetingId = paper.MeetingId, motionId = motion } });
        var second = await Carried(paper, DateTimeOffset.UtcNow);
        await said.Ask("The clerk, after another vote,", boards.Clerk, approve, new { input = new { meetingId = paper.MeetingId, motionId = second } });
        await said.Ask("The clerk, too late,", boards.Clerk, correct, new { input = new { meetingId = paper.MeetingId, correction = "So did Ann." } });
        await said.Ask("Anybody", boards.Engage.Anonymous, read, new { id = paper.MeetingId });

        Snapshot.Match(Regex.Replace(said.ToString(), "approved by the board on [^.]+", "approved by the board on that day"));
    }

    [Fact]
    public async Task What_a_member_did_outlives_their_name()
    {
        var paper = await OnRecord(MeetingOnPaper.Whole());
        (await Minutes(paper)).GetProperty("text").GetString()!.ShouldContain("- Dee (Seat 4): in person");
        var dee = paper.OfBoard.OfType<MemberNominated>().Single(each => each.MembershipId == paper.Members[3]).Person;
        await BoardFixture.Done(boards.Engage.As("Root", Roles.Administrator, Roles.Staff), "eraseSubject", $"{{ subject: \"{dee}\", reason: ASKED }}");
        var shown = await Minutes(paper);
        shown.GetProperty("text").GetString()!.ShouldNotContain("Dee");
        shown.GetProperty("text").GetString()!.ShouldContain("- Nay: a member (Seat 4)");
        shown.GetProperty("html").GetString()!.ShouldContain("<li>Nay: a member (Seat 4)</li>");
        shown.GetProperty("html").GetString()!.ShouldStartWith("<h3>Police Advisory Board: March meeting</h3>");
    }

    [Fact]
    public async Task Why_somebody_took_no_part_or_was_excused_goes_with_them_and_that_they_did_stays()
    {
        var paper = await OnRecord(MeetingOnPaper.Whole());
        var text = (await Minutes(paper)).GetProperty("text").GetString()!;
        text.ShouldContain("Recused: Ann (Her brother sells them.).");
        text.ShouldContain("- Eve (Seat 5): excused (Ill.)");
        foreach (var member in new[] { paper.Members[0], paper.Members[4] })
        {
            var person = paper.OfBoard.OfType<MemberNominated>().Single(each => each.MembershipId == member).Person;
            await BoardFixture.Done(boards.Engage.As("Root", Roles.Administrator, Roles.Staff), "eraseSubject", $"{{ subject: \"{person}\", reason: ASKED }}");
        }
        text = (await Minutes(paper)).GetProperty("text").GetString()!;
        text.ShouldContain("Recused: a member (Seat 1).");
        text.ShouldContain("- a member (Seat 5): excused\n");
    }

    [Fact]
    public async Task They_are_read_in_a_language_and_no_tag_is_none()
    {
        var paper = MeetingOnPaper.Short("Ann");
        paper.Happens(new MeetingTranslated("es", "Sesión de marzo", TranslationStatus.Human, MeetingOnPaper.At(70)));
        await OnRecord(paper);
        var shown = (await boards.Engage.Anonymous.Data(
            $"{{ meeting(id: \"{paper.MeetingId}\") {{ minutes {{ text(language: \"es\") html(language: \"es\") original: text }} }} }}")).GetProperty("meeting").GetProperty("minutes");
        shown.GetProperty("text").GetString()!.ShouldStartWith("# Police Advisory Board: Sesión de marzo");
        shown.GetProperty("html").GetString()!.ShouldStartWith("<h3>Police Advisory Board: Sesión de marzo</h3>");
        shown.GetProperty("original").GetString()!.ShouldStartWith("# Police Advisory Board: March meeting");
        (await boards.Engage.Anonymous.GraphQL($"{{ meeting(id: \"{paper.MeetingId}\") {{ minutes {{ text(language: \"not a tag\") }} }} }}")).ToString().ShouldContain("engage.language");
    }

    [Fact]
    public async Task There_are_none_before_the_meeting_is_over()
    {
        var (_, meeting, _) = await boards.OpenMeeting(2, null, "Ann", "Ben", "Cem");
        (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{meeting}\") {{ minutes {{ text }} }} }}")).GetProperty("meeting").GetProperty("minutes").ValueKind.ShouldBe(JsonValueKind.Null);
        await boards.Refused(boards.Clerk, "correctMinutes", $"{{ meetingId: \"{meeting}\", correction: \"C\" }}", "advisory-boards.not-adjourned");
        await boards.Refused(boards.Clerk, "approveMinutes", $"{{ meetingId: \"{meeting}\", motionId: \"{meeting}\" }}", "advisory-boards.not-adjourned");
    }

    [Theory]
    [InlineData("correctMinutes", "correction: \"C\"")]
    [InlineData("approveMinutes", "motionId: \"00000000-0000-0000-0000-000000000000\"")]
    public async Task To_correct_and_to_approve_takes_the_clerk_and_a_meeting(string mutation, string input)
    {
        var paper = await OnRecord(MeetingOnPaper.Short("Ann"));
        await boards.Refused(boards.Engage.Anonymous, mutation, $"{{ meetingId: \"{paper.MeetingId}\", {input} }}", "engage.unauthenticated");
        await boards.Refused(boards.Resident, mutation, $"{{ meetingId: \"{paper.MeetingId}\", {input} }}", "engage.forbidden");
        foreach (var nothing in new[] { Guid.Empty, Guid.NewGuid(), paper.BoardId }) await boards.Refused(boards.Clerk, mutation, $"{{ meetingId: \"{nothing}\", {input} }}", "engage.not-found");
    }

    [Fact]
    public async Task What_does_not_approve_them_is_refused_and_leaves_nothing()
    {
        var (paper, other) = (await OnRecord(MeetingOnPaper.Short("Ann", "Ben")), await OnRecord(MeetingOnPaper.Short("Ann", "Ben")));
        var elsewhere = await Carried(other, DateTimeOffset.UtcNow);
        var failed = await Moved(paper, DateTimeOffset.UtcNow, (motion, result, at) => new MotionFailed(motion, result, at));
        var voided = await Moved(paper, DateTimeOffset.UtcNow, (motion, result, at) => new MotionVoided(motion, result, at));
        await boards.Refused(boards.Clerk, "approveMinutes", Input(elsewhere), "advisory-boards.other-motion");
        await boards.Refused(boards.Clerk, "approveMinutes", Input(failed), "advisory-boards.motion-not-carried");
        await boards.Refused(boards.Clerk, "approveMinutes", Input(voided), "advisory-boards.motion-not-carried");
        await boards.Refused(boards.Clerk, "approveMinutes", Input(Guid.NewGuid()), "engage.not-found");
        await boards.Refused(boards.Clerk, "approveMinutes", Input(await Carried(paper, DateTimeOffset.UtcNow), $", at: \"{MeetingOnPaper.At(61):O}\""), "advisory-boards.out-of-order");
        await boards.Refused(boards.Clerk, "correctMinutes", $"{{ meetingId: \"{paper.MeetingId}\", correction: \" \" }}", "engage.empty-text");
        await boards.Refused(boards.Clerk, "correctMinutes", $"{{ meetingId: \"{paper.MeetingId}\", correction: \"{new string('a', 5_001)}\" }}", "engage.text-too-long");
        await boards.Refused(boards.Clerk, "correctMinutes", $"{{ meetingId: \"{paper.MeetingId}\", correction: \"C\", itemId: \"{Guid.NewGuid()}\" }}", "engage.not-found");

        string Input(Guid motion, string more = "") => $"{{ meetingId: \"{paper.MeetingId}\", motionId: \"{motion}\"{more} }}";
    }

    private async Task<MeetingOnPaper> OnRecord(MeetingOnPaper paper)
    {
        await boards.Append<Board>(paper.BoardId, paper.OfBoard);
        await boards.Append<Meeting>(paper.MeetingId, paper.OfMeeting);
        return paper;
    }

    private async Task<JsonElement> Minutes(MeetingOnPaper paper) =>
        (await boards.Engage.Anonymous.Data($"{{ meeting(id: \"{paper.MeetingId}\") {{ minutes {{ text html }} }} }}")).GetProperty("meeting").GetProperty("minutes");

    private Task<Guid> Carried(MeetingOnPaper paper, DateTimeOffset at) => Moved(paper, at, (motion, result, ended) => new MotionCarried(motion, result, ended));

    /// <summary>Another meeting of the board, with a motion to approve the minutes.</summary>
    private async Task<Guid> Moved(MeetingOnPaper paper, DateTimeOffset at, Func<Guid, VoteResult, DateTimeOffset, object> end)
    {
        var (meeting, motion) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await boards.Append<Meeting>(meeting, [
            new MeetingScheduled(paper.BoardId, MeetingKind.Regular, "The next meeting", at, 60, "City Hall", at.AddDays(-9)), new MeetingNoticed(at.AddDays(-8)),
            new MeetingOpened(paper.Members[0], ChairVote.Always, paper.Meeting.Roster, at),
            new MotionMoved(motion, paper.BoardId, "Approve the minutes.", VotingMethod.Proposal, new(), paper.Members[0], at, ApprovesMinutesOf: paper.MeetingId),
            new VoteCalled(motion, at), end(motion, new(2, 2, [], 2, 0, 0, []), at)]);
        return motion;
    }
}
