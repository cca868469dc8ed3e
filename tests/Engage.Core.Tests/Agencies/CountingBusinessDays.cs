using CsCheck;

namespace Engage.Agencies;

public sealed class CountingBusinessDays
{
    private static readonly AgencyCalendar Camden = new(
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), [DayOfWeek.Saturday, DayOfWeek.Sunday],
        [new(new(2026, 5, 25), "Memorial Day"), new(new(2026, 6, 19), "Juneteenth"), new(new(2026, 7, 4), "Independence Day")]);

    private static readonly Gen<DateOnly> Days = Gen.Int[730_120, 803_532].Select(DateOnly.FromDayNumber);

    // Holidays stand close to each other and to the days that are counted, on weekends too, in no order, and some twice.
    private static readonly Gen<(AgencyCalendar Calendar, DateOnly From)> Calendars =
        from weekend in Gen.Int[0, 6].Array[0, 6]
        from start in Days
        from offsets in Gen.Int[-10, 400].Array[0, 60]
        select (new AgencyCalendar(TimeZoneInfo.Utc, [.. weekend.Distinct().Select(day => (DayOfWeek)day)], [.. offsets.Select(offset => new Holiday(start.AddDays(offset), $"H{offset}"))]), start);

    [Theory]
    // Friday 22 May before the long weekend of Memorial Day.
    [InlineData("2026-05-22", 1, "2026-05-26")]
    [InlineData("2026-05-22", 5, "2026-06-01")]
    // What comes in on a day without work counts from the next one with work as its first.
    [InlineData("2026-05-23", 1, "2026-05-26")]
    [InlineData("2026-05-25", 1, "2026-05-26")]
    // A holiday on a Saturday takes no other day.
    [InlineData("2026-07-02", 1, "2026-07-03")]
    [InlineData("2026-07-03", 1, "2026-07-06")]
    [InlineData("2026-12-31", 1, "2027-01-01")]
    public void The_day_itself_does_not_count_and_the_last_one_does(string from, int days, string until) => Camden.AddBusinessDays(DateOnly.Parse(from), days).ShouldBe(DateOnly.Parse(until));

    [Fact]
    public void An_explanation_names_each_day_that_did_not_count_and_why()
    {
        var count = Camden.Explain(new(2026, 6, 18), 12);
        (count.From, count.Days, count.Until).ShouldBe((new(2026, 6, 18), 12, new(2026, 7, 7)));
        count.Skipped.ShouldBe([
            new(new(2026, 6, 19), false, "Juneteenth"), new(new(2026, 6, 20), true, null), new(new(2026, 6, 21), true, null), new(new(2026, 6, 27), true, null),
            new(new(2026, 6, 28), true, null), new(new(2026, 7, 4), true, "Independence Day"), new(new(2026, 7, 5), true, null)]);
    }

    [Fact]
    public void A_deadline_is_a_business_day_with_as_many_of_them_before_it_as_were_counted() => Gen.Select(Calendars, Gen.Int[1, 300]).Sample((at, days) =>
    {
        var (calendar, from) = at;
        var until = calendar.AddBusinessDays(from, days);
        calendar.IsBusinessDay(until).ShouldBeTrue();
        calendar.BusinessDaysBetween(from, until).ShouldBe(days);
        calendar.BusinessDaysBetween(from, until.AddDays(-1)).ShouldBe(days - 1);
    });

    [Fact]
    public void Each_day_up_to_a_deadline_is_counted_or_explained() => Gen.Select(Calendars, Gen.Int[1, 300]).Sample((at, days) =>
    {
        var count = at.Calendar.Explain(at.From, days);
        var skipped = count.Skipped.ToList();
        (skipped.Count + days).ShouldBe(count.Until.DayNumber - at.From.DayNumber);
        skipped.ShouldAllBe(day => !at.Calendar.IsBusinessDay(day.Date) && (day.Weekend || day.Holiday != null));
        skipped.Select(day => day.Date).ShouldBe(skipped.Select(day => day.Date).Distinct().Order());
    });

    [Fact]
    public void Between_two_days_lie_as_many_business_days_as_are_found_by_looking_at_each() => Gen.Select(Calendars, Gen.Int[-20, 1_000]).Sample((at, length) =>
    {
        var until = at.From.AddDays(length);
        at.Calendar.BusinessDaysBetween(at.From, until).ShouldBe(Enumerable.Range(1, Math.Max(0, length)).Count(day => at.Calendar.IsBusinessDay(at.From.AddDays(day))));
    });

    [Fact]
    public void One_holiday_more_never_brings_a_deadline_nearer() => Gen.Select(Calendars, Gen.Int[1, 300], Gen.Int[1, 400]).Sample((at, days, offset) =>
    {
        var (calendar, from) = at;
        var more = calendar with { Holidays = [.. calendar.Holidays, new(from.AddDays(offset), "More")] };
        more.AddBusinessDays(from, days).ShouldBeGreaterThanOrEqualTo(calendar.AddBusinessDays(from, days));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(AgencyCalendar.MostDays + 1)]
    [InlineData(int.MaxValue)]
    public void Fewer_than_one_day_and_more_than_a_calendar_counts_are_refused(int days) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Camden.AddBusinessDays(new(2026, 5, 22), days));

    [Fact]
    public void Counting_ends_where_an_agency_works_on_one_day_a_week()
    {
        var sundays = Camden with { Weekend = [.. Enum.GetValues<DayOfWeek>().Except([DayOfWeek.Sunday])] };
        sundays.AddBusinessDays(new(2026, 5, 22), AgencyCalendar.MostDays).ShouldBe(new DateOnly(2026, 5, 24).AddDays(7 * (AgencyCalendar.MostDays - 1)));
    }

    [Fact]
    public void There_is_no_calendar_of_an_agency_that_never_works()
    {
        var always = Enum.GetValues<DayOfWeek>();
        Should.Throw<ArgumentException>(() => new AgencyCalendar(TimeZoneInfo.Utc, always, []));
        Should.Throw<ArgumentException>(() => Camden with { Weekend = always });
        new AgencyCalendar(TimeZoneInfo.Utc, [.. Enumerable.Repeat(DayOfWeek.Sunday, 7)], []).Weekend.Distinct().ShouldBe([DayOfWeek.Sunday]);
    }

    [Theory]
    // New York sets its clocks forward at 2:00 on 8 March and back at 2:00 on 1 November 2026.
    [InlineData("America/New_York", "2026-03-08T04:59:59Z", "2026-03-07")]
    [InlineData("America/New_York", "2026-03-08T05:00:00Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T03:59:59Z", "2026-03-08")]
    [InlineData("America/New_York", "2026-03-09T04:00:00Z", "2026-03-09")]
    [InlineData("America/New_York", "2026-11-02T04:59:59Z", "2026-11-01")]
    [InlineData("America/New_York", "2026-11-02T05:00:00Z", "2026-11-02")]
    // Beirut sets its clocks forward at midnight: the day begins at 1:00.
    [InlineData("Asia/Beirut", "2026-03-28T21:59:59Z", "2026-03-28")]
    [InlineData("Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29")]
    // On both sides of the date line, at one moment.
    [InlineData("Pacific/Kiritimati", "2026-05-22T10:00:00Z", "2026-05-23")]
    [InlineData("Pacific/Pago_Pago", "2026-05-22T10:00:00Z", "2026-05-21")]
    // Samoa went over the line and left 30 December 2011 out.
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29")]
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31")]
    [InlineData("Asia/Kathmandu", "2026-05-22T18:15:00Z", "2026-05-23")]
    // However the moment is written down.
    [InlineData("America/New_York", "2026-05-23T09:00:00+14:00", "2026-05-22")]
    public void A_day_is_that_of_the_agencys_clocks(string zone, string moment, string day) =>
        (Camden with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }).DayOf(DateTimeOffset.Parse(moment)).ShouldBe(DateOnly.Parse(day));

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    public void The_first_and_the_last_moment_that_can_be_written_have_a_day(string zone)
    {
        var calendar = Camden with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) };
        calendar.DayOf(DateTimeOffset.MinValue).Year.ShouldBe(1);
        calendar.DayOf(DateTimeOffset.MaxValue).Year.ShouldBe(9999);
    }
}
