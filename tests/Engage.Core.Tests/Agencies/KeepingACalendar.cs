using Microsoft.Extensions.DependencyInjection;

namespace Engage.Agencies;

public sealed class KeepingACalendar(CreatingAgencies.Town town) : IClassFixture<CreatingAgencies.Town>
{
    private const string Calendar = "timeZone weekend holidays { nodes { date name } }";

    private static readonly WorkingDays Undeclared = WorkingDays.Undeclared(WorkingDays.IdOf("camden"));
    private static readonly Holiday Christmas = new(new(2026, 12, 25), "Christmas Day");

    [Fact]
    public void A_weekend_is_kept_in_the_order_of_the_week_and_only_where_it_changes()
    {
        Given.State(Undeclared).When(days => SetWeekend.Decide(days, new([AgencyWeekday.Sunday, AgencyWeekday.Friday, AgencyWeekday.Sunday])))
            .Then(new WeekendSet([AgencyWeekday.Friday, AgencyWeekday.Sunday]));
        Given.State(Undeclared).When(days => SetWeekend.Decide(days, new([AgencyWeekday.Sunday, AgencyWeekday.Saturday]))).Then();
        Given.State(Undeclared).When(days => SetWeekend.Decide(days, new([]))).Then(new WeekendSet([]));
    }

    [Fact]
    public void An_agency_works_on_one_day_a_week_at_least()
    {
        Given.State(Undeclared).When(days => SetWeekend.Decide(days, new([.. Enum.GetValues<AgencyWeekday>().Take(6)]))).Then(new WeekendSet([.. Enum.GetValues<AgencyWeekday>().Take(6)]));
        Given.State(Undeclared).When(days => SetWeekend.Decide(days, new(Enum.GetValues<AgencyWeekday>()))).ThenRefused("engage.weekend");
    }

    [Theory]
    [InlineData("Monday", DayOfWeek.Monday)]
    [InlineData("Saturday", DayOfWeek.Saturday)]
    [InlineData("Sunday", DayOfWeek.Sunday)]
    public void A_day_of_the_week_is_that_of_the_clock(string name, DayOfWeek day) => WorkingDays.DayOfWeek(Enum.Parse<AgencyWeekday>(name)).ShouldBe(day);

    [Fact]
    public void Holidays_are_declared_in_their_order_and_again_only_under_another_name()
    {
        Given.State(Undeclared).When(days => DeclareHolidays.Decide(days, new([new(new(2026, 12, 25), " Christmas Day "), new(new(2026, 7, 3), "Independence Day (observed)")])))
            .Then(new HolidaysDeclared([new(new(2026, 7, 3), "Independence Day (observed)"), Christmas]));
        var declared = Undeclared with { Holidays = [Christmas] };
        Given.State(declared).When(days => DeclareHolidays.Decide(days, new([new(Christmas.Date, Christmas.Name)]))).Then();
        Given.State(declared).When(days => DeclareHolidays.Decide(days, new([new(Christmas.Date, "Yule")]))).Then(new HolidaysDeclared([Christmas with { Name = "Yule" }]));
    }

    [Theory]
    [InlineData("", "", "engage.holidays")]
    [InlineData("2026-12-25 2026-12-26 2026-12-25", "H", "engage.holidays")]
    [InlineData("1999-12-31", "H", "engage.calendar-date")]
    [InlineData("2201-01-01", "H", "engage.calendar-date")]
    [InlineData("2026-12-25", " ", "engage.empty-text")]
    [InlineData("2026-12-25", "a\0b", "engage.text-unreadable")]
    public void Holidays_that_cannot_be_declared_are_refused(string dates, string name, string code) =>
        Given.State(Undeclared)
            .When(days => DeclareHolidays.Decide(days, new([.. dates.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(date => new AgencyHolidayInput(DateOnly.Parse(date), name))])))
            .ThenRefused(code);

