namespace Engage.Plugins.AdvisoryBoards;

public sealed class AmendingMotions
{
    private readonly Sitting _meeting = new(7, 7);

    [Fact]
    public void An_amendment_that_carries_changes_the_text_in_the_same_breath()
    {
        var main = _meeting.Seconded(new(_meeting.Meeting.Id, "Within 30 days.", Language: "en"));
        _meeting.Does(null, floor => [TranslateMotion.Decide(floor, new(main, "de", "In 30 Tagen.", TranslationStatus.Human))]);
        var amendment = Amendment(main, "Within 10 days.");
        _meeting.Refuses("advisory-boards.amendment-pending", _meeting.Members[0], floor => CallVote.Decide(floor, new(main)));
        Call(amendment);
        _meeting.Votes(amendment, VoteChoice.Aye, 0, 1, 2);
        var happened = _meeting.Notes(floor => CloseVote.Decide(floor, new(amendment)));
        happened.Select(each => each.GetType()).ShouldBe([typeof(MotionCarried), typeof(MotionAmended)]);
        var text = _meeting.Motion(main).Text;
        (text.Text, text.Language, text.IsOutdated(text.Translations.Single())).ShouldBe(("Within 10 days.", "en", true));
        Call(main);
        _meeting.Motion(main).State.ShouldBe(MotionState.Voting);
    }

    [Fact]
    public void An_amendment_that_is_lost_changes_nothing()
    {
        var main = _meeting.Seconded();
        var before = _meeting.Motion(main).Text;
        var amendment = Amendment(main);
        Call(amendment);
        _meeting.Votes(amendment, VoteChoice.Nay, 0, 1, 2);
        _meeting.Closed(amendment).State.ShouldBe(MotionState.Failed);
        _meeting.Motion(main).Text.ShouldBe(before);
        Call(main);
    }

    [Fact]
    public void Only_what_is_before_the_board_is_amended_and_only_by_a_proposal()
    {
        var voting = _meeting.Called();
        Refused("advisory-boards.motion-not-open", new(_meeting.Meeting.Id, "X", Amends: voting));
        _meeting.Closed(voting);
        Refused("advisory-boards.motion-not-open", new(_meeting.Meeting.Id, "X", Amends: voting));
        Refused("advisory-boards.motion-purpose", new(_meeting.Meeting.Id, "X", VotingMethod.Score, Options: ["A", "B"], Amends: _meeting.Moved()));
    }

    [Fact]
    public void An_amendment_is_amended_once_and_that_one_is_not()
    {
        var first = Amendment(_meeting.Seconded());
        var second = Amendment(first);
        Refused("advisory-boards.amendment-too-deep", new(_meeting.Meeting.Id, "X", Amends: second));
    }

    [Fact]
    public void Amendments_fall_with_what_they_amend_but_not_out_of_an_open_vote()
    {
        var main = _meeting.Moved();
        var first = Amendment(main);
        var second = Amendment(first);
        Call(second);
        _meeting.Refuses("advisory-boards.vote-open", _meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(main)));
        _meeting.Refuses("advisory-boards.vote-open", _meeting.Members[0], floor => TableMotion.Decide(floor, new(main, "Late.")));
        _meeting.Closed(second);
        var third = Amendment(first);
        _meeting.Does(_meeting.Members[0], floor => TableMotion.Decide(floor, new(main, "Late.")))
            .Cast<MotionTabled>().Select(each => each.MotionId).ShouldBe([third, first, main]);
    }

    [Fact]
    public void Who_is_recused_from_a_motion_is_from_what_it_would_become()
    {
        var main = _meeting.Seconded();
        var before = Amendment(main);
        _meeting.Does(_meeting.Members[5], floor => Recuse.Decide(floor, new(main, "My firm."))).Cast<MemberRecused>().Select(each => each.MotionId).ShouldBe([main, before]);
        var after = Amendment(main);
        foreach (var motion in new[] { main, before, after }) _meeting.Motion(motion).Recusals.ShouldHaveSingleItem().MembershipId.ShouldBe(_meeting.Members[5]);
        _meeting.Refuses("advisory-boards.recused", _meeting.Members[5], floor => MoveMotion.Decide(floor, new(_meeting.Meeting.Id, "X", Amends: main), Guid.NewGuid(), null));
    }

    [Fact]
    public void A_tied_amendment_is_lost_once_its_motion_was_put_to_the_vote()
    {
        var meeting = new Sitting(5, 5, ChairVote.OnTie);
        var main = meeting.Seconded();
        var amendment = meeting.Called(new(meeting.Meeting.Id, "X", Amends: main));
        meeting.Votes(amendment, VoteChoice.Aye, 1);
        meeting.Votes(amendment, VoteChoice.Nay, 2);
        meeting.Closed(amendment).State.ShouldBe(MotionState.Tied);
        meeting.Does(meeting.Members[0], floor => CallVote.Decide(floor, new(main)));
        meeting.Refuses("advisory-boards.tie-stands", meeting.Members[0], floor => BreakTie.Decide(floor, new(amendment, VoteChoice.Aye)));
    }

    [Fact]
    public void A_tied_amendment_is_lost_once_its_motion_was_laid_aside()
    {
        var meeting = new Sitting(5, 5, ChairVote.OnTie);
        var main = meeting.Seconded();
        var amendment = meeting.Called(new(meeting.Meeting.Id, "X", Amends: main));
        meeting.Votes(amendment, VoteChoice.Aye, 1);
        meeting.Votes(amendment, VoteChoice.Nay, 2);
        meeting.Closed(amendment).State.ShouldBe(MotionState.Tied);
        meeting.Does(meeting.Members[0], floor => TableMotion.Decide(floor, new(main, "Late.")));
        meeting.Refuses("advisory-boards.motion-not-open", meeting.Members[0], floor => BreakTie.Decide(floor, new(amendment, VoteChoice.Aye)));
    }

    private Guid Amendment(Guid of, string text = "Within 10 days.") => _meeting.Seconded(new(_meeting.Meeting.Id, text, Amends: of));

    private void Call(Guid motion) => _meeting.Does(_meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));

    private void Refused(string code, MoveMotionInput input) => _meeting.Refuses(code, _meeting.Members[0], floor => MoveMotion.Decide(floor, input, Guid.NewGuid(), null));
}
