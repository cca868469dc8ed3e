namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Minutes are the board's when a motion of the board that carried says so, and then they say what lay before it.</summary>
public sealed class ApprovingMinutes
{
    private readonly MeetingOnPaper _paper = MeetingOnPaper.Short("Ann", "Ben", "Cem");

    [Fact]
    public void A_motion_that_carried_approves_them()
    {
        var motion = Motion(called: 100);
        Approve(motion, at: 110).ShouldBe(new(motion.Id, MeetingOnPaper.At(110)));
        _paper.Happens(Approve(motion, at: 110));
        _paper.Meeting.MinutesApprovedBy.ShouldBe(motion.Id);
        _paper.Markdown().ShouldContain("**Minutes**, approved by the board on 2 March 2026.");
    }

    [Fact]
    public void They_are_approved_with_a_correction_that_was_made_before_the_vote()
    {
        Corrected(at: 90);
        _paper.Happens(Approve(Motion(called: 100), at: 110));
        _paper.Markdown().ShouldContain("## Corrections\n\n- Ben was there from the beginning.");
    }

    [Fact]
    public void A_correction_between_the_vote_and_the_approval_takes_another_vote()
    {
        Corrected(at: 105);
        Refused("advisory-boards.corrected-since", () => Approve(Motion(called: 100), at: 110));
        // At the very moment nobody can tell which was first.
        Refused("advisory-boards.corrected-since", () => Approve(Motion(called: 105), at: 110));
        Approve(Motion(called: 106), at: 110).ShouldNotBeNull();
    }

    [Fact]
    public void Once_approved_they_are_neither_corrected_nor_approved_again()
    {
        _paper.Happens(Approve(Motion(called: 100), at: 110));
        Refused("advisory-boards.minutes-approved", () => Correct(at: 120));
        Refused("advisory-boards.minutes-approved", () => Approve(Motion(called: 115), at: 120));
    }

    [Fact]
    public void A_motion_to_approve_the_minutes_of_another_meeting_does_not()
    {
        Refused("advisory-boards.other-motion", () => Approve(Motion(called: 100) with { ApprovesMinutesOf = Guid.NewGuid() }, at: 110));
        Refused("advisory-boards.other-motion", () => Approve(Motion(called: 100) with { ApprovesMinutesOf = null }, at: 110));
        Refused("engage.not-found", () => Approve(null, at: 110));
    }

    [Fact]
    public void A_motion_of_another_board_does_not() => Refused("advisory-boards.other-motion", () => Approve(Motion(called: 100) with { BoardId = Guid.NewGuid() }, at: 110));

    [Theory]
    [InlineData(MotionState.Moved)]
    [InlineData(MotionState.Voting)]
    [InlineData(MotionState.Failed)]
    [InlineData(MotionState.Tied)]
    [InlineData(MotionState.Void)]
    [InlineData(MotionState.Tabled)]
    [InlineData(MotionState.Withdrawn)]
    public void A_motion_that_did_not_carry_does_not(MotionState state) => Refused("advisory-boards.motion-not-carried", () => Approve(Motion(called: 100) with { State = state }, at: 110));

    [Fact]
    public void Nothing_is_approved_before_the_motion_carried() => Refused("advisory-boards.out-of-order", () => Approve(Motion(called: 100), at: 101));

    [Fact]
    public void There_are_no_minutes_of_a_meeting_that_is_not_over()
    {
        var open = _paper.Meeting with { AdjournedAt = null };
        Refused("advisory-boards.not-adjourned", () => ApproveMinutes.Decide(Floor(110) with { Meeting = open }, Motion(called: 100)));
        Refused("advisory-boards.not-adjourned", () => CorrectMinutes.Decide(Floor(110) with { Meeting = open }, new(open.Id, "Otherwise."), Guid.NewGuid()));
        MinutesOfMeetings.Minutes(open).ShouldBeNull();
    }

    [Fact]
    public void A_correction_says_something_of_an_item_that_is_there()
    {
        Refused("engage.empty-text", () => Correct(90, " "));
        Refused("engage.text-too-long", () => Correct(90, new('a', 5_001)));
        Refused("engage.not-found", () => Correct(90, item: Guid.NewGuid()));
    }

    [Fact]
    public void Two_hundred_corrections_are_enough()
    {
        for (var i = 0; i < 200; i++) Corrected(at: 70 + i);
        Refused("advisory-boards.too-many-corrections", () => Correct(at: 300));
    }

    private Floor Floor(int at) => new(_paper.Meeting, _paper.Board, _paper.Meeting.Roster, MeetingOnPaper.At(at), new(2026, 3, 2), null, true);

    private MinutesApproved Approve(Motion? motion, int at) => ApproveMinutes.Decide(Floor(at), motion);

    private MinutesCorrected Correct(int at, string text = "Ben was there from the beginning.", Guid? item = null) => CorrectMinutes.Decide(Floor(at), new(_paper.Meeting.Id, text, item), Guid.CreateVersion7());

    private void Corrected(int at) => _paper.Happens(Correct(at));

    /// <summary>A motion of a later meeting that carried five minutes after the vote on it was called.</summary>
    private Motion Motion(int called) => new(
        Guid.CreateVersion7(), _paper.Board.Id, Guid.CreateVersion7(), "Approve the minutes of March.", VotingMethod.Proposal, new(), _paper.Members[0], MeetingOnPaper.At(called - 1))
    {
        State = MotionState.Carried,
        ApprovesMinutesOf = _paper.Meeting.Id,
        CalledAt = MeetingOnPaper.At(called),
        EndedAt = MeetingOnPaper.At(called + 2)
    };

    private static void Refused(string code, Action act) => Should.Throw<Refusal>(act).Code.ShouldBe(code);
}
