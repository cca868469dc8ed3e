using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A host with boards, shared by the tests of a class, and what many of them begin with.</summary>
public class BoardFixture : PluginFixture
{
    public static readonly BoardRules Rules = new(
        new(QuorumBasis.Seats), ChairVote.Always, NoticeHours: 72, SpecialNoticeHours: 24, ["Open Meetings Act § 551.074, personnel"],
        TermLimit: new(2), Absence: new(Consecutive: 3, Within: 5), MostTermsEndingTogether: 3);

    /// <summary>The clock of the host; null for the one on the wall.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Keeps the record.</summary>
    public EngageClient Clerk => Engage.As("Cleo", Roles.Staff);

    public EngageClient Admin => Engage.As("Admin", Roles.Administrator);

    public EngageClient Resident => Engage.As("Ada", Roles.Resident);

    // Compiled in, so that a test can begin with events: a plugin that is loaded from a folder has types of its own.
    protected override Task<EngageHarness> Start() => EngageHarness.Start(
        plugins: "none", configure: engage => engage.AddPlugin<AdvisoryBoardsPlugin>(), services: Clock is null ? null : services => services.AddSingleton(Clock));

    /// <summary>Somebody who may sit on boards, by their account.</summary>
    public EngageClient Member(string name) => Engage.As(name, Roles.BoardMember);

    /// <summary>A board that exists since long ago, with voting members in office until long from now, the first of them its chair.</summary>
    public async Task<(Guid Board, IReadOnlyList<Guid> Members)> Board(BoardRules? rules = null, params string[] names)
    {
        var (board, began, events, members) = (Guid.CreateVersion7(), new DateOnly(2020, 1, 1), new List<object>(), new List<Guid>());
        events.Add(new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises the chief.", "Ordinance 2019-17", rules ?? Rules, began));
        foreach (var (i, name) in names.Index())
        {
            var (seat, member) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            var account = new ActorId((await Member(name).Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!);
            members.Add(member);
            events.Add(new SeatCreated(seat, $"Seat {i + 1}", "residents", "Council", true, 1200, began.AddYears(99), began));
            events.Add(new MemberNominated(member, seat, account, Personal.Of(account, name), "Council", began, account));
            events.Add(new MemberConfirmed(member, began, began.AddYears(99), "Resolution 1", began));
            if (i == 0) events.Add(new OfficerElected(member, BoardOffice.Chair, began));
        }
        await Append<Board>(board, events);
        return (board, members);
    }

    /// <summary>A meeting that was noticed in time and has been called to order with the first <paramref name="present"/> members there.</summary>
    public async Task<(Guid Board, Guid Meeting, IReadOnlyList<Guid> Members)> OpenMeeting(int present, BoardRules? rules = null, params string[] names)
    {
        var (board, members) = await Board(rules, names);
        return (board, await OpenMeetingOf(board, members, present, rules), members);
    }

    /// <summary>The same of a board that is there.</summary>
    public async Task<Guid> OpenMeetingOf(Guid board, IReadOnlyList<Guid> members, int present, BoardRules? rules = null)
    {
        var (meeting, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow.AddHours(-1));
        var roster = new Roster([.. members.Select(member => new Seated(member, true))], members.Count / 2 + 1);
        var begun = at.AddMinutes(-at.Minute).AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
        await Append<Meeting>(meeting, [
            new MeetingScheduled(board, MeetingKind.Regular, "Monthly meeting", begun, 120, "City Hall, room 2", begun.AddDays(-10)),
            new AgendaSet([new(Guid.CreateVersion7(), null, "Body cameras", 60, AgendaKind.Action)], begun.AddDays(-9)),
            new MeetingNoticed(begun.AddDays(-8)),
            new MeetingOpened(members[0], (rules ?? Rules).ChairVote, roster, begun),
            .. members.Take(present).Select(member => new MemberArrived(member, AttendanceMode.InPerson, begun))]);
        return meeting;
    }

    /// <summary>Appends events as if they had come about.</summary>
    public async Task Append<TStream>(Guid id, IReadOnlyList<object> events) where TStream : class
    {
        await using var session = Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
        session.Events.StartStream<TStream>(id, events);
        await session.SaveChangesAsync();
    }

    /// <summary>Appends events to a stream that is there, as if they had come about.</summary>
    public async Task AppendTo(Guid id, params IReadOnlyList<object> events)
    {
        await using var session = Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
        session.Events.Append(id, events);
        await session.SaveChangesAsync();
    }
}
