namespace Engage.Plugins.AdvisoryBoards;

public sealed class FindingOverdue
{
    private static readonly DateOnly Issued = Recommended.Issued;

    private static IEnumerable<RecommendationDuty> On(DateOnly day, params object[] happened) => Overdue.On(Recommended.Course([Recommended.IsIssued, .. happened]), day).Select(each => each.Duty);

    [Fact]
    public void The_last_day_is_not_overdue_and_the_day_after_it_is()
    {
        On(Issued.AddDays(15)).ShouldBeEmpty();
        On(Issued.AddDays(16)).ShouldBe([RecommendationDuty.Acknowledge]);
        On(Issued.AddDays(90)).ShouldBe([RecommendationDuty.Acknowledge]);
        On(Issued.AddDays(91)).ShouldBe([RecommendationDuty.Acknowledge, RecommendationDuty.Respond]);
        On(Issued.AddDays(91), Recommended.Acknowledged).ShouldBe([RecommendationDuty.Respond]);
    }

    [Fact]
    public void What_was_done_later_was_overdue_until_then()
    {
        var late = Recommended.Responded(ResponseKind.Concur, Issued.AddDays(95));
        On(Issued.AddDays(94), late).ShouldBe([RecommendationDuty.Acknowledge, RecommendationDuty.Respond]);
        On(Issued.AddDays(95), late).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_is_owed_from_the_day_that_a_response_named_first_and_one_that_the_board_rejects_is_none()
    {
        // Responded on the 30th day, to be done by the 130th.
        On(Issued.AddDays(130), Recommended.Concurred).ShouldBeEmpty();
        On(Issued.AddDays(131), Recommended.Concurred, Recommended.Started).ShouldBe([RecommendationDuty.Report]);
        On(Issued.AddDays(131), Recommended.Concurred, Recommended.Reported).ShouldBeEmpty();
        On(Issued.AddDays(131), Recommended.Concurred, Recommended.Reported, Recommended.Rejected).ShouldBe([RecommendationDuty.Report]);
    }

    [Fact]
    public void Whoever_owes_something_postpones_nothing_by_another_response()
    {
        var later = Recommended.Responded(ResponseKind.Partly, Issued.AddDays(131)) with { ImplementBy = Issued.AddYears(10) };
        On(Issued.AddDays(131), Recommended.Concurred, later).ShouldBe([RecommendationDuty.Report]);
        Recommended.Course(Recommended.IsIssued, Recommended.Concurred, later, later).Postponements.ShouldBe(1);
        var after = Recommended.After(Recommended.IsIssued, Recommended.Concurred, later);
        (after.ReportBy, after.ImplementBy, after.Postponements).ShouldBe((Issued.AddDays(130), Issued.AddYears(10), 1));
        var due = RecommendationsDue.Of(after, Recommended.Calendar).Single(each => each.Duty is RecommendationDuty.Report);
        (due.DueOn, due.PostponedTo).ShouldBe((Issued.AddDays(130), Issued.AddYears(10)));
        Overdue.Of([RecommendationCourse.Of(after)!], Issued.AddDays(132), Recommended.Calendar).Single().Duties.Single().DueOn.ShouldBe(Issued.AddDays(130));
        var rates = Rates.Of([RecommendationCourse.Of(after)!, Recommended.Course(Recommended.IsIssued, Recommended.Concurred)], Issued.AddDays(131), Recommended.Calendar);
        (rates.Postponed.Count, rates.Postponed.Of, rates.Postponements).ShouldBe((1, 2, 1));
    }

    [Fact]
    public void What_was_declined_and_agreed_to_after_that_begins_anew_and_counts_as_postponed()
    {
        var (declined, agreed) = (Recommended.Responded(ResponseKind.Decline, Issued.AddDays(120)), Recommended.Responded(ResponseKind.Concur, Issued.AddDays(125)));
        On(Issued.AddDays(225), Recommended.Concurred, declined, agreed).ShouldBeEmpty();
        On(Issued.AddDays(226), Recommended.Concurred, declined, agreed).ShouldBe([RecommendationDuty.Report]);
        Recommended.Course(Recommended.IsIssued, Recommended.Concurred, declined, agreed).Postponements.ShouldBe(1);
        Recommended.Course(Recommended.IsIssued, Recommended.Concurred, agreed with { ImplementBy = Issued.AddDays(129) }).Postponements.ShouldBe(0);
    }

    [Theory]
    [InlineData("declined")]
    [InlineData("verified")]
    [InlineData("verified in part")]
    [InlineData("closed")]
    [InlineData("superseded")]
    public void Of_what_was_declined_or_came_to_its_end_nothing_is_owed(string state) =>
        Overdue.On(RecommendationCourse.Of(Recommended.Each[state])!, Issued.AddYears(5)).ShouldBeEmpty();

    [Fact]
    public void Before_it_was_issued_nothing_was_owed() => On(Issued.AddDays(-1)).ShouldBeEmpty();

    [Fact]
    public void The_longest_overdue_stands_first_with_its_days_counted_by_the_calendar()
    {
        var (one, other, done) = (
            Recommended.Course(Recommended.IsIssued) with { Id = Guid.NewGuid() },
            Recommended.Course(Recommended.IsIssued with { AcknowledgeBy = new(2026, 3, 6) }) with { Id = Guid.NewGuid() },
            Recommended.Course(Recommended.IsIssued, Recommended.Acknowledged) with { Id = Guid.NewGuid() });
        // From Friday, the 6th, to Wednesday, the 18th: 12 days, two weekends and Founders' Day among them; from Tuesday, the 17th, it is one.
        var overdue = Overdue.Of([one, done, other], new(2026, 3, 18), Recommended.Calendar);
        overdue.Select(each => (each.Id, each.Duties.Single())).ShouldBe([
            (other.Id, new OverdueDuty(RecommendationDuty.Acknowledge, new(2026, 3, 6), 7, 12)),
            (one.Id, new OverdueDuty(RecommendationDuty.Acknowledge, new(2026, 3, 17), 1, 1))]);
    }
}
