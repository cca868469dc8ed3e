using CsCheck;

namespace Engage.Plugins.Forums;

public sealed class HidingSmallGroups
{
    [Theory]
    [InlineData("20 10 5", 3)]
    [InlineData("5 5", 2)]
    [InlineData("12", 1)]
    // The four are found by taking the others from everybody, so the ten stand with them.
    [InlineData("20 10 4", 1)]
    [InlineData("20 10 3 2", 2)]
    [InlineData("18 3 3", 1)]
    [InlineData("20 3", 0)]
    [InlineData("4 3", 0)]
    [InlineData("3", 0)]
    [InlineData("", 0)]
    public void A_group_of_fewer_than_five_is_hidden_and_cannot_be_found_by_taking_the_others_away(string sizes, int shown) =>
        DeliberationAnalysis.Shown([.. sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)]).ShouldBe(shown);

    [Fact]
    public void Whatever_is_voted_no_few_people_can_be_told_from_what_is_shown() => Gen.Int[0, 2].Array[8].Array[0, 40].Sample(minds =>
    {
        RecordedVote[] votes = [.. minds.SelectMany((mind, at) => Voters(1, at, statement => (VoteValue)mind[statement]))];
        var analysis = DeliberationAnalysis.Of(Record, votes, Record.At);
        analysis.Groups.Where(group => group.Size is not null).ShouldAllBe(group => group.Size >= 5);
        (minds.Length - analysis.Groups.Sum(group => group.Size ?? 0) is 0 or >= 5 || analysis.Groups.All(group => group.Size == null)).ShouldBeTrue();
        analysis.Groups.ShouldAllBe(group => (group.Size == null) == (group.Representative == null));
    }, iter: 100);

    [Fact]
    public void Of_fewer_than_five_people_nothing_is_said_about_groups()
    {
        var analysis = DeliberationAnalysis.Of(Record, Voters(4, 0, _ => VoteValue.Agree), Record.At);
        analysis.Participants.ShouldBe(4);
        analysis.Groups.ShouldAllBe(group => group.Size == null && group.Representative == null);
        analysis.GroupInformedConsensus.ShouldBeEmpty();
        analysis.Statements.ShouldAllBe(statement => statement.Agrees == 4);
    }

    private static Guid Statement(int at) => PolisReference.Id(at + 1);

    private static readonly DeliberationRecord Record = new(
        PolisReference.Id(77), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, 0, 0,
        [.. Enumerable.Range(0, 8).Select(at => new StatementRecord(Statement(at), [new(DateTimeOffset.UnixEpoch, StatementState.Accepted)]))]);

    private static IEnumerable<RecordedVote> Voters(int count, int first, Func<int, VoteValue> mind) =>
        from voter in Enumerable.Range(first, count)
        from statement in Enumerable.Range(0, 8)
        select new RecordedVote(PolisReference.Id(voter * 10 + statement), Record.Id, PolisReference.Id(10_000 + voter), Statement(statement), mind(statement), Record.At, voter * 10 + statement);
}
