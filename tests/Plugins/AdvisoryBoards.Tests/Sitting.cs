namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A meeting in memory that was called to order, and everything that happened in it.</summary>
public sealed class Sitting
{
    private static readonly DateOnly Began = new(2020, 1, 1);
    private static readonly DateTimeOffset Opened = new(2026, 5, 4, 18, 0, 0, TimeSpan.Zero);

    private readonly List<object> _happened = [];
    private int _minutes;

    /// <param name="voters">How many members vote. The first one presides.</param>
    /// <param name="present">How many of them are there.</param>
    /// <param name="advisors">How many members have no vote; they are there.</param>
    public Sitting(int voters, int present, ChairVote chairVote = ChairVote.Always, QuorumRule? quorum = null, int advisors = 0)
    {
        var rules = BoardFixture.Rules with { Quorum = quorum ?? new(QuorumBasis.Seats), ChairVote = chairVote };
        var id = Guid.CreateVersion7();
        Board = Board.Evolve(null, id, new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises the chief.", "Ordinance 2019-17", rules, Began))!;
        Members = [.. Enumerable.Range(0, voters).Select(i => Join(true, Began))];
        Advisors = [.. Enumerable.Range(0, advisors).Select(i => Join(false, Began))];
        var meeting = Guid.CreateVersion7();
        Meeting = Meeting.Evolve(null, meeting, new MeetingScheduled(id, MeetingKind.Regular, "Monthly meeting", Opened, 120, "City Hall", Opened.AddDays(-10)))!;
        Happens(new AgendaSet([new(Item, null, "Body cameras", 60, AgendaKind.Action)], Opened.AddDays(-9)));
        Happens(new MeetingOpened(Members[0], chairVote, InOffice.RosterOn(Board, Day), Opened));
        foreach (var member in (IEnumerable<Guid>)[.. Members.Take(present), .. Advisors]) Happens(new MemberArrived(member, AttendanceMode.InPerson, Opened));
    }

    public static Guid Item { get; } = Guid.CreateVersion7();

    public Board Board { get; private set; }

    public Meeting Meeting { get; private set; }

    public List<Guid> Members { get; }

    public List<Guid> Advisors { get; }

    public IReadOnlyList<object> Happened => _happened;

    public DateTimeOffset Now => Opened.AddMinutes(_minutes);

    private static DateOnly Day => DateOnly.FromDateTime(Opened.DateTime);

    public Floor Floor(Guid? self, bool clerk = false) => new(Meeting, Board, InOffice.RosterOn(Board, Day), Now, Day, self, clerk);

    /// <summary>What a member does by their own account, put on record with what follows of it.</summary>
    public IReadOnlyList<object> Does(Guid? self, Func<Floor, IEnumerable<object>> decide, bool clerk = false)
    {
        _minutes++;
        var happened = Record.Decide(Floor(self, clerk), Now, decide);
        foreach (var each in happened) Happens(each);
        return happened;
    }

    /// <summary>What the clerk puts on record.</summary>
    public IReadOnlyList<object> Notes(Func<Floor, IEnumerable<object>> decide) => Does(null, decide, clerk: true);

    /// <summary>Something that a member cannot do. It leaves nothing behind.</summary>
    public void Refuses(string code, Guid? self, Func<Floor, IEnumerable<object>> decide, bool clerk = false)
    {
        var before = _happened.Count;
        Should.Throw<Refusal>(() => Does(self, decide, clerk)).Code.ShouldBe(code);
        _happened.Count.ShouldBe(before);
    }

    public Motion Motion(Guid id) => Meeting.Motions.Single(motion => motion.Id == id);

    public Guid Moved(MoveMotionInput? input = null, Guid? by = null)
    {
        var id = Guid.CreateVersion7();
        Does(by ?? Members[1], floor => MoveMotion.Decide(floor, input ?? new(Meeting.Id, "Publish the footage within 30 days."), id, null));
        return id;
    }

    public Guid Seconded(MoveMotionInput? input = null)
    {
        var id = Moved(input);
        Does(Members[0], floor => SecondMotion.Decide(floor, new(id)));
        return id;
    }

    /// <summary>A motion on which the vote is on.</summary>
    public Guid Called(MoveMotionInput? input = null)
    {
        var id = Seconded(input);
        Does(Members[0], floor => CallVote.Decide(floor, new(id)));
        return id;
    }

    public void Votes(Guid motion, VoteChoice choice, params int[] members)
    {
        foreach (var member in members) Does(Members[member], floor => CastVote.Decide(floor, new(motion, choice)));
    }

    public Motion Closed(Guid motion)
    {
        Notes(floor => CloseVote.Decide(floor, new(motion)));
        return Motion(motion);
    }

    public void Leaves(Guid member) => Does(null, _ => [new MemberLeft(member, Now)], clerk: true);

    public void Arrives(Guid member) => Does(null, _ => [new MemberArrived(member, AttendanceMode.Remote, Now)], clerk: true);

    /// <summary>Somebody takes a new seat of the board.</summary>
    public Guid Join(bool votes, DateOnly? from = null)
    {
        var (seat, member, first) = (Guid.CreateVersion7(), Guid.CreateVersion7(), from ?? Day);
        Happens(new SeatCreated(seat, "Seat", "residents", "Council", votes, 1200, Began.AddYears(99), first));
        Happens(new MemberNominated(member, seat, new(member.ToString()), Personal.Of<string>(new(member.ToString()), "Ann"), "Council", first));
        Happens(new MemberConfirmed(member, first, Began.AddYears(99), "Resolution 1", first));
        return member;
    }

    public void BoardHappens(object each) => Board = Board.Evolve(Board, Board.Id, each)!;

    private void Happens(object each)
    {
        if (each is not IMeetingEvent)
        {
            BoardHappens(each);
            return;
        }
        _happened.Add(each);
        Meeting = Meeting.Evolve(Meeting, Meeting.Id, each)!;
    }
}