    [Fact]
    public void No_more_than_a_hundred_holidays_are_declared_at_once_and_two_thousand_in_all()
    {
        Given.State(Undeclared).When(days => DeclareHolidays.Decide(days, new(Many(0, 101)))).ThenRefused("engage.holidays");
        var full = Undeclared with { Holidays = [.. Many(0, 2_000).Select(each => new Holiday(each.Date, each.Name))] };
        Given.State(full).When(days => DeclareHolidays.Decide(days, new(Many(2_000, 1)))).ThenRefused("engage.holidays");
        Given.State(full).When(days => DeclareHolidays.Decide(days, new(Many(1_950, 50)))).Then();
        DeclareHolidays.Decide(Undeclared with { Holidays = full.Holidays.Take(1_900).ToList() }, new(Many(1_900, 100))).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_no_holiday_is_not_removed()
    {
        Given.State(Undeclared).When(days => RemoveHoliday.Decide(days, new(Christmas.Date))).ThenRefused("engage.not-found");
        Given.State(Undeclared with { Holidays = [Christmas] }).When(days => RemoveHoliday.Decide(days, new(Christmas.Date))).Then(new HolidayRemoved(Christmas.Date));
    }

    [Fact]
    public async Task A_calendar_is_read_without_a_token_and_counted_by_as_the_agency_says()
    {
        var agency = await town.Engage.In("calendar");
        var root = agency.As("Root", Roles.Administrator);
        (await agency.Anonymous.Data($"{{ businessCalendar {{ {Calendar} }} }}")).ToString()
            .ShouldBe("""{"businessCalendar":{"timeZone":"Etc/UTC","weekend":["SATURDAY","SUNDAY"],"holidays":{"nodes":[]}}}""");

        await Done(root, "describeAgency", "{ timeZone: \"Asia/Dubai\" }");
        await Done(root, "setWeekend", "{ days: [SUNDAY, FRIDAY] }");
        await Done(root, "declareHolidays", "{ holidays: [{ date: \"2026-06-17\", name: \"New Year\" }, { date: \"2026-06-16\", name: \"Arafat\" }, { date: \"2026-01-01\", name: \"Before\" }] }");
        await Done(root, "declareHolidays", "{ holidays: [{ date: \"2026-06-17\", name: \"Islamic New Year\" }] }");
        await Done(root, "removeHoliday", "{ date: \"2026-06-16\" }");
        (await town.Engage.Events(agency: "calendar")).Select(each => each.Alias).Where(alias => alias.Contains("holiday") || alias.Contains("weekend")).ShouldBe(
            ["engage.weekend-set", "engage.holidays-declared", "engage.holidays-declared", "engage.holiday-removed"]);

        // Wednesday 17 June is a holiday, and Friday and Sunday are the weekend.
        (await agency.Anonymous.Data(
            $$"""
              { businessCalendar { {{Calendar}} later: holidays(from: "2026-01-02") { nodes { name } }
                  works: isBusinessDay(date: "2026-06-20") rests: isBusinessDay(date: "2026-06-17")
                  addBusinessDays(from: "2026-06-16", days: 3) { from days until skipped { nodes { date weekend holiday } } } } }
              """)).ToString().ShouldBe(
            """
            {"businessCalendar":{"timeZone":"Asia/Dubai","weekend":["FRIDAY","SUNDAY"],"holidays":{"nodes":[{"date":"2026-01-01","name":"Before"},{"date":"2026-06-17","name":"Islamic New Year"}]},"later":{"nodes":[{"name":"Islamic New Year"}]},"works":true,"rests":false,"addBusinessDays":{"from":"2026-06-16","days":3,"until":"2026-06-22","skipped":{"nodes":[{"date":"2026-06-17","weekend":false,"holiday":"Islamic New Year"},{"date":"2026-06-19","weekend":true,"holiday":null},{"date":"2026-06-21","weekend":true,"holiday":null}]}}}}
            """.Trim());
    }

    [Fact]
    public async Task Plugins_count_by_the_calendar_of_the_requests_agency()
    {
        await Done((await town.Engage.In("working")).As("Root", Roles.Administrator), "setWeekend", "{ days: [] }");
        foreach (var (agency, weekend) in new[] { ("working", Array.Empty<DayOfWeek>()), ("resting", [DayOfWeek.Saturday, DayOfWeek.Sunday]) })
        {
            await using var session = town.Engage.Services.GetRequiredService<Marten.IDocumentStore>().QuerySession(agency);
            (await new KnownCalendar(session).Read(default)).Weekend.ShouldBe(weekend);
        }
    }

    [Fact]
    public async Task A_change_that_is_repeated_under_its_key_is_answered_as_before_and_written_once()
    {
        var root = (await town.Engage.In("repeating")).As("Root", Roles.Administrator);
        const string declare = "mutation { declareHolidays(input: { clientMutationId: \"once\", holidays: [{ date: \"2026-12-25\", name: \"Christmas Day\" }] }) { businessCalendar { "
            + Calendar + " isBusinessDay(date: \"2026-12-25\") addBusinessDays(from: \"2026-12-24\", days: 1) { until } } errors { code } } }";
        var first = (await root.Data(declare)).ToString();
        first.ShouldContain("\"until\":\"2026-12-28\"");
        (await root.Data(declare)).ToString().ShouldBe(first);
        (await town.Engage.Events(agency: "repeating")).Count(each => each.Alias == "engage.holidays-declared").ShouldBe(1);
    }

    [Fact]
    public async Task Days_that_did_not_count_and_holidays_come_in_pages()
    {
        var agency = await town.Engage.In("pages");
        await Done(agency.As("Root", Roles.Administrator), "declareHolidays",
            $"{{ holidays: [{string.Join(", ", Enumerable.Range(1, 5).Select(day => $"{{ date: \"2026-06-0{day}\", name: \"{day}\" }}"))}] }}");
        (await Pages("holidays(first: 2, after: $after) { nodes { date } pageInfo { hasNextPage endCursor } }", "holidays"))
            .ShouldBe(["2026-06-01 2026-06-02", "2026-06-03 2026-06-04", "2026-06-05"]);
        (await Pages("addBusinessDays(from: \"2026-06-03\", days: 1) { skipped(first: 3, after: $after) { nodes { date } pageInfo { hasNextPage endCursor } } }", "skipped"))
            .ShouldBe(["2026-06-04 2026-06-05 2026-06-06", "2026-06-07"]);

        async Task<List<string>> Pages(string field, string name)
        {
            var (pages, after) = (new List<string>(), (string?)null);
            do
            {
                var answer = (await agency.Anonymous.Data($"query ($after: String) {{ businessCalendar {{ {field} }} }}", new { after })).GetProperty("businessCalendar");
                var page = name == "skipped" ? answer.GetProperty("addBusinessDays").GetProperty(name) : answer.GetProperty(name);
                pages.Add(string.Join(' ', page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("date").GetString())));
                after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
            } while (after is not null);
            return pages;
        }
    }

    [Theory]
    [InlineData("addBusinessDays(from: \"2026-06-03\", days: 0) { until }", "engage.business-days")]
    [InlineData("addBusinessDays(from: \"2026-06-03\", days: 3661) { until }", "engage.business-days")]
    [InlineData("addBusinessDays(from: \"9999-12-31\", days: 1) { until }", "engage.calendar-date")]
    [InlineData("addBusinessDays(from: \"0001-01-01\", days: 1) { until }", "engage.calendar-date")]
    [InlineData("addBusinessDays(from: \"2026-06-03\", days: 1) { skipped(after: \"nonsense\") { nodes { date } } }", "engage.cursor")]
    [InlineData("holidays(first: 101) { nodes { date } }", "engage.page-size")]
    [InlineData("holidays(after: \"nonsense\") { nodes { date } }", "engage.cursor")]
    public async Task What_cannot_be_counted_is_refused(string field, string code) =>
        (await town.Engage.Anonymous.GraphQL($"{{ businessCalendar {{ {field} }} }}")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);

    [Theory]
    // Far beyond what is counted, before it and behind it.
    [InlineData("AAAAAAAAAAA", 2)]
    [InlineData("f_________8", 0)]
    [InlineData("gAAAAAAAAAA", 2)]
    public async Task A_cursor_of_another_list_leads_nowhere_else(string after, int days) =>
        (await town.Engage.Anonymous.Data($"{{ businessCalendar {{ addBusinessDays(from: \"2026-06-05\", days: 1) {{ skipped(after: \"{after}\") {{ nodes {{ date }} }} }} }} }}"))
            .GetProperty("businessCalendar").GetProperty("addBusinessDays").GetProperty("skipped").GetProperty("nodes").GetArrayLength().ShouldBe(days);

    [Theory]
    [InlineData("setWeekend", "{ days: [MONDAY] }")]
    [InlineData("declareHolidays", "{ holidays: [{ date: \"2026-12-25\", name: \"Christmas Day\" }] }")]
    [InlineData("removeHoliday", "{ date: \"2026-12-25\" }")]
    public async Task Who_may_not_describe_the_agency_changes_no_calendar(string mutation, string input)
    {
        var agency = await town.Engage.In("guarded");
        (await Codes(agency.As("Ada", Roles.Resident, Roles.Moderator, Roles.Staff), mutation, input)).ShouldBe(["engage.forbidden"]);
        (await Codes(agency.Anonymous, mutation, input)).ShouldBe(["engage.unauthenticated"]);
        (await town.Engage.Events(agency: "guarded")).ShouldNotContain(each => each.Alias.Contains("weekend") || each.Alias.Contains("holiday"));
    }

    [Theory]
    [InlineData("setWeekend", "{ days: [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] }", "engage.weekend")]
    [InlineData("declareHolidays", "{ holidays: [{ date: \"2300-12-25\", name: \"Christmas Day\" }] }", "engage.calendar-date")]
    [InlineData("declareHolidays", "{ holidays: [] }", "engage.holidays")]
    [InlineData("removeHoliday", "{ date: \"2026-12-25\" }", "engage.not-found")]
    public async Task What_is_refused_writes_nothing(string mutation, string input, string code)
    {
        var agency = await town.Engage.In("refusing");
        (await Codes(agency.As("Root", Roles.Administrator), mutation, input)).ShouldBe([code]);
        (await town.Engage.Events(agency: "refusing")).ShouldNotContain(each => each.Alias.Contains("weekend") || each.Alias.Contains("holiday"));
    }

    private static AgencyHolidayInput[] Many(int first, int count) => [.. Enumerable.Range(first, count).Select(day => new AgencyHolidayInput(new DateOnly(2026, 1, 1).AddDays(day), $"H{day}"))];

    private static async Task Done(EngageClient client, string mutation, string input) => (await Codes(client, mutation, input)).ShouldBeEmpty();

    private static async Task<string?[]> Codes(EngageClient client, string mutation, string input) =>
        [.. (await client.Data($"mutation {{ {mutation}(input: {input}) {{ errors {{ code }} }} }}")).GetProperty(mutation).GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString())];
}
