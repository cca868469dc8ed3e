using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Boards, meetings, motions and memberships are folded by one function each, which says which events it takes; what it leaves out is missing after a rebuild.</summary>
public sealed class RebuildingReadModels : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 3);

    private readonly BoardFixture _boards = new();

    public Task InitializeAsync() => _boards.InitializeAsync();

    public Task DisposeAsync() => _boards.DisposeAsync();

    [Fact]
    public async Task Everything_that_is_read_can_be_thrown_away_and_made_anew_from_the_events()
    {
        var paper = MeetingOnPaper.Whole();
        await _boards.Append<Board>(paper.BoardId, [.. paper.OfBoard, .. OfBoard(paper)]);
        await _boards.Append<Meeting>(paper.MeetingId, [.. paper.OfMeeting, .. OfMeeting(paper)]);
        await _boards.Append<Meeting>(Guid.CreateVersion7(), [
            new MeetingScheduled(paper.BoardId, MeetingKind.Special, "Another", MeetingOnPaper.Seven, 60, "Hall", MeetingOnPaper.At(0)),
            new MeetingRescheduled(MeetingOnPaper.At(9), 30, "Elsewhere", "The roof leaks.", MeetingOnPaper.At(1)), new MeetingCancelled("It still does.", MeetingOnPaper.At(2))]);
        await Recommend(paper);
        await Elsewhere();
        // Otherwise something could be missing after a rebuild that was never there.
        var (declared, stored) = (Declared(), (await _boards.Engage.Events()).Select(each => each.Alias).ToHashSet());
        declared.Where(alias => !stored.Contains(alias)).ShouldBeEmpty();

        var store = _boards.Engage.Services.GetRequiredService<IDocumentStore>();
        await store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromMinutes(2));
        var before = await Documents();
        foreach (var table in await Tables()) before.ShouldContain(document => document.StartsWith(table), $"nothing is in {table}, so nothing shows that it is made anew");

        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);

        string.Join('\n', await Documents()).ShouldBe(string.Join('\n', before));
    }

    private static IEnumerable<object> OfBoard(MeetingOnPaper paper)
    {
        var (seat, member, withdrawn, person, conflict) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new ActorId(Guid.NewGuid().ToString()), Guid.CreateVersion7());
        var members = paper.Members;
        return [
            new BoardDescribed(Name: "Police Advisory Council", Language: "en"), new BoardTranslated("de", "Polizeibeirat", "Berät.", TranslationStatus.Human),
            new BoardRulesAmended(BoardFixture.Rules with { NoticeHours = 48 }, "Ordinance 2026-3", Day), new SeatCreated(seat, "Seat 9", "students", "Board", true, 12, Day.AddYears(1), Day),
            new MemberNominated(withdrawn, seat, person, Personal.Of(person, "Hal"), "Board", Day), new NominationWithdrawn(withdrawn, Personal.Of(person, "Moved away."), Day),
            new MemberNominated(member, seat, person, Personal.Of(person, "Hal"), "Board", Day), new MemberIdentified(member, person), new MemberConfirmed(member, Day, Day.AddYears(1), "Vote", Day),
            new OfficerElected(members[0], BoardOffice.Chair, Day, Guid.CreateVersion7()), new OfficerReleased(members[0], BoardOffice.Chair, Day.AddDays(1)),
            new ConflictDeclared(conflict, members[1], InterestKind.Family, Personal.Of(person, "A brother."), Day), new ConflictEnded(conflict, Day.AddDays(1)),
            new AttendanceRecorded(paper.MeetingId, Day, [members[0]], [members[1]], [members[2]], MeetingKind.Regular),
            new MemberResigned(members[4], Day, Personal.Of(person, "Tired.")), new MemberRemoved(members[5], Day, Personal.Of(person, "Never came."), "Council"),
            new SeatForfeited(members[6], Day, [paper.MeetingId]), new SeatForfeited(members[3], Day, [paper.MeetingId]),
            new SeatRestored(members[3], Personal.Of(person, "She was there."), Day),
            new SeatAbolished(seat, "No students.", Day.AddDays(9)), new BoardDissolved("Done.", Day.AddYears(9))];
    }

    private static IEnumerable<object> OfMeeting(MeetingOnPaper paper)
    {
        var (item, motion, at) = (paper.Meeting.Items[0].Id, paper.Meeting.Motions[0].Id, MeetingOnPaper.At(600));
        return [
            new RosterChanged(paper.Meeting.Roster with { Required = 5 }, at), new MeetingTranslated("de", "Märzsitzung", TranslationStatus.Machine, at),
            new AgendaItemTranslated(item, "de", "Kameras", null, TranslationStatus.Human, at), new MotionTranslated(motion, "de", "Zwölf Kameras.", TranslationStatus.Human, at),
            new MotionFailed(paper.Meeting.Motions[^1].Id, new(5, 5, [], 1, 4, 0, []), at), new MinutesCorrected(Guid.CreateVersion7(), item, "Not so.", at), new MinutesApproved(motion, at)];
    }

    private async Task Recommend(MeetingOnPaper paper)
    {
        var (by, motions) = (Personal.Of(new ActorId(Guid.NewGuid().ToString()), "Ola"), paper.Meeting.Motions.Select(motion => motion.Id).ToList());
        EvidenceLink[] evidence = [new("The pilot", "https://city.example/pilot")];
        RecommendationDrafted drafted = new(paper.BoardId, "Cameras", "Buy twenty.", "equipment", "Chief", evidence);
        RecommendationIssued issued = new(motions[0], Day, Day.AddDays(14), Day.AddDays(90), 10, 60);
        var newer = Guid.CreateVersion7();
        await _boards.Append<Recommendation>(Guid.CreateVersion7(), [
            drafted, new RecommendationRevised("Cameras", "Buy thirty.", "equipment", "Chief", evidence), issued, new RecommendationTranslated("de", "Kameras", "Kauft dreißig.", TranslationStatus.Human),
            new RecommendationAcknowledged(Day, by, "staff"), new RecommendationResponded(ResponseKind.Partly, "Ten.", "Money.", Day, by, "staff", Day.AddYears(1)),
            new ResponseTranslated(1, "de", "Zehn.", "Geld.", TranslationStatus.Human), new ImplementationStarted("Ordered.", Day, by, "staff"), new ImplementationReported("Bought.", evidence, Day, by, "staff"),
            new ImplementationRejected(motions[1], "Nine.", Day), new ImplementationReported("Ten now.", evidence, Day, by, "staff"),
            new ImplementationVerified(motions[2], ImplementationExtent.Partial, "Twenty are missing.", Day)]);
        await _boards.Append<Recommendation>(newer, [drafted, issued with { MotionId = motions[3] }, new RecommendationClosed(motions[4], "Enough.", Day)]);
        await _boards.Append<Recommendation>(Guid.CreateVersion7(), [drafted, issued with { MotionId = motions[5] }, new RecommendationSuperseded(newer, Day)]);
        await _boards.Append<Recommendation>(Guid.CreateVersion7(), [drafted, new RecommendationDiscarded()]);
    }

    /// <summary>Another agency, of which nothing may come into the first one.</summary>
    private async Task Elsewhere()
    {
        await _boards.Engage.In("camden");
        var paper = MeetingOnPaper.Short("Zoe", "Zac");
        await using var session = _boards.Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession("camden");
        session.Events.StartStream<Board>(paper.BoardId, paper.OfBoard);
        session.Events.StartStream<Meeting>(paper.MeetingId, paper.OfMeeting);
        await session.SaveChangesAsync();
    }

    // Of every event there is a sample, named after its alias.
    private static IEnumerable<string> Declared() => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Samples"))
        .Select(file => string.Join('.', Path.GetFileName(file).Split('.').Take(2)));

    private async Task<List<string>> Documents()
    {
        var documents = new List<string>();
        foreach (var table in await Tables())
            documents.AddRange(await Read($"select '{table} ' || tenant_id || ' ' || data::text from engage_advisory_boards.{table} order by tenant_id, id"));
        return documents;
    }

    private Task<List<string>> Tables() =>
        Read("select table_name::text from information_schema.tables where table_schema = 'engage_advisory_boards' and table_name like 'mt\\_doc\\_%' order by table_name");

    private async Task<List<string>> Read(string sql)
    {
        await using var command = _boards.Engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<string>();
        while (await rows.ReadAsync()) read.Add(rows.GetString(0));
        return read;
    }
}
