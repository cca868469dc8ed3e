namespace Engage.Plugins.AdvisoryBoards;

/// <summary>
/// Somebody who saw a whole meeting and kept their own notes of who was there and how they voted. They know the events and nothing of how the plugin reads them.
/// </summary>
public sealed class Witness
{
    private readonly HashSet<Guid> _present = [];
    private readonly Dictionary<Guid, MotionMoved> _moved = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _recused = [];
    private readonly Dictionary<Guid, Dictionary<Guid, VoteCast>> _votes = [];
    private readonly Dictionary<Guid, HashSet<Guid>> _calledUpon = [];
    private readonly Dictionary<Guid, int> _there = [];
    private readonly Dictionary<Guid, Guid> _tiedUnder = [];
    private readonly HashSet<Guid> _quorate = [];
    private HashSet<Guid> _voters = [];
    private int _required;
    private Guid _presiding;
    private ChairVote _chairVote;
    private Guid? _open;
    private Guid? _calledLast;
    private bool _inSession;

    /// <summary>Looks at everything that happened, and finds fault where a motion carried as it must not.</summary>
    public static void Of(Sitting meeting)
    {
        var witness = new Witness();
        for (var i = 0; i < meeting.Happened.Count; i++) witness.Sees(meeting.Happened[i], i + 1 < meeting.Happened.Count ? meeting.Happened[i + 1] : null);
        // What is still open in the end has a quorum still, but for whoever took office or left it since anything was put on record.
        if (witness._open is { } open) witness.HasQuorum(open).ShouldBeTrue();
    }

    private void Sees(object happened, object? next)
    {
        switch (happened)
        {
            case MeetingOpened e:
                (_presiding, _chairVote, _inSession) = (e.Presiding, e.ChairVote, true);
                Seat(e.Roster);
                break;
            case RosterChanged e:
                Seat(e.Roster);
                break;
            case PresidingChanged e:
                _presiding = e.Presiding;
                break;
            case MemberArrived e:
                _present.Add(e.MembershipId).ShouldBeTrue();
                break;
            case MemberLeft e:
                _present.Remove(e.MembershipId).ShouldBeTrue();
                break;
            case SessionClosed or MeetingRecessed or MeetingAdjourned:
                _open.ShouldBeNull();
                _inSession = false;
                break;
            case SessionReopened or MeetingResumed:
                _inSession = true;
                break;
            case MotionMoved e:
                _voters.ShouldContain(e.Mover, "who has no vote moves nothing");
                (_moved[e.MotionId], _recused[e.MotionId], _votes[e.MotionId]) = (e, [], []);
                break;
            case MotionSeconded e:
                _voters.ShouldContain(e.Seconder, "who has no vote seconds nothing");
                break;
            case MemberRecused e:
                _recused[e.MotionId].Add(e.MembershipId).ShouldBeTrue();
                _votes[e.MotionId].Remove(e.MembershipId);
                break;
            case VoteCalled e:
                _open.ShouldBeNull("there is one vote at a time");
                (_open, _calledLast) = (e.MotionId, e.MotionId);
                _quorate.Add(e.MotionId);
                break;
            case VoteCast e:
                MayVote(e.MotionId, e.MembershipId).ShouldBeTrue();
                (e.MembershipId != _presiding || _chairVote is ChairVote.Always).ShouldBeTrue();
                _open.ShouldBe(e.MotionId);
                _votes[e.MotionId][e.MembershipId] = e;
                break;
            case TieBroken e:
                (_chairVote is ChairVote.OnTie && e.MembershipId == _presiding && MayVote(e.MotionId, e.MembershipId)).ShouldBeTrue();
                (e.MotionId, e.MembershipId).ShouldBe((_calledLast!.Value, _tiedUnder[e.MotionId]), "a tie is broken by who presided, before another vote");
                _votes[e.MotionId].TryAdd(e.MembershipId, new(e.MotionId, e.MembershipId, e.At, e.Choice, e.Scores, e.Ranking)).ShouldBeTrue("nobody votes twice");
                HasQuorum(e.MotionId).ShouldBeTrue();
                next.ShouldBeAssignableTo<IMotionEvent>();
                break;
            case MotionCarried e:
                Ended(e.MotionId, e.Result);
                _quorate.ShouldContain(e.MotionId, "what carries has its quorum from the call to the close");
                Carries(e.MotionId, e.Result).ShouldBeTrue("what carries has the votes that it takes");
                if (_moved[e.MotionId].Method is VotingMethod.Proposal)
                    Said(e.MotionId, VoteChoice.Aye).ShouldBeGreaterThan(Said(e.MotionId, VoteChoice.Nay), "what carries has more for it than against it");
                if (_moved[e.MotionId].Amends is { } amended) next.ShouldBeOfType<MotionAmended>().MotionId.ShouldBe(amended);
                break;
            case MotionFailed e:
                Ended(e.MotionId, e.Result);
                Carries(e.MotionId, e.Result).ShouldBeFalse("what has the votes carries");
                break;
            case MotionTied e:
                Ended(e.MotionId, e.Result);
                e.Presiding.ShouldBe(_presiding);
                _tiedUnder[e.MotionId] = e.Presiding;
                Carries(e.MotionId, e.Result).ShouldBeFalse("what has the votes carries");
                break;
            case MotionVoided e:
                HasQuorum(e.MotionId).ShouldBeFalse("a vote is void for want of a quorum only");
                Ended(e.MotionId, e.Result);
                break;
        }
        if (happened is VoteCalled or VoteCast or MotionMoved or MotionCarried or MotionFailed or MotionTied or TieBroken) _inSession.ShouldBeTrue("nothing is moved or decided but in open session");
        if (_open is { } open && !HasQuorum(open))
        {
            _quorate.Remove(open);
            next.ShouldBeOfType<MotionVoided>().MotionId.ShouldBe(open);
        }
    }

