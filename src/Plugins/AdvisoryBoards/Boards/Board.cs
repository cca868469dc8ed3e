namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What kind of board it is.</summary>
public enum BoardKind
{
    /// <summary>Advises the agency.</summary>
    Advisory,

    /// <summary>Oversees it: reviews complaints, audits, policies.</summary>
    Oversight,

    /// <summary>Is heard before decisions.</summary>
    Consultative,

    /// <summary>Prepares something and ends.</summary>
    WorkingGroup,

    /// <summary>Anything else.</summary>
    Other
}

/// <summary>An office that members hold among themselves.</summary>
public enum BoardOffice
{
    /// <summary>Presides.</summary>
    Chair,

    /// <summary>Presides where the chair does not.</summary>
    ViceChair,

    /// <summary>Keeps the record.</summary>
    Secretary
}

/// <summary>What an interest is.</summary>
public enum InterestKind
{
    /// <summary>Money or property.</summary>
    Financial,

    /// <summary>Work for somebody who is concerned.</summary>
    Employment,

    /// <summary>A relative or a partner.</summary>
    Family,

    /// <summary>A part in an organisation.</summary>
    Affiliation,

    /// <summary>Anything else.</summary>
    Other
}

/// <summary>A board of people from the community that advises or oversees the agency.</summary>
/// <param name="Id">The board's id.</param>
/// <param name="Kind">What kind of board it is.</param>
/// <param name="Ordinance">What it was established by, as it is cited.</param>
/// <param name="Rules">How it works.</param>
/// <param name="EstablishedOn">Since when there is one.</param>
public sealed record Board(
    Guid Id, [property: Unpublished] AgencyText Name, BoardKind Kind, [property: Unpublished] AgencyText Purpose, string Ordinance, BoardRules Rules, DateOnly EstablishedOn)
{
    /// <summary>Its last day; null where it goes on.</summary>
    public DateOnly? DissolvedOn { get; init; }

    /// <summary>Why it was dissolved.</summary>
    public string? DissolvedFor { get; init; }

    [Unpublished] public IReadOnlyList<BoardSeat> Seats { get; init; } = [];

    [Unpublished] public IReadOnlyList<BoardMembership> Memberships { get; init; } = [];

    [Unpublished] public IReadOnlyList<BoardOfficer> Officers { get; init; } = [];

    [Unpublished] public IReadOnlyList<ConflictOfInterest> Conflicts { get; init; } = [];

    [Unpublished] public IReadOnlyList<AttendanceRecorded> Attendance { get; init; } = [];

    // The ordinance that established the board, or what changed its rules last.
    [Unpublished] public string RulesAuthority { get; init; } = Ordinance;

    [Unpublished] public DateOnly RulesFrom { get; init; } = EstablishedOn;

    /// <summary>The rules before those that hold, the oldest first.</summary>
    [Unpublished] public IReadOnlyList<RulesInForce> PastRules { get; init; } = [];

    /// <summary>The rules from the first to those that hold.</summary>
    internal IEnumerable<RulesInForce> RulesInForce() => PastRules.Append(new(Rules, RulesAuthority, RulesFrom, null));

    /// <summary>The day of the last meeting that is over; null where none is.</summary>
    internal DateOnly? LastMet() => Attendance.Max(each => (DateOnly?)each.On);

    /// <summary>Refuses what is not done of a board after its last day. That it will end changes nothing until then.</summary>
    internal void MustGoOn(DateOnly day)
    {
        if (day > DissolvedOn) throw Dissolved();
    }

    internal Refusal Dissolved() => new(
        "advisory-boards.board-dissolved",
        $"The last day of this board is {DissolvedOn:yyyy-MM-dd}, as it is on record. What it did can be read, and nothing begins after that day.", "boardId");

    internal static Board? Evolve(Board? board, Guid id, object happened) => happened switch
    {
        BoardEstablished e => new(id, new(e.Name, e.Language), e.Kind, new(e.Purpose, e.Language), e.Ordinance, e.Rules, e.On),
        _ when board is null => null,
        BoardDescribed e => board with
        {
            Name = board.Name.Changed(e.Name ?? board.Name.Text, e.Language),
            Purpose = board.Purpose.Changed(e.Purpose ?? board.Purpose.Text, e.Language),
            Ordinance = e.Ordinance ?? board.Ordinance
        },
        BoardTranslated e => board with
        {
            Name = board.Name.Translated(e.Language, e.Name, e.Status),
            Purpose = board.Purpose.Translated(e.Language, e.Purpose, e.Status)
        },
        BoardRulesAmended e => board with
        {
            Rules = e.Rules,
            RulesAuthority = e.Authority,
            RulesFrom = e.On,
            PastRules = [.. board.PastRules, new(board.Rules, board.RulesAuthority, board.RulesFrom, e.On.AddDays(-1))]
        },
        BoardDissolved e => board with { DissolvedOn = e.On, DissolvedFor = e.Reason },
        SeatCreated e => board with
        {
            Seats = [.. board.Seats, new(e.SeatId, id, e.Label, e.Category, e.AppointingAuthority, e.Votes, e.TermMonths, e.FirstTermEnds, e.On, e.Eligibility)]
        },
        SeatAbolished e => board with { Seats = [.. board.Seats.Select(seat => seat.Id == e.SeatId ? seat with { AbolishedOn = e.On, AbolishedFor = e.Reason } : seat)] },
        MemberNominated e => board with { Memberships = [.. board.Memberships, BoardMembership.Evolve(null, id, e)!] },
        IMembershipEvent e => board with { Memberships = [.. board.Memberships.Select(each => each.Id == e.MembershipId ? BoardMembership.Evolve(each, id, e)! : each)] },
        OfficerElected e => board with
        {
            Officers = [.. board.Officers.Select(each => each.Office == e.Office && each.Until is null ? each with { Until = e.On.AddDays(-1) } : each),
                new(e.MembershipId, e.Office, e.On, null, e.MotionId)]
        },
        OfficerReleased e => board with
        {
            Officers = [.. board.Officers.Select(each => each.MembershipId == e.MembershipId && each.Office == e.Office && each.Until is null ? each with { Until = e.On } : each)]
        },
        ConflictDeclared e => board with { Conflicts = [.. board.Conflicts, new(e.ConflictId, e.MembershipId, e.Kind, e.Interest, e.On, null)] },
        ConflictEnded e => board with { Conflicts = [.. board.Conflicts.Select(each => each.Id == e.ConflictId ? each with { EndedOn = e.On } : each)] },
        AttendanceRecorded e => board with { Attendance = [.. board.Attendance, e] },
        _ => board
    };
}

