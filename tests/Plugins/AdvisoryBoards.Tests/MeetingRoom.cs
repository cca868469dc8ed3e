namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A board and a meeting of it in memory, as the rules of meetings are tried on.</summary>
internal sealed record MeetingRoom(Board Board, Meeting Meeting, IReadOnlyList<Guid> Members)
{
    /// <summary>When the meeting begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 12, 18, 0, 0, TimeSpan.Zero);

    public static readonly Guid Item = Guid.Parse("0192f0a0-0000-7000-8000-0000000000a1");

    /// <summary>A board of so many voting members, the first of them its chair and the second its vice chair, and a meeting that was scheduled with an agenda of one item.</summary>
    public static MeetingRoom Of(int members, BoardRules? rules = null, MeetingKind kind = MeetingKind.Regular)
    {
        var began = new DateOnly(2020, 1, 1);
        List<object> happened = [new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises the chief.", "Ordinance 2019-17", rules ?? BoardFixture.Rules, began)];
        List<Guid> ids = [];
        for (var i = 0; i < members; i++)
        {
            var (seat, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            ids.Add(member);
            happened.Add(new SeatCreated(seat, $"Seat {i + 1}", "residents", "Council", true, 1200, began.AddYears(99), began));
            happened.Add(new MemberNominated(member, seat, new($"person-{i}"), Personal.Of(new($"person-{i}"), $"Member {i + 1}"), "Council", began));
            happened.Add(new MemberConfirmed(member, began, began.AddYears(99), "Resolution 1", began));
            if (i < 2) happened.Add(new OfficerElected(member, i == 0 ? BoardOffice.Chair : BoardOffice.ViceChair, began));
        }
        var board = Guid.CreateVersion7();
        return new MeetingRoom(happened.Aggregate((Board?)null, (before, each) => Board.Evolve(before, board, each))!, null!, ids)
            .And(new MeetingScheduled(board, kind, "Monthly meeting", Start, 120, "City Hall, room 2", Start.AddDays(-10)), new AgendaSet([new(Item, null, "Body cameras", 60, AgendaKind.Action)], Start.AddDays(-9)));
    }

    /// <summary>One that was noticed and called to order, with the first so many members there.</summary>
    public static MeetingRoom Open(int members, int present, BoardRules? rules = null)
    {
        var room = Of(members, rules).And(new MeetingNoticed(Start.AddDays(-8)));
        return room.Do(Start, floor => OpenMeeting.Decide(floor, new(Guid.Empty, [.. room.Members.Take(present).Select(member => new MemberPresenceInput(member, AttendanceMode.InPerson))])));
    }

    public MeetingRoom And(params object[] happened) => this with { Meeting = happened.Aggregate(Meeting, (before, each) => Meeting.Evolve(before, Guid.Empty, each)!) };

    /// <summary>Something that happened to the board.</summary>
    public MeetingRoom AndOf(params object[] board) => this with { Board = board.Aggregate(Board, (before, each) => Board.Evolve(before, Board.Id, each)!) };

    /// <summary>What the clerk, or the member who is named, decides from.</summary>
    public Floor Floor(DateTimeOffset at, Guid? self = null) => new(Meeting, Board, InOffice.RosterOn(Board, DayOf(at)), at, DayOf(at), self, self is null);

    /// <summary>What is put on record by a decision, with all that follows of it.</summary>
    public IReadOnlyList<object> Decided(DateTimeOffset at, Func<Floor, IEnumerable<object>> decide, Guid? self = null) => Record.Decide(Floor(at, self), at, decide);

    /// <summary>What is put on record in the meeting, this many minutes after it began.</summary>
    public IReadOnlyList<object> Decided(int minute, Func<Floor, object> decide, Guid? self = null) => Decided(Start.AddMinutes(minute), floor => [decide(floor)], self);

    public MeetingRoom Do(DateTimeOffset at, Func<Floor, IEnumerable<object>> decide, Guid? self = null) => And([.. Decided(at, decide, self)]);

    public MeetingRoom Do(int minute, Func<Floor, object> decide, Guid? self = null) => And([.. Decided(minute, decide, self)]);

    /// <summary>The code of the refusal that a decision comes to.</summary>
    public string Refused(DateTimeOffset at, Func<Floor, object> decide, Guid? self = null) => Should.Throw<Refusal>(() => Decided(at, floor => [decide(floor)], self)).Code;

    public string Refused(int minute, Func<Floor, object> decide, Guid? self = null) => Refused(Start.AddMinutes(minute), decide, self);

    /// <summary>The agency's clocks go by UTC here.</summary>
    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    // As the mutations have it, for the tests to be read.
    public static Func<Floor, object> Arrives(Guid member) => floor => RecordArrival.Decide(floor, new(Guid.Empty, member, AttendanceMode.Remote));

    public static Func<Floor, object> Leaves(Guid member) => floor => RecordDeparture.Decide(floor, new(Guid.Empty, member));

    public static Func<Floor, object> Excuses(Guid member) => floor => ExcuseAbsence.Decide(floor, new(Guid.Empty, member, "Ill."));

    public static Func<Floor, object> HandsOverTo(Guid member) => floor => HandOverChair.Decide(floor, new(Guid.Empty, member));

    public static Func<Floor, object> Takes(Guid item) => floor => TakeItem.Decide(floor, new(Guid.Empty, item));

    public static Func<Floor, object> Notes(string note, Guid? item = null, Guid? motion = null) => floor => NoteDiscussion.Decide(floor, new(Guid.Empty, note, item, motion));

    public static Func<Floor, object> Closes(string? ground = null, string subject = "An officer's appraisal", Guid? motion = null, bool used = false) =>
        floor => CloseSession.Decide(floor, used, new(Guid.Empty, ground ?? BoardFixture.Rules.ClosedSessionGrounds[0], subject, motion));

    public static Func<Floor, object> Reopens { get; } = ReopenSession.Decide;

    public static Func<Floor, object> Recesses { get; } = floor => RecessMeeting.Decide(floor, new(Guid.Empty));

    public static Func<Floor, object> Resumes { get; } = floor => ResumeMeeting.Decide(floor, new(Guid.Empty)).Single();

    public static Func<Floor, object> Adjourns { get; } = AdjournMeeting.Decide;
}
