namespace Engage.Plugins.AdvisoryBoards;

public sealed class MovingMotions
{
    private readonly Sitting _meeting = new(5, 4, advisors: 1);

    private MoveMotionInput Input => new(_meeting.Meeting.Id, " Publish the footage. ", ItemId: Sitting.Item, Language: "EN");

    [Fact]
    public void A_member_who_is_there_moves_and_another_one_seconds()
    {
        var motion = _meeting.Moved(Input);
        _meeting.Motion(motion).ShouldSatisfyAllConditions(
            m => m.Text.ShouldBe(new AgencyText("Publish the footage.", "en")), m => m.Mover.ShouldBe(_meeting.Members[1]), m => m.State.ShouldBe(MotionState.Moved),
            m => m.ItemId.ShouldBe(Sitting.Item), m => m.Share.ShouldBe(new(ShareOf.VotesCast, 1, 2)));
        _meeting.Refuses("advisory-boards.own-motion", _meeting.Members[1], floor => SecondMotion.Decide(floor, new(motion)));
        _meeting.Does(_meeting.Members[2], floor => SecondMotion.Decide(floor, new(motion)));
        _meeting.Motion(motion).ShouldSatisfyAllConditions(m => m.Seconder.ShouldBe(_meeting.Members[2]), m => m.State.ShouldBe(MotionState.Seconded));
        _meeting.Refuses("advisory-boards.seconded", _meeting.Members[3], floor => SecondMotion.Decide(floor, new(motion)));
    }

    [Fact]
    public void Who_sits_on_the_board_without_a_vote_neither_moves_nor_seconds()
    {
        var motion = _meeting.Moved(Input);
        _meeting.Refuses("advisory-boards.not-voting", _meeting.Advisors[0], floor => MoveMotion.Decide(floor, Input, Guid.NewGuid(), null));
        _meeting.Refuses("advisory-boards.not-voting", null, floor => MoveMotion.Decide(floor, Input with { MembershipId = _meeting.Advisors[0] }, Guid.NewGuid(), null), clerk: true);
        _meeting.Refuses("advisory-boards.not-voting", _meeting.Advisors[0], floor => SecondMotion.Decide(floor, new(motion)));
    }

    [Fact]
    public void The_clerk_puts_on_record_who_moved_and_members_speak_for_themselves()
    {
        var id = Guid.CreateVersion7();
        _meeting.Notes(floor => MoveMotion.Decide(floor, Input with { MembershipId = _meeting.Members[3] }, id, null));
        _meeting.Motion(id).Mover.ShouldBe(_meeting.Members[3]);
        _meeting.Refuses("advisory-boards.not-yourself", _meeting.Members[0], floor => SecondMotion.Decide(floor, new(id, _meeting.Members[2])));
        _meeting.Refuses("advisory-boards.not-a-member", null, floor => SecondMotion.Decide(floor, new(id)), clerk: true);
        _meeting.Refuses("advisory-boards.not-a-member", null, floor => SecondMotion.Decide(floor, new(id, Guid.NewGuid())), clerk: true);
        _meeting.Refuses("advisory-boards.not-present", _meeting.Members[4], floor => SecondMotion.Decide(floor, new(id)));
    }

