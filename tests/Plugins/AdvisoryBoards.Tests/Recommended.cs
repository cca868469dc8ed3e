namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Recommendations as they stand after what happened to them, in memory.</summary>
internal static class Recommended
{
    public static readonly Guid BoardId = Guid.CreateVersion7();
    public static readonly DateOnly Issued = new(2026, 3, 2);
    public static readonly DateTimeOffset At = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
    public static readonly Actor Sam = new(new("sam"), "Sam", [Roles.Staff, Roles.Resident], []);
    public static readonly AgencyCalendar Calendar = new(TimeZoneInfo.Utc, [DayOfWeek.Saturday, DayOfWeek.Sunday], [new(new(2026, 3, 9), "Founders' Day")]);

    public static readonly RecommendationDrafted Drafted = new(BoardId, "Publish the audits", "Every quarter.", "body cameras", "Chief of Police", []);
    public static readonly RecommendationIssued IsIssued = new(Guid.CreateVersion7(), Issued, Issued.AddDays(15), Issued.AddDays(90), 10, 60);
    public static readonly RecommendationAcknowledged Acknowledged = new(Issued.AddDays(1), Personal.Of(Sam.Id, Sam.Name), Roles.Staff);
    public static readonly RecommendationResponded Concurred = Responded(ResponseKind.Concur, Issued.AddDays(30));
    public static readonly RecommendationResponded Declined = Responded(ResponseKind.Decline, Issued.AddDays(30));
    public static readonly ImplementationStarted Started = new("Begun.", Issued.AddDays(40), Personal.Of(Sam.Id, Sam.Name), Roles.Staff);
    public static readonly ImplementationReported Reported = new("Done.", [], Issued.AddDays(50), Personal.Of(Sam.Id, Sam.Name), Roles.Staff);
    public static readonly ImplementationRejected Rejected = new(Guid.CreateVersion7(), "Nothing is public.", Issued.AddDays(60));
    public static readonly ImplementationVerified Verified = new(Guid.CreateVersion7(), ImplementationExtent.Full, null, Issued.AddDays(70));

    public static RecommendationResponded Responded(ResponseKind kind, DateOnly on) => new(
        kind, "So it is.", kind is ResponseKind.Concur ? null : "Because.", on, Personal.Of(Sam.Id, Sam.Name), Roles.Staff, kind is ResponseKind.Decline ? null : on.AddDays(100));

    /// <summary>What is appended stands there at <see cref="At"/> and an hour later each.</summary>
    public static Recommendation After(params IEnumerable<object> happened) =>
        happened.Prepend(Drafted).Index().Aggregate((Recommendation?)null, (now, each) => Recommendation.Evolve(now, BoardId, each.Item, At.AddHours(each.Index)))!;

    public static RecommendationCourse Course(params IEnumerable<object> happened) => RecommendationCourse.Of(After(happened))!;

    /// <summary>One in each state, and one that was declined.</summary>
    public static IReadOnlyDictionary<string, Recommendation> Each { get; } = new Dictionary<string, Recommendation>
    {
        ["drafted"] = After(),
        ["issued"] = After(IsIssued),
        ["acknowledged"] = After(IsIssued, Acknowledged),
        ["responded"] = After(IsIssued, Concurred),
        ["declined"] = After(IsIssued, Declined),
        ["in progress"] = After(IsIssued, Concurred, Started),
        ["reported"] = After(IsIssued, Concurred, Reported),
        ["rejected"] = After(IsIssued, Concurred, Reported, Rejected),
        ["verified"] = After(IsIssued, Concurred, Reported, Verified),
        ["verified in part"] = After(IsIssued, Concurred, Reported, Verified with { Extent = ImplementationExtent.Partial, Rationale = "The annex." }),
        ["closed"] = After(IsIssued, Declined, new RecommendationClosed(Guid.CreateVersion7(), "The law was changed.", Issued.AddDays(40))),
        ["superseded"] = After(IsIssued, new RecommendationSuperseded(Guid.CreateVersion7(), Issued.AddDays(40)))
    };

    /// <summary>What the board is about to do with a recommendation, by a motion of its own that carried after all that was said.</summary>
    public static BoardAct Act(Recommendation recommendation, BoardRules? rules = null)
    {
        var board = Board.Evolve(null, BoardId, new BoardEstablished("Police Advisory Board", BoardKind.Advisory, "Advises.", "Ordinance 1", rules ?? BoardFixture.Rules, new(2020, 1, 1)))!;
        var motion = new Motion(Guid.CreateVersion7(), BoardId, Guid.CreateVersion7(), "So moved.", VotingMethod.Proposal, new(), Guid.CreateVersion7(), At.AddDays(30))
        {
            State = MotionState.Carried,
            CalledAt = At.AddDays(30)
        };
        return new(recommendation, board, Speaks: true, motion, Used: false, new("cleo"), new(2026, 4, 1));
    }
}
