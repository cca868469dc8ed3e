using System.Text.Json;
using CsCheck;

namespace Engage.Plugins.Forums;

/// <summary>Attacks on figures that go on changing, by whoever reads them as often as they like, remembers everything and knows how they are made.</summary>
public sealed class PublishingInSteps
{
    private static readonly Gen<int[]> Histories = Gen.Int[1, 3].Array[1, 30];

    /// <summary>How figures come to be: what comes after somebody answered.</summary>
    private delegate Steps Rule(Steps steps, Guid person, string option);

    [Fact]
    public void Whoever_reads_after_each_answer_cannot_tell_it_from_those_of_at_least_four_others() => Histories.Sample(history => Exchanged(history, InSteps).ShouldBeEmpty(), iter: 50);

    [Fact]
    public void Reading_after_each_answer_finds_people_where_figures_are_only_rounded() =>
        Should.Throw<CsCheckException>(() => Histories.Where(history => history.Length > 20).Sample(history => Exchanged(history, AtOnce).ShouldBeEmpty(), iter: 50, print: _ => ""));

    [Theory]
    [InlineData(2, 49)]
    [InlineData(3, 19)]
    [InlineData(4, 14)]
    public void Nobody_counts_a_group_of_fewer_than_five_who_knows_how_many_answered_and_when(int options, int people) => Counted(options, people, InSteps).ShouldBeEmpty();

    [Theory]
    [InlineData(2, 24)]
    [InlineData(3, 14)]
    public void Nobody_learns_a_single_answer_who_knows_how_many_answered_and_when(int options, int people) =>
        Enumerable.Range(0, people).SelectMany(person => Learned(options, people, person, InSteps)).ShouldBeEmpty();

    [Fact]
    public void Small_groups_are_counted_where_steps_end_at_any_total() => Counted(2, 24, AtAnyTotal).ShouldNotBeEmpty();

    [Fact]
    public void Small_groups_are_counted_where_large_ones_are_told_as_they_are() => Counted(2, 24, AsTheyAre).ShouldNotBeEmpty();

    [Fact]
    public void Answers_are_learned_where_the_first_step_is_of_five() => Enumerable.Range(0, 14).SelectMany(person => Learned(2, 14, person, AtAnyTotal)).ShouldNotBeEmpty();

    [Fact]
    public void Answers_are_learned_where_figures_are_made_at_once() => Enumerable.Range(0, 14).SelectMany(person => Learned(2, 14, person, AtOnce)).ShouldNotBeEmpty();

    [Fact]
    public void What_rounding_takes_is_never_nothing_and_never_the_most() => Gen.Select(Gen.Int[2, 30], Gen.Int[0, 200]).SelectMany((groups, people) => Gen.Select(Gen.Const(groups), Gen.Int[1, groups].Array[people])).Sample((groups, history) =>
    {
        var steps = Steps.None(groups);
        foreach (var (person, option) in history.Index())
        {
            steps = steps.With(Person(person), null, $"{option}");
            if (steps.Waiting.Count == 0) (steps.Counts.Values.Sum() - steps.Shown!.Values.Sum()).ShouldBeInRange(1, 4 * groups - 1);
        }
    });

    [Fact]
    public void The_first_figures_are_of_nine_people_and_all_others_of_five_more() => Histories.Sample(history =>
    {
        var (steps, since) = (Steps.None(3), 0);
        foreach (var (index, option) in history.Index())
        {
            var next = steps.With(Person(index), null, $"{option}");
            since++;
            if (next.Waiting.Count == 0)
            {
                since.ShouldBe(steps.Shown is null ? 9 : 5);
                next.Shown!.Values.ShouldAllBe(shown => shown % 5 == 0);
                since = 0;
            }
            else next.Shown.ShouldBe(steps.Shown);
            steps = next;
        }
        steps.Counts.Values.Sum().ShouldBe(history.Length);
    });