    [Fact]
    public void Without_a_quorum_or_in_closed_session_or_recess_nothing_is_moved_or_seconded()
    {
        var motion = _meeting.Moved(Input);
        void Refused(string code)
        {
            _meeting.Refuses(code, _meeting.Members[0], floor => MoveMotion.Decide(floor, Input, Guid.NewGuid(), null));
            _meeting.Refuses(code, _meeting.Members[0], floor => SecondMotion.Decide(floor, new(motion)));
            _meeting.Refuses(code, _meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(motion)));
            _meeting.Refuses(code, null, floor => TableMotion.Decide(floor, new(motion, "Late.")), clerk: true);
            _meeting.Refuses(code, _meeting.Members[0], floor => Recuse.Decide(floor, new(motion, "My firm.")));
            _meeting.Refuses(code, _meeting.Members[0], floor => CallVote.Decide(floor, new(motion)));
            _meeting.Refuses(code, _meeting.Members[0], floor => CastVote.Decide(floor, new(motion, VoteChoice.Aye)));
            _meeting.Refuses(code, _meeting.Members[0], floor => CloseVote.Decide(floor, new(motion)));
            _meeting.Refuses(code, _meeting.Members[0], floor => BreakTie.Decide(floor, new(motion, VoteChoice.Aye)));
        }
        _meeting.Notes(floor => [new SessionClosed("§ 551.074", "Personnel", floor.At)]);
        Refused("advisory-boards.closed-session");
        _meeting.Notes(floor => [new SessionReopened(floor.At)]);
        _meeting.Notes(floor => [new MeetingRecessed(floor.At)]);
        Refused("advisory-boards.meeting-not-open");
        _meeting.Notes(floor => [new MeetingResumed(floor.At)]);
        _meeting.Leaves(_meeting.Members[3]);
        _meeting.Leaves(_meeting.Members[2]);
        Refused("advisory-boards.no-quorum");
    }

    [Fact]
    public void Only_the_mover_withdraws_and_only_until_it_is_seconded()
    {
        var motion = _meeting.Moved(Input);
        _meeting.Refuses("advisory-boards.not-mover", _meeting.Members[2], floor => WithdrawMotion.Decide(floor, new(motion)));
        _meeting.Does(_meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(motion)));
        _meeting.Motion(motion).State.ShouldBe(MotionState.Withdrawn);
        var seconded = _meeting.Seconded(Input);
        _meeting.Refuses("advisory-boards.seconded", _meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(seconded)));
        var voting = _meeting.Called(Input);
        _meeting.Refuses("advisory-boards.motion-not-open", _meeting.Members[1], floor => WithdrawMotion.Decide(floor, new(voting)));
    }

    [Fact]
    public void Whoever_presides_tables_and_gives_a_reason()
    {
        var motion = _meeting.Moved(Input);
        _meeting.Refuses("advisory-boards.not-presiding", _meeting.Members[2], floor => TableMotion.Decide(floor, new(motion, "Not ready.")));
        _meeting.Refuses("engage.empty-text", _meeting.Members[0], floor => TableMotion.Decide(floor, new(motion, " ")));
        _meeting.Does(_meeting.Members[0], floor => TableMotion.Decide(floor, new(motion, "Not ready.")));
        _meeting.Motion(motion).ShouldSatisfyAllConditions(m => m.State.ShouldBe(MotionState.Tabled), m => m.TabledFor.ShouldBe("Not ready."));
        _meeting.Refuses("advisory-boards.motion-not-open", _meeting.Members[0], floor => TableMotion.Decide(floor, new(motion, "Again.")));
        _meeting.Refuses("advisory-boards.motion-not-open", _meeting.Members[2], floor => SecondMotion.Decide(floor, new(motion)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    [InlineData(0, 2)]
    [InlineData(-1, -2)]
    [InlineData(-1_073_741_825, 2)]
    [InlineData(10, 11)]
    public void A_share_is_one_half_or_more_and_less_than_all(int numerator, int denominator) =>
        Refused(Input with { Share = new(ShareOf.VotesCast, numerator, denominator) }, "advisory-boards.share");

    [Theory]
    [InlineData(ShareOf.VotesCast, 2, 3)]
    [InlineData(ShareOf.Present, 3, 4)]
    [InlineData(ShareOf.Members, 1, 2)]
    public void A_share_that_is_left_out_is_what_the_rules_of_the_board_say(ShareOf of, int numerator, int denominator)
    {
        Ruled(of, numerator, denominator);
        _meeting.Motion(_meeting.Moved(Input)).Share.ShouldBe(new(of, numerator, denominator));
    }

    [Theory]
    [InlineData(ShareOf.Present, 2, 3)]
    [InlineData(ShareOf.Present, 4, 6)]
    [InlineData(ShareOf.Present, 7, 10)]
    [InlineData(ShareOf.Members, 2, 3)]
    public void A_mover_asks_for_as_much_as_the_rules_say_or_more(ShareOf of, int numerator, int denominator)
    {
        Ruled(ShareOf.Present, 2, 3);
        _meeting.Motion(_meeting.Moved(Input with { Share = new(of, numerator, denominator) })).Share.ShouldBe(new(of, numerator, denominator));
    }

    [Theory]
    [InlineData(ShareOf.Present, 1, 2)]
    [InlineData(ShareOf.Present, 6, 10)]
    [InlineData(ShareOf.Members, 1, 2)]
    [InlineData(ShareOf.VotesCast, 2, 3)]
    [InlineData(ShareOf.VotesCast, 9, 10)]
    public void No_mover_asks_for_less_than_the_rules_say(ShareOf of, int numerator, int denominator)
    {
        Ruled(ShareOf.Present, 2, 3);
        Refused(Input with { Share = new(of, numerator, denominator) }, "advisory-boards.share");
    }

    [Fact]
    public void Options_are_2_to_20_that_differ_and_a_proposal_has_none()
    {
        foreach (var method in new[] { VotingMethod.Score, VotingMethod.RankedChoice })
            foreach (IReadOnlyList<string>? options in new List<string>?[] { null, [], ["A"], ["A", "a "], [.. Enumerable.Range(1, 21).Select(i => $"Option {i}")] })
                Refused(Input with { Method = method, Options = options }, "advisory-boards.options");
        Refused(Input with { Options = ["A", "B"] }, "advisory-boards.options");
        Refused(Input with { Method = VotingMethod.Score, Options = ["A", " "] }, "engage.empty-text");
        Refused(Input with { Method = VotingMethod.Score, Options = ["A", new string('b', 301)] }, "engage.text-too-long");
        var motion = _meeting.Moved(Input with { Method = VotingMethod.Score, Options = [.. Enumerable.Range(1, 20).Select(i => $"Option {i}")] });
        _meeting.Motion(motion).Options.Select(option => option.Id).ShouldBeUnique();
    }

    [Fact]
    public void What_a_motion_names_has_to_be_there()
    {
        Refused(Input with { ItemId = Guid.NewGuid() }, "engage.not-found");
        Refused(Input with { Amends = Guid.NewGuid() }, "engage.not-found");
        Refused(Input with { ApprovesMinutesOf = Guid.NewGuid() }, "engage.not-found");
        Refused(Input with { Text = " " }, "engage.empty-text");
        Refused(Input with { Text = new string('a', 4_001) }, "engage.text-too-long");
        Refused(Input with { Language = "klingon language" }, "engage.language");
        _meeting.Refuses("engage.not-found", _meeting.Members[0], floor => SecondMotion.Decide(floor, new(Guid.NewGuid())));
    }

    [Fact]
    public void Minutes_are_approved_of_meetings_of_this_board_that_are_over_and_were_not_approved()
    {
        var other = new Sitting(3, 3).Meeting;
        var before = _meeting.Meeting with { Id = Guid.NewGuid() };
        Refused(Input with { ApprovesMinutesOf = other.Id }, "engage.not-found", other with { State = MeetingState.Adjourned });
        Refused(Input with { ApprovesMinutesOf = before.Id }, "advisory-boards.minutes-not-open", before);
        Refused(Input with { ApprovesMinutesOf = before.Id }, "advisory-boards.minutes-not-open", before with { State = MeetingState.Adjourned, MinutesApprovedBy = Guid.NewGuid() });
        Refused(Input with { ApprovesMinutesOf = before.Id, Method = VotingMethod.Score, Options = ["A", "B"] }, "advisory-boards.motion-purpose", before with { State = MeetingState.Adjourned });
        Refused(Input with { ApprovesMinutesOf = before.Id, Amends = _meeting.Moved(Input) }, "advisory-boards.motion-purpose", before with { State = MeetingState.Adjourned });
        var id = Guid.CreateVersion7();
        _meeting.Does(_meeting.Members[0], floor => MoveMotion.Decide(floor, Input with { ApprovesMinutesOf = before.Id }, id, before with { State = MeetingState.Adjourned }));
        _meeting.Motion(id).ApprovesMinutesOf.ShouldBe(before.Id);
    }

    [Fact]
    public void A_meeting_takes_500_motions()
    {
        for (var i = 0; i < 500; i++) _meeting.Moved(Input);
        Refused(Input, "advisory-boards.too-many-motions");
    }

    [Fact]
    public void A_motion_is_translated_whatever_became_of_it_but_not_from_words_that_are_gone()
    {
        var motion = _meeting.Moved(Input);
        _meeting.Does(null, floor => [TranslateMotion.Decide(floor, new(motion, "de", "Veröffentlichen.", TranslationStatus.Human, Of: 1))]);
        _meeting.Motion(motion).Text.In("de-AT").ShouldBe("Veröffentlichen.");
        _meeting.Refuses("engage.conflict", null, floor => [TranslateMotion.Decide(floor, new(motion, "de", "X", TranslationStatus.Human, Of: 2))]);
        _meeting.Refuses("engage.original-language", null, floor => [TranslateMotion.Decide(floor, new(motion, "en", "X", TranslationStatus.Human))]);
    }

    private void Ruled(ShareOf of, int numerator, int denominator) =>
        _meeting.BoardHappens(new BoardRulesAmended(BoardFixture.Rules with { Share = new(of, numerator, denominator) }, "Ordinance 2026-4", new(2026, 1, 1)));

    private void Refused(MoveMotionInput input, string code, Meeting? minutesOf = null) =>
        _meeting.Refuses(code, _meeting.Members[0], floor => MoveMotion.Decide(floor, input, Guid.NewGuid(), minutesOf));
}