    private void Seat(Roster roster) => (_voters, _required) = ([.. roster.Members.Where(member => member.Votes).Select(member => member.MembershipId)], roster.Required);

    private bool HasQuorum(Guid motion) => _voters.Count(member => _present.Contains(member) && !_recused[motion].Contains(member)) >= _required;

    private bool MayVote(Guid motion, Guid member) => _voters.Contains(member) && _present.Contains(member) && !_recused[motion].Contains(member);

    private void Ended(Guid motion, VoteResult result)
    {
        if (_open == motion)
        {
            // Who takes office after the close, and before a tie is broken, had no part in the vote.
            (_open, _calledUpon[motion]) = (null, _voters);
            (result.Present, result.Required).ShouldBe((_voters.Count(member => MayVote(motion, member)), _required));
            // Who voted was there for it, wherever they went then.
            _there[motion] = _voters.Count(member => MayVote(motion, member) || _votes[motion].ContainsKey(member));
        }
        result.RollCall.Select(entry => entry.MembershipId).Order().ShouldBe(_calledUpon[motion].Order(), "each voting member stands once in the roll call");
    }

    private List<VoteCast> Counted(Guid motion) => [.. _votes[motion].Values.Where(vote => _calledUpon[motion].Contains(vote.MembershipId))];

    private int Said(Guid motion, VoteChoice choice) => Counted(motion).Count(vote => vote.Choice == choice);

    private bool Carries(Guid motion, VoteResult result)
    {
        var moved = _moved[motion];
        var votes = Counted(motion);
        if (votes.Count == 0) return false;
        if (moved.Method is VotingMethod.Score)
        {
            var sums = moved.Options!.ToDictionary(option => option.Id, option => votes.SelectMany(vote => vote.Scores!).Where(score => score.OptionId == option.Id).Sum(score => score.Score));
            var best = sums.Where(sum => sum.Value == sums.Values.Max()).ToList();
            result.Winner.ShouldBe(best.Count == 1 ? best[0].Key : null);
            return best.Count == 1;
        }
        if (moved.Method is VotingMethod.RankedChoice)
        {
            if (result.Winner is not { } winner) return false;
            // Whoever wins is before all others who are left on more than half of the ballots that still name one of them.
            var left = result.Rounds[^1].Counts.Select(count => count.OptionId).ToHashSet();
            var firsts = votes.Select(vote => vote.Ranking!.FirstOrDefault(left.Contains)).Where(first => first != Guid.Empty).ToList();
            return firsts.Count(first => first == winner) > firsts.Count / 2;
        }
        var (ayes, nays) = (Said(motion, VoteChoice.Aye), Said(motion, VoteChoice.Nay));
        var whole = moved.Share.Of switch
        {
            ShareOf.VotesCast => ayes + nays,
            ShareOf.Present => _there[motion],
            _ => _calledUpon[motion].Count
        };
        var share = (decimal)moved.Share.Numerator / moved.Share.Denominator;
        // A tenth of a vote more or less is none, and thirds are no decimals.
        return ayes > 0 && (share == 0.5m ? ayes > whole / 2m : ayes > whole * share - 0.1m);
    }
}