    [Fact]
    public void One_person_who_changes_their_mind_over_and_over_ends_no_step()
    {
        var steps = Enumerable.Range(0, 9).Aggregate(Steps.None(2), (steps, person) => steps.With(Person(person), null, "1"));
        steps.Of("1").ShouldBe(5);
        for (var i = 0; i < 100; i++)
        {
            steps = steps.With(Person(0), i % 2 == 0 ? "1" : "2", i % 2 == 0 ? "2" : "1");
            steps.Waiting.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void Who_takes_an_answer_back_is_counted_no_more_from_the_next_step_on()
    {
        var steps = Enumerable.Range(0, 14).Aggregate(Steps.None(2), (steps, person) => steps.With(Person(person), null, "1"));
        steps.Of("1").ShouldBe(10);
        for (var person = 0; person < 5; person++) steps = steps.With(Person(person), "1", null);
        steps.Of("1").ShouldBe(5);
        for (var person = 5; person < 10; person++) steps = steps.With(Person(person), "1", null);
        steps.Of("1").ShouldBeNull();
    }

    [Fact]
    public void All_that_is_told_is_made_of_what_is_shown() => Gen.Select(Histories, Histories).Sample((one, other) =>
    {
        // Two forums of which the same is shown, however many there really are.
        var shown = new Dictionary<string, int> { ["1"] = 15, ["2"] = 5, ["3"] = 0 };
        var told = new[] { one, other }.Select(history => DemographicParticipation.Of(
            Ages, history.Index().Aggregate(Steps.None(3), (steps, each) => steps.With(Person(each.Index), null, $"{each.Item}")) with { Shown = shown }, tookPart: 100)).ToList();
        JsonSerializer.Serialize(told[0]).ShouldBe(JsonSerializer.Serialize(told[1]));
    });

    [Fact]
    public void The_figures_are_those_of_the_formulas()
    {
        var steps = Steps.None(3) with { Shown = new Dictionary<string, int> { ["1"] = 100, ["2"] = 75, ["3"] = 80 } };
        var told = DemographicParticipation.Of(Ages, steps, tookPart: 300);
        (told.Answered, told.Undisclosed).ShouldBe((255, 45));
        told.RepresentationScore!.Value!.Value.ShouldBe(0.75, 1e-12);
        told.RepresentationScore.Low.ShouldBe(75.0 / 104, 1e-12);
        told.RepresentationScore.High.ShouldBe(79.0 / 100, 1e-12);
        told.Groups[0].Ratio!.Value.ShouldBe(100.0 / 255 * 3, 1e-12);
        told.Groups[0].Ratio!.Low.ShouldBe(Wilson.Interval(100, 100 + 79 + 84).Low * 3, 1e-12);
        told.Groups[0].Ratio!.High.ShouldBe(Wilson.Interval(104, 104 + 75 + 80).High * 3, 1e-12);
        told.ShannonEvenness!.Value.ShouldBe(Representation.Evenness([100, 75, 80])!.Value);
    }

    [Fact]
    public void Of_a_suppressed_group_it_is_not_told_whether_it_is_absent()
    {
        var told = DemographicParticipation.Of(Ages, Steps.None(3) with { Shown = new Dictionary<string, int> { ["1"] = 100, ["2"] = 75 } }, tookPart: 175);
        told.Groups[2].ShouldBe(new GroupParticipation(3, null, 1000, null, Suppressed: true));
        told.RepresentationScore!.Value.ShouldBeNull();
        told.RepresentationScore.Low.ShouldBe(0);
        told.RepresentationScore.High.ShouldBe(0.04, 1e-12);
    }

    [Fact]
    public void Before_the_first_step_nothing_is_told()
    {
        var told = DemographicParticipation.Of(Ages, Steps.None(3) with { Counts = new Dictionary<string, int> { ["1"] = 8 } }, tookPart: 8);
        told.Groups.ShouldAllBe(group => group.Suppressed && group.Participants == null && group.Ratio == null);
        (told.Answered, told.Undisclosed, told.RepresentationScore, told.ShannonEvenness).ShouldBe((0, 8, null, null));
    }

    private static Demographic Ages { get; } = new(
        Guid.Empty, "How old are you?", [new(1, "Under 25", 1000), new(2, "25 to 64", 1000), new(3, "65 and over", 1000)], "Census", 2021, Replaces: null, Retired: false, ReplacedBy: null);

    private static Steps InSteps(Steps steps, Guid person, string option) => steps.With(person, null, option);

    private static Steps AtOnce(Steps steps, Guid person, string option) => Shown(Next(steps, person, option), count => count - count % 5);

    private static Steps AtAnyTotal(Steps steps, Guid person, string option) =>
        Next(steps, person, option) is { Waiting.Count: >= 5 } next ? Shown(next, count => count - count % 5) : Next(steps, person, option);

    private static Steps AsTheyAre(Steps steps, Guid person, string option) =>
        steps.With(person, null, option) is { Waiting.Count: 0 } next ? Shown(next, count => count < 5 ? 0 : count) : Next(steps, person, option);

    private static Steps Next(Steps steps, Guid person, string option) => steps with
    {
        Counts = new Dictionary<string, int>(steps.Counts) { [option] = steps.Counts.GetValueOrDefault(option) + 1 },
        Waiting = [.. steps.Waiting, person]
    };

    private static Steps Shown(Steps steps, Func<int, int> count) => steps with { Waiting = [], Shown = steps.Counts.ToDictionary(each => each.Key, each => count(each.Value)) };

    /// <summary>
    /// The people whose answer shows, and shows as nobody else's could: had the one answered 1 and the other 2, or the other way round, somebody who reads after
    /// each answer would have read something else, for all but three others.
    /// </summary>
    private static List<int> Exchanged(int[] history, Rule rule)
    {
        return
        [
            .. Enumerable.Range(0, history.Length)
                .Where(one => Read((one, 1)) != Read((one, 2)))
                .Where(one => Enumerable.Range(0, history.Length).Count(other => one != other && Read((one, 1), (other, 2)) == Read((one, 2), (other, 1))) < 4)
        ];

        string Read(params (int Person, int Option)[] answers)
        {
            var changed = history.ToArray();
            foreach (var (person, option) in answers) changed[person] = option;
            var (steps, seen) = (Steps.None(3), "");
            foreach (var (person, option) in changed.Index()) seen += $"|{Seen(steps = rule(steps, Person(person), $"{option}"))}";
            return seen;
        }
    }

    /// <summary>The groups that are not shown, and have one and the same count in all that can have happened when the same was seen.</summary>
    private static List<string> Counted(int options, int people, Rule rule)
    {
        var counted = new List<string>();
        Everything(options, people, rule, marked: -1, worlds =>
        {
            foreach (var same in worlds.GroupBy(world => world.Seen, world => world.Steps).Where(same => same.All(steps => steps.Waiting.Count == 0)))
                foreach (var group in Options(options).Where(group => same.First().Of(group) is null))
                    if (same.Select(steps => steps.Counts.GetValueOrDefault(group)).Distinct().Count() == 1) counted.Add($"{same.Key}: group {group}");
        });
        return counted;
    }

    /// <summary>The ways to read that come with one and the same answer of a person in all that can have happened.</summary>
    private static List<string> Learned(int options, int people, int person, Rule rule) =>
    [
        .. Everything(options, people, rule, person, _ => { }).GroupBy(world => world.Seen).Where(same => same.Select(world => world.Answer).Distinct().Count() == 1)
            .Select(same => $"{same.Key}: person {person}")
    ];

    /// <summary>All that can have happened with so many people, with what was seen of it by somebody who reads after each answer, and knows that there was one.</summary>
    private static List<(string Seen, Steps Steps, string Answer)> Everything(
        int options, int people, Rule rule, int marked, Action<List<(string Seen, Steps Steps, string Answer)>> look)
    {
        List<(string Seen, Steps Steps, string Answer)> worlds = [("", Steps.None(options), "")];
        for (var person = 0; person < people; person++)
        {
            worlds = worlds.SelectMany(_ => Options(options), (world, option) =>
            {
                var steps = rule(world.Steps, Person(person), option);
                // What did not change needs no mention.
                return (Seen(steps) == Seen(world.Steps) ? world.Seen : $"{world.Seen}|{person + 1}: {Seen(steps)}", steps, person == marked ? option : world.Answer);
            }).DistinctBy(world => (world.Item1, string.Join(',', Options(options).Select(group => world.steps.Counts.GetValueOrDefault(group))), world.Item3)).ToList();
            look(worlds);
        }
        return worlds;
    }

    private static string Seen(Steps steps) => string.Join(',', Options(steps.Groups).Select(option => steps.Of(option)?.ToString() ?? "?"));

    private static IEnumerable<string> Options(int options) => Enumerable.Range(1, options).Select(option => $"{option}");

    private static Guid Person(int index) => new(index + 1, 0, 0, new byte[8]);
}
