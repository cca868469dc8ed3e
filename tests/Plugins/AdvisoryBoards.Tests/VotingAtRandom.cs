using CsCheck;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Whatever people do in whatever order on whatever board: what carried had its quorum at every moment, and the votes that it takes.</summary>
public sealed class VotingAtRandom
{
    /// <summary>What somebody tries to do: what it is, and three numbers that say who does it to what and how.</summary>
    private static readonly Gen<(Act Act, int A, int B, int C)> Attempt = Gen.Select(
        Gen.Frequency(
            (3, Gen.Const(Act.Move)), (3, Gen.Const(Act.Second)), (3, Gen.Const(Act.Call)), (10, Gen.Const(Act.Cast)), (3, Gen.Const(Act.Close)), (4, Gen.Const(Act.VoteThrough)),
            (8, Gen.Const(Act.BreakTie)), (2, Gen.Const(Act.Recuse)), (1, Gen.Const(Act.Withdraw)), (1, Gen.Const(Act.Table)), (4, Gen.Const(Act.Arrive)), (3, Gen.Const(Act.Leave)),
            (1, Gen.Const(Act.HandOver)), (1, Gen.Const(Act.TakeOffice)), (1, Gen.Const(Act.LeaveOffice)), (1, Gen.Const(Act.Interrupt)), (1, Gen.Const(Act.CloseSession))),
        Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]);

    private static readonly Gen<(int Voters, int Present, ChairVote Chair, QuorumRule Quorum, int Advisors)> AnyBoard =
        from voters in Gen.Int[1, 8]
        from present in Gen.Int[(voters / 2) + 1, voters]
        from chair in Gen.Enum<ChairVote>()
        from basis in Gen.Enum<QuorumBasis>()
        from number in Gen.Int[1, voters]
        from advisors in Gen.Int[0, 2]
        select (voters, present, chair, new QuorumRule(basis, basis is QuorumBasis.Number ? number : null), advisors);

    private enum Act { Move, Second, Call, Cast, Close, VoteThrough, BreakTie, Recuse, Withdraw, Table, Arrive, Leave, HandOver, TakeOffice, LeaveOffice, Interrupt, CloseSession }

    [Fact]
    public void Nothing_carries_without_a_quorum_at_every_moment_and_the_votes_that_it_takes_and_everybody_stands_once_in_each_roll_call()
    {
        var (carried, tied, broken, voided, refused) = (0, 0, 0, 0, 0);
        Gen.Select(AnyBoard, Attempt.Array[1, 100]).Sample((board, attempts) =>
        {
            var meeting = new Sitting(board.Voters, board.Present, board.Chair, board.Quorum, board.Advisors);
            foreach (var attempt in attempts)
            {
                var (state, happened) = (meeting.Meeting, meeting.Happened.Count);
                try
                {
                    Try(meeting, attempt);
                }
                catch (Refusal)
                {
                    Interlocked.Increment(ref refused);
                    // Of several things done one after the other, those before the one that was refused stand.
                    if (attempt.Act is Act.VoteThrough) continue;
                    meeting.Happened.Count.ShouldBe(happened);
                    meeting.Meeting.ShouldBeSameAs(state);
                }
            }
            Witness.Of(meeting);
            Interlocked.Add(ref carried, meeting.Happened.Count(each => each is MotionCarried));
            Interlocked.Add(ref tied, meeting.Happened.Count(each => each is MotionTied));
            Interlocked.Add(ref broken, meeting.Happened.Count(each => each is TieBroken));
            Interlocked.Add(ref voided, meeting.Happened.Count(each => each is MotionVoided));
        }, iter: 1_000);
        // What never comes about proves nothing.
        new[] { carried, tied, broken, voided, refused }.ShouldAllBe(count => count > 0);
    }

    private static void Try(Sitting meeting, (Act Act, int A, int B, int C) attempt)
    {
        var (act, a, b, c) = attempt;
        // Nobody stays out for long.
        if (meeting.Meeting.State is not MeetingState.Open && c % 3 > 0) act = meeting.Meeting.State is MeetingState.Recessed ? Act.Interrupt : Act.CloseSession;
        IReadOnlyList<Guid> everybody = [.. meeting.Members, .. meeting.Advisors];
        // Mostly who can do it, and now and then anybody.
        IReadOnlyList<Guid> able = [.. everybody.Where(each => meeting.Meeting.IsPresent(each) != (act is Act.Arrive) && (act is not (Act.Leave or Act.HandOver) || each != meeting.Meeting.Presiding))];
        var people = c % 4 > 0 && able.Count > 0 ? able : everybody;
        var who = people[a % people.Count];
        // Mostly what is at hand, and now and then what is over.
        var at = meeting.Meeting.Motions.Where(each => act switch
        {
            Act.BreakTie => each.State is MotionState.Tied,
            Act.Cast or Act.Close => each.State is MotionState.Voting,
            Act.Second => each.State is MotionState.Moved,
            _ => each.IsPending()
        }).ToList();
        var motions = b % 5 > 0 && at.Count > 0 ? at : meeting.Meeting.Motions;
        var motion = motions.Count == 0 ? Guid.NewGuid() : motions[^(1 + b % motions.Count)].Id;
        switch (act)
        {
            case Act.Move:
                var method = (VotingMethod)(c % 5 > 2 ? c % 3 : 0);
                var share = new VoteShareInput((ShareOf)(b % 3), 1 + c % 3, 2 + (c % 3 > 0 ? c % 2 + 1 : 0));
                var amends = a % 3 == 0 && method is VotingMethod.Proposal ? motion : (Guid?)null;
                IReadOnlyList<string>? options = method is VotingMethod.Proposal ? null : ["A", "B", "C"];
                meeting.Does(who, floor => MoveMotion.Decide(floor, new(meeting.Meeting.Id, $"Motion {c}", method, share, options, Amends: amends), Guid.CreateVersion7(), null));
                break;
            case Act.Second:
                meeting.Does(who, floor => SecondMotion.Decide(floor, new(motion)));
                break;
            case Act.Call:
                meeting.Does(who, floor => CallVote.Decide(floor, new(motion)), clerk: c % 3 > 0);
                break;
            case Act.Cast:
                Cast(meeting, motion, who, c);
                break;
            case Act.Close:
                meeting.Does(who, floor => CloseVote.Decide(floor, new(motion)), clerk: c % 3 > 0);
                break;
            case Act.VoteThrough:
                if (meeting.Meeting.Motions.FirstOrDefault(each => each.Id == motion) is not { } pending) break;
                if (pending.State is MotionState.Moved) meeting.Notes(floor => SecondMotion.Decide(floor, new(motion, everybody.FirstOrDefault(each => each != pending.Mover && meeting.Meeting.IsPresent(each)))));
                if (pending.State is not MotionState.Voting) meeting.Notes(floor => CallVote.Decide(floor, new(motion)));
                foreach (var (i, voter) in meeting.Meeting.PresentVotersOn(pending).Where(each => each != meeting.Meeting.Presiding).ToList().Index()) Cast(meeting, motion, voter, c / (i + 1));
                if (a % 4 > 0) meeting.Notes(floor => CloseVote.Decide(floor, new(motion)));
                break;
            case Act.BreakTie:
                var chair = c % 7 > 0 ? meeting.Meeting.Presiding : who;
                meeting.Does(chair, floor => BreakTie.Decide(floor, meeting.Meeting.Motions.FirstOrDefault(each => each.Id == motion)?.Method switch
                {
                    VotingMethod.Score => new(motion, Scores: [new(meeting.Motion(motion).Options[c % 3].Id, 5)]),
                    VotingMethod.RankedChoice => new(motion, Ranking: [meeting.Motion(motion).Options[c % 3].Id]),
                    _ => new(motion, (VoteChoice)(c % 3))
                }));
                break;
            case Act.Recuse:
                meeting.Does(who, floor => Recuse.Decide(floor, new(motion, "An interest.")));
                break;
            case Act.Withdraw:
                meeting.Does(who, floor => WithdrawMotion.Decide(floor, new(motion)));
                break;
            case Act.Table:
                meeting.Does(who, floor => TableMotion.Decide(floor, new(motion, "Late.")), clerk: c % 3 > 0);
                break;
            case Act.Arrive:
                meeting.Notes(floor => [RecordArrival.Decide(floor, new(meeting.Meeting.Id, who, AttendanceMode.Remote))]);
                break;
            case Act.Leave:
                meeting.Notes(floor => [RecordDeparture.Decide(floor, new(meeting.Meeting.Id, who))]);
                break;
            case Act.HandOver:
                meeting.Notes(floor => [HandOverChair.Decide(floor, new(meeting.Meeting.Id, who))]);
                break;
            case Act.TakeOffice when meeting.Members.Count < 12:
                meeting.Members.Add(meeting.Join(votes: true));
                break;
            case Act.LeaveOffice when meeting.Members.Count > 2 && who != meeting.Meeting.Presiding && meeting.Members.Remove(who):
                meeting.BoardHappens(new MemberResigned(who, new DateOnly(2026, 5, 3)));
                break;
            case Act.Interrupt:
                meeting.Notes(floor => floor.Meeting.State is MeetingState.Recessed ? ResumeMeeting.Decide(floor, new(meeting.Meeting.Id)) : [RecessMeeting.Decide(floor, new(meeting.Meeting.Id))]);
                break;
            case Act.CloseSession:
                meeting.Notes(floor => floor.Meeting.State is MeetingState.Closed
                    ? [ReopenSession.Decide(floor)]
                    : [CloseSession.Decide(floor, used: false, new(meeting.Meeting.Id, BoardFixture.Rules.ClosedSessionGrounds[0], "Personnel"))]);
                break;
        }
    }

    private static void Cast(Sitting meeting, Guid motion, Guid who, int c)
    {
        var options = meeting.Meeting.Motions.FirstOrDefault(each => each.Id == motion)?.Options ?? [];
        meeting.Does(who, floor => CastVote.Decide(floor, options.Count == 0 ? new(motion, (VoteChoice)(c % 5 > 3 ? 2 : c % 2))
            : meeting.Motion(motion).Method is VotingMethod.Score ? new(motion, Scores: [new(options[c % 3].Id, c % 6), new(options[(c + 1) % 3].Id, c % 4)])
            : new(motion, Ranking: [options[c % 3].Id, options[(c + 1 + c % 2) % 3].Id])));
    }
}
