namespace Engage.Identity;

public sealed class DecidingOverUnmasking
{
    private static readonly DateTimeOffset Now = new(2026, 5, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Masked = Guid.NewGuid();
    private static readonly Actor One = Person(), Two = Person(), Three = Person();
    private static readonly Actor Program = new(new(Guid.NewGuid().ToString()), "Program", [], [], ActorKind.Program);
    private static readonly Unmasking Requested = new(Guid.NewGuid(), Masked, null, About("A threat"), UnmaskingState.Requested, Guid.Parse(One.Id.Value), Now, Now + Unmasking.Life);
    private static readonly Unmasking Approved = Requested with { State = UnmaskingState.Approved, DecidedBy = Guid.Parse(Two.Id.Value), DecidedAt = Now };

    [Fact]
    public void A_request_says_why() =>
        Given.State(One).When(one => RequestUnmasking.Decide(new(Requested.Pseudonym, " A threat "), one)).Then(new UnmaskingRequested(Masked, null, About("A threat")));

    [Fact]
    public void A_request_without_a_reason_is_refused() => Given.State(One).When(one => RequestUnmasking.Decide(new(Guid.NewGuid(), " "), one)).ThenRefused("engage.empty-text");

    [Fact]
    public void A_second_person_agrees() => Given.State<Unmasking?>(Requested).When(request => ApproveUnmasking.Decide(request, Two, Now)).Then(new UnmaskingApproved());

    [Fact]
    public void The_same_person_cannot_be_the_second() =>
        Given.State<Unmasking?>(Requested).When(request => ApproveUnmasking.Decide(request, One, Now)).ThenRefused("engage.second-person-needed");

    [Fact]
    public void A_program_takes_no_part_in_it()
    {
        Given.State(Program).When(program => RequestUnmasking.Decide(new(Guid.NewGuid(), "Why"), program)).ThenRefused("engage.person-needed");
        Given.State<Unmasking?>(Requested).When(request => ApproveUnmasking.Decide(request, Program, Now)).ThenRefused("engage.person-needed");
        Given.State<Unmasking?>(Requested).When(request => DeclineUnmasking.Decide(request, new(Requested.Id), Program, Now)).ThenRefused("engage.person-needed");
        Given.State<Unmasking?>(Approved).When(request => ReadUnmasked.Decide(request, Program, Now)).ThenRefused("engage.person-needed");
    }

    [Fact]
    public void A_request_of_more_than_seven_days_counts_no_longer()
    {
        Given.State<Unmasking?>(Requested).When(request => ApproveUnmasking.Decide(request, Two, Now + Unmasking.Life)).ThenRefused("engage.unmasking-expired");
        Given.State<Unmasking?>(Approved).When(request => ReadUnmasked.Decide(request, One, Now + Unmasking.Life)).ThenRefused("engage.unmasking-expired");
        Given.State<Unmasking?>(Requested).When(request => ApproveUnmasking.Decide(request, Two, Now + Unmasking.Life - TimeSpan.FromTicks(1))).Then(new UnmaskingApproved());
    }

    [Fact]
    public void What_was_decided_is_not_decided_again()
    {
        foreach (var state in new[] { UnmaskingState.Approved, UnmaskingState.Declined, UnmaskingState.Withdrawn })
        {
            Given.State<Unmasking?>(Requested with { State = state }).When(request => ApproveUnmasking.Decide(request, Two, Now)).ThenRefused("engage.unmasking-decided");
            Given.State<Unmasking?>(Requested with { State = state }).When(request => DeclineUnmasking.Decide(request, new(Requested.Id), Two, Now)).ThenRefused("engage.unmasking-decided");
        }
        Given.State<Unmasking?>(Requested with { State = UnmaskingState.Declined }).When(request => ReadUnmasked.Decide(request, One, Now)).ThenRefused("engage.unmasking-decided");
    }

    [Fact]
    public void Ones_own_request_is_withdrawn_and_anothers_declined()
    {
        Given.State<Unmasking?>(Requested).When(request => [DeclineUnmasking.Decide(request, new(Requested.Id, "No longer"), One, Now)]).Then(new UnmaskingWithdrawn());
        Given.State<Unmasking?>(Requested).When(request => [DeclineUnmasking.Decide(request, new(Requested.Id, " Not enough "), Two, Now)]).Then(new UnmaskingDeclined(About("Not enough")));
    }

    [Fact]
    public void The_two_who_agreed_read_it_and_to_everybody_else_it_is_as_if_there_were_none()
    {
        Given.State<Unmasking?>(Approved).When(request => ReadUnmasked.Decide(request, One, Now)).Then(new UnmaskedRead());
        Given.State<Unmasking?>(Approved).When(request => ReadUnmasked.Decide(request, Two, Now)).Then(new UnmaskedRead());
        Given.State<Unmasking?>(Approved).When(request => ReadUnmasked.Decide(request, Three, Now)).ThenRefused("engage.not-found");
        Given.State<Unmasking?>(Requested).When(request => ReadUnmasked.Decide(request, One, Now)).ThenRefused("engage.second-person-needed");
        Given.State<Unmasking?>(Requested with { State = UnmaskingState.Declined, DecidedBy = Guid.Parse(Two.Id.Value) }).When(request => ReadUnmasked.Decide(request, Two, Now)).ThenRefused("engage.not-found");
    }

    [Fact]
    public void What_there_is_not_is_not_found()
    {
        Given.State<Unmasking?>(null).When(request => ApproveUnmasking.Decide(request, Two, Now)).ThenRefused("engage.not-found");
        Given.State<Unmasking?>(null).When(request => DeclineUnmasking.Decide(request, new(Guid.NewGuid()), Two, Now)).ThenRefused("engage.not-found");
        Given.State<Unmasking?>(null).When(request => ReadUnmasked.Decide(request, Two, Now)).ThenRefused("engage.not-found");
    }

    [Fact]
    public void A_policy_allows_at_least_one_tier_and_changes_something()
    {
        Given.State<ParticipationPolicy?>(null).When(policy => AllowParticipation.Decide(policy, new("ideas.submit", [Participation.Anonymous, Participation.Name, Participation.Name])))
            .Then(new ParticipationAllowed("ideas.submit", [Participation.Name, Participation.Anonymous]));
        Given.State<ParticipationPolicy?>(null).When(policy => AllowParticipation.Decide(policy, new("ideas.submit", []))).ThenRefused("engage.no-tier");
        Given.State<ParticipationPolicy?>(null).When(policy => AllowParticipation.Decide(policy, new("ideas.submit", [Participation.Name]))).ThenRefused("engage.participation-unchanged");
    }

    private static Personal<string> About(string reason) => Personal.Of(new ActorId(Masked.ToString()), reason);

    private static Actor Person() => new(new(Guid.NewGuid().ToString()), "Somebody", [], []);
}
