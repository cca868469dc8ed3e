using CsCheck;
using JasperFx.Events;

namespace Engage.Plugins.Forums;

/// <summary>What may follow on what, whoever tries whatever in any order.</summary>
public sealed class DecidingReviews
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan AppealTime = TimeSpan.FromDays(184);
    private static readonly Participant Author = new(new(Guid.NewGuid().ToString()), "Ada", Participation.Name);
    private static readonly Topic Topic = new(
        Guid.NewGuid(), "Night patrols", Personal.Of(Author.Id, "How often?"), TopicKind.Discussion, TopicState.Open, new(Personal.Of(Author.Id, "Ada")), Start, 0,
        ClosedAt: null, CloseReason: null, CategoryId: null, Source: null, Tags: [], Pinned: false, EditedAt: null, Channel.Web, HiddenBy: null, StatementsWait: false);
    private static readonly Post Post = new(
        Guid.NewGuid(), Topic.Id, ParentId: null, Personal.Of(Author.Id, "Twice."), new(Personal.Of(Author.Id, "Ada")), Start, EditedAt: null, 0, 0, 0, Channel.Web, HiddenBy: null,
        StatementState.Accepted, RejectionReason: null, Meta: false);

    private static readonly Contribution Contribution = new(Topic, Post: null);
    private static readonly Rule InForce = new(Guid.NewGuid(), [new(Guid.Empty, 1, "No addresses", "T", Start)], Start, null, null, null);
    private static readonly Rule Repealed = InForce with { RepealedAt = Start, RepealReason = "R" };

    private enum Move { Flag, Withdraw, Claim, Release, Hide, HideWithoutRule, HideUnderRepealedRule, Keep, Restore, Appeal, Uphold, Overturn, Wait }

    [Fact]
    public void Words_are_hidden_exactly_while_the_last_decision_says_so_and_nobody_judges_their_own_decision() =>
        Gen.Select(Gen.Enum<Move>(), Gen.Int[0, 3], Gen.Enum<FlagReason>()).Array[0, 60].Sample(moves =>
        {
            var story = new Story();
            foreach (var (move, who, reason) in moves) story.Try(move, who, reason);
        }, iter: 3_000);

    [Fact]
    public void An_appeal_that_comes_too_late_is_refused()
    {
        var story = new Story();
        story.Try(Move.Hide, 0, default).ShouldBeNull();
        story.Now += AppealTime + TimeSpan.FromSeconds(1);
        story.Try(Move.Appeal, 0, default).ShouldBe("forums.appeal-too-late");
    }

    [Fact]
    public void A_claim_ends_by_itself()
    {
        var story = new Story();
        story.Try(Move.Flag, 0, FlagReason.Abuse).ShouldBeNull();
        story.Try(Move.Claim, 0, default).ShouldBeNull();
        story.Try(Move.Keep, 1, default).ShouldBe("forums.review-claimed");
        story.Now += Review.ClaimLasts;
        story.Try(Move.Keep, 1, default).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_decided_or_claimed_by_a_program()
    {
        var program = new Judge(new("program"), Wrote: false, Flagger: null, Automated: true);
        var story = new Story();
        story.Try(Move.Flag, 0, FlagReason.Abuse);
        foreach (var outcome in Enum.GetValues<ReviewOutcome>())
            Given.State(story.Review).When(review => [DecideReview.Decide(review, Contribution, new(outcome, "R", InForce.Id, Topic.Id), InForce, program, Guid.NewGuid(), story.Now)]).ThenRefused("forums.person-needed");
        Given.State(story.Review).When(review => [ClaimReview.Decide(review, program, story.Now)]).ThenRefused("forums.person-needed");
        story.Try(Move.Hide, 0, default);
        Given.State(story.Review).When(review => [RestoreContribution.Decide(review, Contribution, new("R", Topic.Id), program, Guid.NewGuid(), story.Now)]).ThenRefused("forums.person-needed");
        story.Try(Move.Appeal, 0, default);
        Given.State(story.Review).When(review => [DecideAppeal.Decide(review, Contribution, new(review!.DecisionId!.Value, AppealOutcome.Upheld, "R"), program, story.Now)])
            .ThenRefused("forums.person-needed");
    }

    [Fact]
    public void Who_wrote_something_or_flagged_it_does_not_keep_others_from_deciding()
    {
        var (flagger, story) = (Guid.NewGuid(), new Story());
        story.Flag(flagger, FlagReason.Abuse).ShouldBeNull();
        Given.State(story.Review).When(review => [ClaimReview.Decide(review, new(new("m"), Wrote: true, Flagger: null, Automated: false), story.Now)]).ThenRefused("forums.own-contribution");
        Given.State(story.Review).When(review => [ClaimReview.Decide(review, new(new("m"), Wrote: false, flagger, Automated: false), story.Now)]).ThenRefused("forums.own-flag");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_claim_is_not_renewed_until_others_had_an_hour(bool release)
    {
        var story = new Story();
        story.Try(Move.Flag, 0, FlagReason.Abuse).ShouldBeNull();
        story.Try(Move.Claim, 0, default).ShouldBeNull();
        if (release) story.Try(Move.Release, 0, default).ShouldBeNull();
        story.Try(Move.Claim, 0, default).ShouldBe("forums.claimed-before");
        story.Now += Review.ClaimLasts + Review.ClaimPause - TimeSpan.FromMinutes(1);
        story.Try(Move.Claim, 0, default).ShouldBe("forums.claimed-before");
        story.Now += TimeSpan.FromMinutes(1);
        story.Try(Move.Claim, 0, default).ShouldBeNull();
        story.Try(Move.Keep, 0, default).ShouldBeNull();
        story.Try(Move.Flag, 1, FlagReason.Abuse).ShouldBeNull();
        story.Try(Move.Claim, 0, default).ShouldBeNull("it is another thing to decide");
    }

    [Fact]
    public void Who_was_overruled_does_not_hide_the_same_words_again()
    {
        var story = new Story();
        story.Try(Move.Hide, 0, default).ShouldBeNull();
        story.Try(Move.Appeal, 0, default).ShouldBeNull();
        story.Try(Move.Overturn, 1, default).ShouldBeNull();
        story.Try(Move.Flag, 0, FlagReason.Abuse).ShouldBeNull();
        story.Try(Move.Hide, 0, default).ShouldBe("forums.overruled");
        story.Try(Move.Hide, 2, default).ShouldBeNull();
        story.Try(Move.Restore, 2, default).ShouldBeNull();
        story.EditedAt = story.Now += TimeSpan.FromMinutes(1);
        story.Try(Move.Hide, 0, default).ShouldBeNull();
    }

    [Fact]
    public void What_its_author_withdrew_is_not_flagged()
    {
        var story = new Story { Of = new(Topic, Post with { WithdrawnAt = Start }) };
        story.Flag(Guid.NewGuid(), FlagReason.PersonalData).ShouldBe("forums.post-withdrawn");
    }

    [Fact]
    public void Once_a_hundred_people_have_flagged_something_a_moderator_knows_enough()
    {
        var story = new Story();
        for (var i = 0; i < FlagContribution.Limit; i++) story.Flag(Guid.NewGuid(), FlagReason.Abuse).ShouldBeNull();
        story.Flag(Guid.NewGuid(), FlagReason.Abuse).ShouldBe("forums.flagged-enough");
    }

    [Fact]
    public void Words_that_were_changed_can_be_flagged_and_held_back_anew()
    {
        var story = new Story();
        story.Try(Move.Flag, 0, FlagReason.PersonalData).ShouldBeNull();
        story.Try(Move.Keep, 0, default).ShouldBeNull();
        story.Try(Move.Flag, 0, FlagReason.PersonalData).ShouldBe("forums.flagged-already");
        story.EditedAt = story.Now += TimeSpan.FromMinutes(1);
        story.Try(Move.Flag, 0, FlagReason.PersonalData).ShouldBeNull();
        story.Try(Move.Flag, 1, FlagReason.PersonalData).ShouldBeNull();
        story.Try(Move.Flag, 2, FlagReason.PersonalData).ShouldBeNull();
        story.Review!.Held.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void Nothing_is_held_back_on_the_flags_of_too_few_however_right_they_were_before_or_whoever_they_are(bool topic, int needed)
    {
        foreach (var (byStaff, agreed) in ((bool, int)[])[(false, 0), (false, 64), (true, 64)])
        {
            var story = new Story { Of = topic ? Contribution : new(Topic, Post) };
            for (var i = 1; i <= needed; i++)
            {
                story.Review?.Held.ShouldBeFalse();
                story.Flag(Guid.NewGuid(), FlagReason.PersonalData, byStaff, agreed).ShouldBeNull();
            }
            story.Review!.Held.ShouldBeTrue();
        }
    }

    [Fact]
    public void Who_was_right_before_weighs_no_more_than_others_where_something_is_to_be_held_back()
    {
        var story = new Story { Of = new(Topic, Post), HoldScore = 13 };
        for (var i = 0; i < 2; i++) story.Flag(Guid.NewGuid(), FlagReason.PersonalData, agreed: 64).ShouldBeNull();
        story.Review!.Held.ShouldBeFalse();
        story.Review.Priority.ShouldBe(ReviewPriority.High);
    }

    [Fact]
    public void A_flag_that_an_appeal_proved_wrong_counts_as_wrong()
    {
        var story = new Story();
        story.Try(Move.Flag, 0, FlagReason.Abuse);
        story.Try(Move.Hide, 0, default);
        story.Review!.Flags.ShouldHaveSingleItem().State.ShouldBe(FlagState.Agreed);
        story.Try(Move.Appeal, 0, default);
        story.Try(Move.Overturn, 1, default).ShouldBeNull();
        story.Review!.Flags.ShouldHaveSingleItem().State.ShouldBe(FlagState.Disagreed);
    }

    /// <summary>What happens to one topic, and beside it what should be so, told in another way.</summary>
    private sealed class Story
    {
        private static readonly Guid[] Flaggers = [.. Enumerable.Range(0, 4).Select(_ => Guid.NewGuid())];
        private static readonly Judge[] Moderators = [.. Enumerable.Range(0, 4).Select(i => new Judge(new($"moderator {i}"), Wrote: false, Flagger: null, Automated: false))];

        private readonly Guid _id = Guid.NewGuid();
        private bool _hidden;
        private string? _hider;
        private string? _overruled;

        public Review? Review { get; private set; }

        public DateTimeOffset Now { get; set; } = Start;

        public DateTimeOffset? EditedAt { get; set; }

        public Contribution Of { get; init; } = Contribution;

        public double HoldScore { get; init; } = 12;

        private Contribution Words => Of with { Topic = Of.Topic with { EditedAt = EditedAt } };

        public string? Flag(Guid flagger, FlagReason reason, bool byStaff = false, int agreed = 0) => Attempt("secret", () => FlagContribution.Decide(
            Review, Words, new(reason, Topic.Id), new(flagger.ToString()), wrote: false, FlagScore.Of(reason, byStaff, agreed, 0), FlagScore.Bonus(agreed, 0), HoldScore, Guid.NewGuid()));

        public string? Try(Move move, int who, FlagReason reason)
        {
            Now += move is Move.Wait ? Review.ClaimLasts : TimeSpan.FromSeconds(1);
            var judge = Moderators[who];
            return move switch
            {
                Move.Flag => Flag(Flaggers[who], reason),
                Move.Withdraw => Attempt("secret", () => [WithdrawFlag.Decide(Review, Flaggers[who])]),
                Move.Claim => Attempt(judge.Id.Value, () => [ClaimReview.Decide(Review, judge, Now)]),
                Move.Release => Attempt(judge.Id.Value, () => [ReleaseClaim.Decide(Review, judge.Id, Now)]),
                Move.Hide => Decide(judge, ReviewOutcome.Hide, InForce),
                Move.HideWithoutRule => Decide(judge, ReviewOutcome.Hide, null),
                Move.HideUnderRepealedRule => Decide(judge, ReviewOutcome.Hide, Repealed),
                Move.Keep => Decide(judge, ReviewOutcome.Keep, null),
                Move.Restore => Attempt(judge.Id.Value, () => [RestoreContribution.Decide(Review, Contribution, new("R", Topic.Id), judge, Guid.NewGuid(), Now)]),
                Move.Appeal => Attempt(Author.Id.Value, () => [AppealDecision.Decide(Review, Contribution, new(Review?.DecisionId ?? Guid.Empty, "S"), Author, Now, AppealTime)]),
                Move.Uphold => Answer(judge, AppealOutcome.Upheld),
                Move.Overturn => Answer(judge, AppealOutcome.Overturned),
                _ => null
            };
        }

        private string? Decide(Judge judge, ReviewOutcome outcome, Rule? rule) => Attempt(judge.Id.Value, () =>
            [DecideReview.Decide(Review, Words, new(outcome, "R", rule?.Id, Topic.Id), rule, judge, Guid.NewGuid(), Now)]);

        private string? Answer(Judge judge, AppealOutcome outcome) => Attempt(judge.Id.Value, () =>
            [DecideAppeal.Decide(Review, Contribution, new(Review?.DecisionId ?? Guid.Empty, outcome, "R"), judge, Now)]);

        private string? Attempt(string actor, Func<IEnumerable<object>> decide)
        {
            object[] events;
            try
            {
                events = [.. decide()];
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
            foreach (var each in events) Happen(each, actor);
            (Review?.Hides() ?? false).ShouldBe(_hidden);
            return null;
        }

        private void Happen(object what, string actor)
        {
            switch (what)
            {
                case ContributionHeld held:
                    Engage.Plugins.Forums.Flag.Endangers(held.Concern).ShouldBeTrue();
                    _hidden = true;
                    break;
                case ContributionHidden hidden:
                    (hidden.RuleId, hidden.RuleVersion).ShouldBe((InForce.Id, 1));
                    if (EditedAt is null) actor.ShouldNotBe(_overruled);
                    (_hidden, _hider) = (true, actor);
                    break;
                case ContributionKept or ContributionRestored:
                    _hidden = false;
                    break;
                case DecisionAppealed:
                    _hidden.ShouldBeTrue();
                    break;
                case AppealDecided decided:
                    actor.ShouldNotBe(_hider);
                    _hidden = decided.Outcome is AppealOutcome.Upheld;
                    if (!_hidden) _overruled = _hider;
                    break;
                default: break;
            }
            Review = what switch
            {
                FlagRaised e => Review is null ? ReviewProjection.Create(As(e)) : ReviewProjection.Apply(As(e), Review),
                FlagWithdrawn e => ReviewProjection.Apply(As(e), Review!),
                ContributionHeld e => ReviewProjection.Apply(As(e), Review!),
                ReviewClaimed e => ReviewProjection.Apply(As(e), Review!),
                ReviewClaimReleased e => ReviewProjection.Apply(As(e), Review!),
                ContributionHidden e => Review is null ? ReviewProjection.Create(As(e)) : ReviewProjection.Apply(As(e), Review),
                ContributionKept e => ReviewProjection.Apply(As(e), Review!),
                ContributionRestored e => ReviewProjection.Apply(As(e), Review!),
                DecisionAppealed e => ReviewProjection.Apply(As(e), Review!),
                AppealDecided e => ReviewProjection.Apply(As(e), Review!),
                _ => throw new InvalidOperationException(what.GetType().Name)
            };

            Event<T> As<T>(T data) where T : notnull => new(data) { StreamId = _id, Timestamp = Now, UserName = actor };
        }
    }
}
