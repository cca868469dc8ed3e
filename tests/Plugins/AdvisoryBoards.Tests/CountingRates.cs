using CsCheck;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class CountingRates
{
    private static readonly DateOnly Issued = Recommended.Issued;

    // What may follow on what: each history is one that can come about.
    private static readonly Gen<RecommendationCourse> AnyCourse =
        Gen.Select(Gen.Int[0, 60], Gen.Select(Gen.Int[0, 6], Gen.Int[0, 40]).Array[0, 12]).Select((start, moves) =>
        {
            var on = Issued.AddDays(start);
            var now = Recommended.After(Recommended.IsIssued with { On = on, AcknowledgeBy = on.AddDays(14), RespondBy = on.AddDays(60) });
            foreach (var (move, days) in moves)
            {
                on = on.AddDays(days);
                var possible = RecommendationMoves.From(now.State, now.Concurrence);
                if (possible.Count == 0) break;
                object happened = possible[move % possible.Count] switch
                {
                    RecommendationMove.Acknowledge => Recommended.Acknowledged with { On = on },
                    RecommendationMove.Respond => Recommended.Responded((ResponseKind)(days % 3), on),
                    RecommendationMove.Start => Recommended.Started with { On = on },
                    RecommendationMove.Report => Recommended.Reported with { On = on },
                    RecommendationMove.Verify => Recommended.Verified with { On = on },
                    RecommendationMove.Reject => Recommended.Rejected with { On = on },
                    RecommendationMove.Close => new RecommendationClosed(Guid.NewGuid(), "R", on),
                    _ => new RecommendationSuperseded(Guid.NewGuid(), on)
                };
                now = Recommendation.Evolve(now, now.Id, happened, Recommended.At)!;
            }
            return RecommendationCourse.Of(now)!;
        });

    [Fact]
    public void Ten_recommendations_counted_by_hand()
    {
        // All issued on Monday, 2 March; to respond to by 31 May. On 30 June:
        var issued = (object)Recommended.IsIssued;
        RecommendationCourse[] courses =
        [
            Recommended.Course(issued),                                                                                     // silence
            Recommended.Course(issued, Recommended.Acknowledged),                                                           // no answer
            Recommended.Course(issued, Recommended.Responded(ResponseKind.Concur, Issued.AddDays(200))),                    // answered in September only
            Recommended.Course(issued, Recommended.Responded(ResponseKind.Concur, new(2026, 6, 1))),                        // a day late
            Recommended.Course(issued, Recommended.Responded(ResponseKind.Partly, new(2026, 5, 29))),                       // in time
            Recommended.Course(issued, Recommended.Declined),
            Recommended.Course(issued, Recommended.Concurred, Recommended.Reported),
            Recommended.Course(issued, Recommended.Concurred, Recommended.Reported, Recommended.Rejected, Recommended.Reported with { On = new(2026, 5, 20) }, Recommended.Verified with { On = new(2026, 6, 2) }),
            Recommended.Course(issued, Recommended.Concurred, Recommended.Reported, Recommended.Verified with { Extent = ImplementationExtent.Partial, Rationale = "The annex." }),
            Recommended.Course(issued, Recommended.Concurred, new RecommendationSuperseded(Guid.NewGuid(), new(2026, 5, 1)))
        ];
        var rates = Rates.Of(courses, new(2026, 6, 30), Recommended.Calendar);
        (rates.Issued, rates.Superseded).ShouldBe((9, 1));
        Counted(rates.Acknowledged).ShouldBe((7, 9));
        Counted(rates.Responded).ShouldBe((6, 9));
        Counted(rates.Unanswered).ShouldBe((3, 9));
        Counted(rates.Concurred).ShouldBe((4, 9));
        Counted(rates.Partly).ShouldBe((1, 9));
        Counted(rates.Declined).ShouldBe((1, 9));
        Counted(rates.AnsweredInTime).ShouldBe((5, 9));
        Counted(rates.Reported).ShouldBe((3, 9));
        Counted(rates.ReportedUnverified).ShouldBe((1, 9));
        Counted(rates.VerifiedFull).ShouldBe((1, 9));
        Counted(rates.VerifiedPartial).ShouldBe((1, 9));
        Counted(rates.RejectedClaims).ShouldBe((1, 4));
        Counted(rates.Closed).ShouldBe((0, 9));
        // The two without an answer and the one of September; nothing of the others is due before July.
        Counted(rates.Overdue).ShouldBe((3, 9));
        rates.Concurred.Share.ShouldBe(4 / 9.0);
        rates.Concurred.Interval.ShouldBe(Wilson.Interval(4, 9));
        // Five of ten were answered after 30 days, which is Wednesday, 1 April: half of them. 22 weekdays from 3 March on, without Founders' Day.
        rates.MedianCalendarDaysToResponse.ShouldBe(30);
        rates.MedianBusinessDaysToResponse.ShouldBe(21);
    }

    [Fact]
    public void On_the_day_before_the_first_nothing_was_issued_and_there_is_no_share()
    {
        var rates = Rates.Of([Recommended.Course(Recommended.IsIssued)], Issued.AddDays(-1), Recommended.Calendar);
        rates.Issued.ShouldBe(0);
        rates.Responded.ShouldBe(new(0, 0, null, null));
        rates.MedianCalendarDaysToResponse.ShouldBeNull();
    }

    [Fact]
    public void An_answer_counts_as_in_time_or_not_only_when_its_day_is_over()
    {
        var (early, silent) = (Recommended.Course(Recommended.IsIssued, Recommended.Concurred), Recommended.Course(Recommended.IsIssued));
        Counted(Rates.Of([early, silent], Issued.AddDays(90), Recommended.Calendar).AnsweredInTime).ShouldBe((0, 0));
        Counted(Rates.Of([early, silent], Issued.AddDays(91), Recommended.Calendar).AnsweredInTime).ShouldBe((1, 2));
    }

    [Fact]
    public void The_rates_of_a_day_are_unchanged_by_whatever_happens_later() => Gen.Select(AnyCourse.Array[0, 12], Gen.Int[0, 300]).Sample((courses, after) =>
    {
        var day = Issued.AddDays(after);
        var then = courses.Select(course => course.AsOf(day)).OfType<RecommendationCourse>().ToList();
        Rates.Of(courses, day, Recommended.Calendar).ShouldBe(Rates.Of(then, day, Recommended.Calendar));
        Overdue.Of(courses, day, Recommended.Calendar).Select(each => each.Duties.Count).ShouldBe(Overdue.Of(then, day, Recommended.Calendar).Select(each => each.Duties.Count));
    });

    [Fact]
    public void Everyone_is_counted_once_and_nobody_is_left_out() => Gen.Select(AnyCourse.Array[0, 12], Gen.Int[0, 300]).Sample((courses, after) =>
    {
        var rates = Rates.Of(courses, Issued.AddDays(after), Recommended.Calendar);
        (rates.Concurred.Count + rates.Partly.Count + rates.Declined.Count + rates.Unanswered.Count).ShouldBe(rates.Issued);
        (rates.Responded.Count + rates.Unanswered.Count).ShouldBe(rates.Issued);
        (rates.ReportedUnverified.Count + rates.VerifiedFull.Count + rates.VerifiedPartial.Count).ShouldBeLessThanOrEqualTo(rates.Reported.Count);
        rates.Acknowledged.Count.ShouldBeGreaterThanOrEqualTo(rates.Responded.Count);
    });

    [Fact]
    public void Leaving_one_more_without_an_answer_makes_no_rate_look_better() => Gen.Select(AnyCourse.Array[1, 12], Gen.Int[61, 300]).Sample((courses, after) =>
    {
        var day = Issued.AddDays(after);
        var (rates, more) = (Rates.Of(courses, day, Recommended.Calendar), Rates.Of([.. courses, Recommended.Course(Recommended.IsIssued)], day, Recommended.Calendar));
        foreach (var share in new Func<RecommendationRates, RecommendationShare>[] { each => each.Concurred, each => each.Partly, each => each.Responded, each => each.VerifiedFull, each => each.Reported })
            share(more).Share!.Value.ShouldBeLessThanOrEqualTo(share(rates).Share ?? 1);
        (more.MedianCalendarDaysToResponse ?? double.PositiveInfinity).ShouldBeGreaterThanOrEqualTo(rates.MedianCalendarDaysToResponse ?? double.PositiveInfinity);
    });

    [Fact]
    public void Business_days_are_counted_as_the_calendar_counts_them() => Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60]).Sample((from, until) =>
        new BusinessDays(Recommended.Calendar, Issued, Issued.AddDays(60)).Between(Issued.AddDays(from), Issued.AddDays(until))
            .ShouldBe(Recommended.Calendar.BusinessDaysBetween(Issued.AddDays(from), Issued.AddDays(until))));

    private static (int Count, int Of) Counted(RecommendationShare share) => (share.Count, share.Of);
}