/// <summary>Rules of a board, and what made them.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Authority">The ordinance that established the board with them, or what changed them, as it is cited.</param>
/// <param name="From">Their first day.</param>
/// <param name="Until">Their last day; null while they hold.</param>
public sealed record RulesInForce(BoardRules Rules, string Authority, DateOnly From, DateOnly? Until);

/// <summary>A seat of a board, which one member at a time holds.</summary>
/// <param name="Id">The seat's id.</param>
/// <param name="BoardId">The board.</param>
/// <param name="Label">What it is called: «Seat 3».</param>
/// <param name="Category">Whom it is for: residents, business owners, students.</param>
/// <param name="AppointingAuthority">Who appoints its member.</param>
/// <param name="Votes">Whether its member votes, and counts towards a quorum. An advisor's does not.</param>
/// <param name="TermMonths">How long its terms are, in months.</param>
/// <param name="FirstTermEnds">The last day of its first term.</param>
/// <param name="CreatedOn">Since when there is one.</param>
/// <param name="Eligibility">Who may hold it, in words; null where anybody may.</param>
public sealed record BoardSeat(
    Guid Id, [property: Unpublished] Guid BoardId, string Label, string Category, string AppointingAuthority, bool Votes, int TermMonths, DateOnly FirstTermEnds, DateOnly CreatedOn, string? Eligibility)
{
    /// <summary>Its last day; null where it goes on.</summary>
    public DateOnly? AbolishedOn { get; init; }

    /// <summary>Why it was abolished.</summary>
    public string? AbolishedFor { get; init; }

    /// <summary>Refuses what is not done of a seat after its last day.</summary>
    internal void MustGoOn(DateOnly day)
    {
        if (day > AbolishedOn) throw Abolished();
    }

    internal Refusal Abolished() => new(
        "advisory-boards.seat-abolished",
        $"The last day of this seat is {AbolishedOn:yyyy-MM-dd}, as it is on record. Choose another seat.", "seatId");
}

/// <summary>An office that a member holds, or held.</summary>
/// <param name="Office">Which.</param>
/// <param name="From">Since when.</param>
/// <param name="Until">The last day; null while they hold it.</param>
/// <param name="MotionId">The motion that elected them.</param>
public sealed record BoardOfficer([property: Unpublished] Guid MembershipId, BoardOffice Office, DateOnly From, DateOnly? Until, Guid? MotionId)
{
    internal Guid Id => StreamId.Of(MembershipId.ToString(), Office.ToString(), From.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>An interest that a member declared.</summary>
/// <param name="Id">The declaration's id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Interest">In the member's words; null where they were erased.</param>
/// <param name="DeclaredOn">When it was declared.</param>
/// <param name="EndedOn">Since when it is no more; null while it is.</param>
public sealed record ConflictOfInterest(Guid Id, [property: Unpublished] Guid MembershipId, InterestKind Kind, Personal<string> Interest, DateOnly DeclaredOn, DateOnly? EndedOn);

public sealed partial class BoardProjection : SingleStreamProjection<Board, Guid>
{
    public BoardProjection()
    {
        IncludeType<BoardEstablished>();
        IncludeType<BoardDescribed>();
        IncludeType<BoardTranslated>();
        IncludeType<BoardRulesAmended>();
        IncludeType<BoardDissolved>();
        IncludeType<SeatCreated>();
        IncludeType<SeatAbolished>();
        IncludeType<AttendanceRecorded>();
        IncludeType<MemberNominated>();
        IncludeType<NominationWithdrawn>();
        IncludeType<MemberConfirmed>();
        IncludeType<MemberIdentified>();
        IncludeType<MemberResigned>();
        IncludeType<MemberRemoved>();
        IncludeType<SeatForfeited>();
        IncludeType<SeatRestored>();
        IncludeType<OfficerElected>();
        IncludeType<OfficerReleased>();
        IncludeType<ConflictDeclared>();
        IncludeType<ConflictEnded>();
    }

    public override Board? Evolve(Board? snapshot, Guid id, IEvent e) => Board.Evolve(snapshot, id, e.Data);
}
