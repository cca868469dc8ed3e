namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A meeting at an hour when the next day has begun by UTC, and not by the agency's clocks.</summary>
public sealed class MeetingInTheEvening : IAsyncLifetime
{
    private static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");

    private static readonly DateOnly Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Chicago).Date.AddDays(-3));

    private static readonly DateTimeOffset Seven = TimeZoneInfo.ConvertTimeToUtc(Day.ToDateTime(new(19, 0)), Chicago);

    private readonly MovedClock _clock = new(Seven.AddMinutes(5) - DateTimeOffset.UtcNow);
    private readonly BoardFixture _boards;

    public MeetingInTheEvening() => _boards = new() { Clock = _clock };

    public Task InitializeAsync() => _boards.InitializeAsync();

    public Task DisposeAsync() => _boards.DisposeAsync();

    [Fact]
    public async Task On_the_evening_of_the_last_day_of_a_term_the_member_sits_and_from_midnight_by_the_agencys_clocks_the_successor()
    {
        await BoardFixture.Done(_boards.Admin, "describeAgency", "{ timeZone: \"America/Chicago\" }");
        var (board, members) = await _boards.Board(null, "Ann", "Ben");
        var (seat, dee, eve, began) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), new DateOnly(2020, 1, 1));
        var (deesAccount, evesAccount) = (await AccountOf("Dee"), await AccountOf("Eve"));
        await _boards.AppendTo(board,
            new SeatCreated(seat, "Seat 3", "residents", "Council", true, 36, Day, began),
            new MemberNominated(dee, seat, deesAccount, Personal.Of(deesAccount, "Dee"), "Council", began, deesAccount),
            new MemberConfirmed(dee, began, Day, "Resolution 1", began),
            new MemberNominated(eve, seat, evesAccount, Personal.Of(evesAccount, "Eve"), "Council", Day, evesAccount),
            new MemberConfirmed(eve, Day.AddDays(1), Day.AddYears(3), "Resolution 2", Day),
            new BoardRulesAmended(BoardFixture.Rules with { ChairVote = ChairVote.Never }, "Ordinance 2", Day.AddDays(1)));
        var meeting = Guid.CreateVersion7();
        await _boards.Append<Meeting>(meeting, [
            new MeetingScheduled(board, MeetingKind.Regular, "Monthly meeting", Seven, 420, "City Hall, room 2", Seven.AddDays(-10)),
            new AgendaSet([new(Guid.CreateVersion7(), null, "Body cameras", 60, AgendaKind.Action)], Seven.AddDays(-9)),
            new MeetingNoticed(Seven.AddDays(-8))]);

        await _boards.Refused(_boards.Clerk, "openMeeting", Opening(eve), "advisory-boards.not-a-member");
        await BoardFixture.Done(_boards.Clerk, "openMeeting", Opening(dee));
        (await Stored("advisory-boards.meeting-opened")).ShouldHaveSingleItem()
            .GetProperty("chairVote").ToString().ShouldBe("Always", "the rules of that evening");
        await BoardFixture.Done(_boards.Member("Dee"), "moveMotion", Moving());

        _clock.Ahead += TimeSpan.FromHours(5);
        await BoardFixture.Done(_boards.Clerk, "recordArrival", $"{{ meetingId: \"{meeting}\", membershipId: \"{eve}\", mode: IN_PERSON }}");
        (await Stored("advisory-boards.roster-changed")).ShouldHaveSingleItem().ToString().ShouldContain(eve.ToString());
        await _boards.Refused(_boards.Member("Dee"), "moveMotion", Moving(), "advisory-boards.not-a-member");
        await BoardFixture.Done(_boards.Member("Eve"), "moveMotion", Moving());

        string Moving() => $"{{ meetingId: \"{meeting}\", text: \"Publish the policy on body cameras.\" }}";

        string Opening(Guid second) => $"{{ meetingId: \"{meeting}\", present: [{There(members[0])}, {There(second)}] }}";

        static string There(Guid member) => $"{{ membershipId: \"{member}\", mode: IN_PERSON }}";
    }

    private async Task<ActorId> AccountOf(string name) =>
        new((await _boards.Member(name).Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!);

    private async Task<IEnumerable<System.Text.Json.JsonElement>> Stored(string alias) =>
        [.. (await _boards.Engage.Events()).Where(each => each.Alias == alias).Select(each => each.Data)];
}
