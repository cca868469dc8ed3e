namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A board and one of its meetings, made of events by hand: an evening on which everything happened that minutes tell of.</summary>
internal sealed class MeetingOnPaper
{
    public static readonly DateTimeOffset Seven = new(2026, 3, 3, 1, 0, 0, TimeSpan.Zero);

    public static readonly AgencyCalendar Chicago = new(TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"), [DayOfWeek.Saturday, DayOfWeek.Sunday], []);

    private MeetingOnPaper(params string[] names)
    {
        var began = new DateOnly(2020, 1, 1);
        OnBoard(new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises the chief.", "Ordinance 2019-17", BoardFixture.Rules, began));
        foreach (var (i, name) in names.Index())
        {
            var (seat, member, person) = (Guid.CreateVersion7(), Guid.CreateVersion7(), new ActorId(Guid.NewGuid().ToString()));
            Members.Add(member);
            Names[member] = name;
            OnBoard(
                new SeatCreated(seat, $"Seat {i + 1}", "residents", "Council", name != "Chief Ito", 1200, began.AddYears(99), began),
                new MemberNominated(member, seat, person, Personal.Of(person, name), "Council", began),
                new MemberConfirmed(member, began, began.AddYears(99), "Resolution 1", began));
        }
        Happens(new MeetingScheduled(BoardId, MeetingKind.Regular, "March meeting", Seven, 120, "City Hall, room 2", Seven.AddDays(-10)), new MeetingNoticed(Seven.AddDays(-9)));
    }

    public Guid BoardId { get; } = Guid.CreateVersion7();

    public Guid MeetingId { get; } = Guid.CreateVersion7();

    public List<object> OfBoard { get; } = [];

    public List<object> OfMeeting { get; } = [];

    public Board Board { get; private set; } = null!;

    public Meeting Meeting { get; private set; } = null!;

    public List<Guid> Members { get; } = [];

    public Dictionary<Guid, string?> Names { get; } = [];

    /// <summary>The reasons as they can still be read.</summary>
    public Dictionary<Personal<string>, string?> Reasons { get; } = [];

    public static DateTimeOffset At(int minutes) => Seven.AddMinutes(minutes);

    /// <summary>Nothing but called to order and adjourned, an hour later.</summary>
    public static MeetingOnPaper Short(params string[] names)
    {
        var paper = new MeetingOnPaper(names);
        paper.Open(paper.Members.Count);
        paper.Happens(new MeetingAdjourned(At(60)));
        return paper;
    }

    public static MeetingOnPaper Whole()
    {
        var paper = new MeetingOnPaper("Ann", "Ben", "Cem", "Dee", "Eve", "Fay", "Gus", "Chief Ito");
        var (ann, ben, cem, dee, eve, fay, chief) = (paper.Members[0], paper.Members[1], paper.Members[2], paper.Members[3], paper.Members[4], paper.Members[5], paper.Members[7]);
        var items = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        paper.Names[dee] = null;
        paper.Happens(new AgendaSet([
            new(items[0], null, "Body cameras", 60, AgendaKind.Action), new(items[1], items[0], "What they cost", 20, AgendaKind.Report), new(items[2], items[0], "Whether to buy them", 40, AgendaKind.Action),
            new(items[3], null, "The annual report", 30, AgendaKind.Report), new(items[4], null, "A logo", 10, AgendaKind.Discussion)], Seven.AddDays(-9)));
        paper.Open(4);
        paper.Happens(
            new MemberArrived(chief, AttendanceMode.Remote, At(3)), new AbsenceExcused(eve, paper.Why(eve, "Ill."), At(4)), new ItemTaken(items[1], At(5)),
            new DiscussionNoted(items[1], null, "The chief told what the last pilot cost.\nNobody asked for more.", At(6)), new ItemTaken(items[2], At(20)));

        var interest = paper.Why(ann, "Her brother sells them.");
        var first = paper.Moves(ben, 21, "Recommend twelve cameras.", items[2]);
        paper.Happens(new MotionSeconded(first, cem, At(22)), new VoteCalled(first, At(23)), new VoteCast(first, ben, At(24), VoteChoice.Aye), new MemberRecused(first, ann, interest, At(25)));
        paper.Ends(first, result => new MotionVoided(first, result, At(25)));

        paper.Happens(new MemberArrived(fay, AttendanceMode.InPerson, At(30)));
        var second = paper.Moves(ben, 31, "Recommend twelve cameras.", items[2]);
        paper.Happens(new MotionSeconded(second, cem, At(32)), new DiscussionNoted(null, second, "Fay asked who would watch them.", At(33)), new MemberRecused(second, ann, interest, At(33)));
        var amendment = paper.Moves(fay, 34, "Recommend twenty cameras.", null, amends: second);
        paper.Happens(new MotionSeconded(amendment, ben, At(35)));
        paper.Votes(amendment, 36, (ben, VoteChoice.Aye), (cem, VoteChoice.Aye), (dee, VoteChoice.Abstain), (fay, VoteChoice.Aye), (ann, VoteChoice.Aye));
        paper.Ends(amendment, result => new MotionCarried(amendment, result, At(38)));
        paper.Happens(new MotionAmended(second, "Recommend twenty cameras.", amendment, At(38)));
        paper.Votes(second, 40, (ben, VoteChoice.Aye), (cem, VoteChoice.Aye), (dee, VoteChoice.Nay));
        paper.Ends(second, result => new MotionCarried(second, result, At(42)));

        paper.Happens(new SessionClosed("Open Meetings Act § 551.074, personnel", "The review of an officer", At(50)), new SessionReopened(At(65)), new MeetingRecessed(At(66)), new MeetingResumed(At(70)),
            new MemberLeft(cem, At(71)), new MemberArrived(cem, AttendanceMode.InPerson, At(75)), new ItemTaken(items[3], At(76)));
        paper.Happens(new PresidingChanged(ben, At(77)), new MemberLeft(ann, At(77)));
        var tied = paper.Moves(cem, 78, "Publish the report.", items[3]);
        paper.Votes(tied, 79, (cem, VoteChoice.Aye), (dee, VoteChoice.Nay));
        paper.Ends(tied, result => new MotionTied(tied, result, At(80), ben));
        paper.Happens(new TieBroken(tied, ben, At(81), VoteChoice.Aye));
        paper.Ends(tied, result => new MotionCarried(tied, RollCall.With(result, ben, new(VoteChoice.Aye, null, null)), At(81)));

        MotionOption red = new(Guid.CreateVersion7(), "Red"), blue = new(Guid.CreateVersion7(), "Blue");
        var scored = paper.Moves(fay, 82, "Choose the cover.", null, VotingMethod.Score, [red, blue]);
        paper.Happens(new VoteCalled(scored, At(83)), new VoteCast(scored, fay, At(84), Scores: [new(red.Id, 5), new(blue.Id, 2)]), new VoteCast(scored, ben, At(84), Scores: [new(blue.Id, 4)]));
        paper.Ends(scored, result => new MotionCarried(scored, result with { Rounds = [new([new(red.Id, 5), new(blue.Id, 6)], [])], Winner = blue.Id }, At(85)));
        var ranked = paper.Moves(fay, 86, "Choose the title.", null, VotingMethod.RankedChoice, [red, blue]);
        paper.Happens(new VoteCalled(ranked, At(87)), new VoteCast(ranked, fay, At(88), Ranking: [red.Id, blue.Id]), new VoteCast(ranked, ben, At(88), Ranking: [red.Id]), new VoteCast(ranked, dee, At(88), Ranking: [blue.Id]));
        paper.Ends(ranked, result => new MotionCarried(ranked, result with { Rounds = [new([new(red.Id, 2), new(blue.Id, 1)], [blue.Id]), new([new(red.Id, 2)], [], 1)], Winner = red.Id }, At(89)));
        var tabled = paper.Moves(dee, 90, "Hold a raffle.", null);
        paper.Happens(new MotionTabled(tabled, "It is late.", At(91)));
        var withdrawn = paper.Moves(dee, 92, "Adjourn at once.", null);
        paper.Happens(new MotionWithdrawn(withdrawn, At(93)));
        paper.Moves(dee, 94, "Meet on the moon.", null);
        paper.Happens(new MeetingAdjourned(Seven.AddHours(5)));
        return paper;
    }

    public Minutes Minutes(string? language = null) => AdvisoryBoards.Minutes.Of(Meeting, Board, Names, Reasons, language);

    public string Markdown(string? language = null) => string.Join("\n\n", MinutesMarkdown.Of(Minutes(language), Chicago));

    /// <summary>What a member gives as a reason.</summary>
    public Personal<string> Why(Guid member, string words)
    {
        var reason = Personal.Of(Board.Memberships.Single(each => each.Id == member).Person, words);
        Reasons[reason] = words;
        return reason;
    }

    public void Happens(params IEnumerable<object> events)
    {
        foreach (var each in events)
        {
            OfMeeting.Add(each);
            Meeting = Meeting.Evolve(Meeting, MeetingId, each)!;
        }
    }

    private void OnBoard(params IEnumerable<object> events)
    {
        foreach (var each in events)
        {
            OfBoard.Add(each);
            Board = Board.Evolve(Board, BoardId, each)!;
        }
    }

    private void Open(int present) => Happens([
        new MeetingOpened(Members[0], ChairVote.Always, InOffice.RosterOn(Board, new(2026, 3, 2)), Seven),
        .. Members.Take(present).Select((member, i) => new MemberArrived(member, i == 2 ? AttendanceMode.Remote : AttendanceMode.InPerson, Seven))]);

    public Guid Moves(Guid mover, int minute, string text, Guid? item, VotingMethod method = VotingMethod.Proposal, IReadOnlyList<MotionOption>? options = null, Guid? amends = null)
    {
        var id = Guid.CreateVersion7();
        Happens(new MotionMoved(id, BoardId, text, method, new(), mover, At(minute), options, item, amends));
        return id;
    }

    private void Votes(Guid motion, int minute, params IEnumerable<(Guid Member, VoteChoice Choice)> votes) =>
        Happens([new VoteCalled(motion, At(minute)), .. votes.Select(vote => new VoteCast(motion, vote.Member, At(minute + 1), vote.Choice))]);

    private void Ends(Guid motion, Func<VoteResult, object> end) => Happens(end(RollCall.Of(Meeting, Meeting.Motions.Single(each => each.Id == motion))));
}
