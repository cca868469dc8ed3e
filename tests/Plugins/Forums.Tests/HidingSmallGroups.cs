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
    // As four more would be found who are in no group.
    [InlineData("20 10 5", 2, 4)]
    [InlineData("20 10 4", 2, 1)]
    [InlineData("20 10 5", 3, 5)]
    public void A_group_of_fewer_than_five_is_hidden_and_cannot_be_found_by_taking_the_others_away(string sizes, int shown, int inNone = 0)
    {
        int[] groups = [.. sizes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        DeliberationAnalysis.Shown(groups, groups.Sum() + inNone).ShouldBe(shown);
    }

    [Fact]
    public void Whatever_is_voted_no_few_people_can_be_told_from_what_is_shown() => Gen.Int[0, 4].Array[8].Array[0, 40].Sample(minds =>
    {
        // Some have not voted on everything.
        RecordedVote[] votes = [.. minds.SelectMany((mind, at) => Voters(1, at, statement => (VoteValue)mind[statement])).Where(vote => (int)vote.Value <= 2)];
        var analysis = DeliberationAnalysis.Of(Record, votes, Record.At);
        analysis.Groups.Where(group => group.Size is not null).ShouldAllBe(group => group.Size >= 5);
        (analysis.Participants - analysis.Groups.Sum(group => group.Size ?? 0) is 0 or >= 5 || analysis.Groups.All(group => group.Size == null)).ShouldBeTrue();
        analysis.Groups.ShouldAllBe(group => (group.Size == null) == (group.Representative == null));

        // Nor what few people voted on a statement, by taking what is told of the groups from the public counts.
        var told = analysis.Groups.SelectMany(group => group.Representative ?? []).ToLookup(each => each.StatementId, each => each.Of);
        foreach (var statement in analysis.Statements)
        {
            told[statement.Id].ShouldAllBe(of => of >= 5);
            if (told[statement.Id].Any()) (statement.Agrees + statement.Disagrees + statement.Passes - told[statement.Id].Sum() is 0 or >= 5).ShouldBeTrue();
        }
    }, iter: 300);

    [Fact]
    public void Whoever_asks_before_and_after_each_vote_learns_only_what_five_people_did_together() => Gen.Select(Gen.Int[0, 19], Gen.Int[0, 7], Gen.Int[0, 2]).Array[1, 60].Sample(cast =>
    {
        RecordedVote[] votes = [.. cast.Select((each, at) => new RecordedVote(
            PolisReference.Id(at), Record.Id, PolisReference.Id(10_000 + each.Item1), Statement(each.Item2), (VoteValue)each.Item3, Record.OpenedAt.AddSeconds(at + 1), at))];
        var before = DeliberationAnalysis.Of(Record, [], Record.OpenedAt);
        for (var at = 0; at < votes.Length; at++)
        {
            var after = DeliberationAnalysis.Of(Record, votes.Take(at + 1), votes[at].At);
            Json(DeliberationAnalysis.Of(Record, votes, votes[at].At)).ShouldBe(Json(after));
            if (Json(after) == Json(before)) continue;
            votes[before.Votes..after.Votes].Select(vote => vote.Voter).Distinct().Count().ShouldBe(5);
            before = after;
        }

        static string Json(Deliberation answer) => System.Text.Json.JsonSerializer.Serialize(answer);
    }, iter: 30);

    [Fact]
    public void A_step_is_due_when_five_people_have_voted_however_often_one_of_them_did()
    {
        var record = Enumerable.Range(0, 100).Aggregate(Record, (record, at) => record.With(PolisReference.Id(at % 4), Record.At.AddSeconds(at)));
        (record.Due, record.Votes).ShouldBe((false, 100));
        record.With(PolisReference.Id(4), Record.At.AddSeconds(100)).Due.ShouldBeTrue();
        (Record with { AnalysedAt = Record.At.AddSeconds(9) }).With(PolisReference.Id(1), Record.At.AddSeconds(8)).Due.ShouldBeTrue("an import of older votes moves the steps");
    }

    [Fact]
    public void A_statement_that_comes_or_goes_does_not_make_the_groups_anew()
    {
        RecordedVote[] votes = [.. Voters(12, 0, _ => VoteValue.Agree), .. Voters(8, 12, _ => VoteValue.Disagree)];
        var gone = Record with { Statements = [Record.Statements[0] with { Changes = [.. Record.Statements[0].Changes, new(Record.At.AddDays(1), Withdrawn: true)] }, .. Record.Statements.Skip(1)] };
        var (before, after) = (DeliberationAnalysis.Of(Record, votes, Record.At), DeliberationAnalysis.Of(gone, votes, Record.At.AddDays(1)));
        after.Groups.Select(group => (group.Id, group.Size)).ShouldBe(before.Groups.Select(group => (group.Id, group.Size)));
        after.Statements.Select(each => each.Id).ShouldBe(before.Statements.Select(each => each.Id).Skip(1));
        after.GroupInformedConsensus.ShouldNotContain(each => each.StatementId == Statement(0));
    }

    [Fact]
    public void Of_fewer_than_five_people_nothing_is_said_about_groups()
    {
        var analysis = DeliberationAnalysis.Of(Record, Voters(4, 0, _ => VoteValue.Agree), Record.At);
        (analysis.Participants, analysis.Votes, analysis.AsOf).ShouldBe((0, 0, Record.OpenedAt));
        analysis.Groups.ShouldBeEmpty();
        analysis.GroupInformedConsensus.ShouldBeEmpty();
        analysis.Statements.Count.ShouldBe(8);
        analysis.Statements.ShouldAllBe(statement => statement.Agrees == 0);
    }

    private static Guid Statement(int at) => PolisReference.Id(at + 1);

    private static readonly DeliberationRecord Record = DeliberationRecord.Opened(
        PolisReference.Id(77), DateTimeOffset.UnixEpoch,
        [.. Enumerable.Range(0, 8).Select(at => new StatementRecord(Statement(at), [new(DateTimeOffset.UnixEpoch, StatementState.Accepted)]))]);

    private static IEnumerable<RecordedVote> Voters(int count, int first, Func<int, VoteValue> mind) =>
        from voter in Enumerable.Range(first, count)
        from statement in Enumerable.Range(0, 8)
        select new RecordedVote(PolisReference.Id(voter * 10 + statement), Record.Id, PolisReference.Id(10_000 + voter), Statement(statement), mind(statement), Record.At, voter * 10 + statement);
}
