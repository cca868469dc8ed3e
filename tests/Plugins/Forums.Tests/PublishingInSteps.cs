using CsCheck;

namespace Engage.Plugins.Forums;

/// <summary>Attacks on figures that go on changing, by whoever reads them as often as they like, remembers everything and knows how they are made.</summary>
public sealed class PublishingInSteps
{
    private static readonly Gen<(bool Even, int Option)[]> Histories = Gen.Select(Gen.Bool, Gen.Int[1, 3], (even, option) => (even, option)).Array[1, 30];

    [Fact]
    public void Whoever_reads_after_each_answer_cannot_tell_it_from_those_of_at_least_four_others() => Histories.Sample(history => Found(history, InSteps).ShouldBeEmpty(), iter: 50);

    [Fact]
    public void Reading_after_each_answer_finds_people_where_figures_are_only_rounded() => Should.Throw<CsCheckException>(() =>
        Histories.Where(history => history.Length > 20).Sample(history => Found(history, RoundedAtOnce).ShouldBeEmpty(), iter: 50, print: _ => ""));

    [Theory]
    [InlineData(2, 30)]
    [InlineData(3, 21)]
    public void No_group_of_fewer_than_five_is_ever_counted(int options, int people) => Counted(options, people, steps => Seen(steps, options)).ShouldBeEmpty();

    [Fact]
    public void Small_groups_are_counted_where_it_is_told_how_many_answered_in_all() =>
        Counted(2, 20, steps => $"{Seen(steps, 2)} of {steps.Counts.Values.Sum()}").ShouldNotBeEmpty();

    [Fact]
    public void Small_groups_are_counted_where_figures_are_told_as_they_are() =>
        Counted(2, 20, steps => string.Join(',', Options(2).Select(option => steps.Counts.GetValueOrDefault(option)))).ShouldNotBeEmpty();

    [Fact]
    public void The_first_figures_are_of_nine_people_and_all_others_of_five_more() => Histories.Sample(history =>
    {
        var (steps, since) = (Steps.None, 0);
        foreach (var (index, (even, option)) in history.Index())
        {
            var next = steps.With(Person(index, even), null, $"{option}");
            since++;
            if (next.Waiting.Count == 0)
            {
                since.ShouldBeGreaterThanOrEqualTo(steps.Shown is null ? 9 : 5);
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
        var steps = Enumerable.Range(0, 8).Aggregate(Steps.None, (steps, index) => steps.With(Person(index, even: true), null, "1"));
        for (var i = 0; i < 100; i++) steps = steps.With(Person(7, even: true), i % 2 == 0 ? "1" : "2", i % 2 == 0 ? "2" : "1");
        steps.Shown.ShouldBeNull();
        steps.With(Person(8, even: true), null, "1").Of("1").ShouldBe(5);
    }

    [Fact]
    public void Who_takes_an_answer_back_is_counted_no_more_from_the_next_step_on()
    {
        var steps = Enumerable.Range(0, 10).Aggregate(Steps.None, (steps, index) => steps.With(Person(index, even: index == 9), null, "1"));
        steps.Of("1").ShouldBe(10);
        for (var i = 0; i < 5; i++) steps = steps.With(Person(i, even: i == 4), "1", null);
        steps.Of("1").ShouldBe(5);
        for (var i = 5; i < 10; i++) steps = steps.With(Person(i, even: i == 9), "1", null);
        steps.Of("1").ShouldBeNull();
    }

    [Fact]
    public void All_that_is_told_is_made_of_what_is_shown() => Gen.Select(Histories, Histories).Sample((one, other) =>
    {
        // Two forums of which the same is shown, however many there really are.
        var shown = new Dictionary<string, int> { ["1"] = 15, ["2"] = 5, ["3"] = 0 };
        var told = new[] { one, other }.Select(history => DemographicParticipation.Of(Ages, history.Index()
            .Aggregate(Steps.None, (steps, each) => steps.With(Person(each.Index, each.Item.Even), null, $"{each.Item.Option}")) with { Shown = shown }, tookPart: 100)).ToList();
        System.Text.Json.JsonSerializer.Serialize(told[0]).ShouldBe(System.Text.Json.JsonSerializer.Serialize(told[1]));
    });

    [Fact]
    public void The_figures_are_those_of_the_formulas()
    {
        var steps = Steps.None with { Shown = new Dictionary<string, int> { ["1"] = 100, ["2"] = 75, ["3"] = 80 } };
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
        var told = DemographicParticipation.Of(Ages, Steps.None with { Shown = new Dictionary<string, int> { ["1"] = 100, ["2"] = 75 } }, tookPart: 175);
        told.Groups[2].ShouldBe(new GroupParticipation(3, null, 1000, null, Suppressed: true));
        told.RepresentationScore!.Value.ShouldBeNull();
        told.RepresentationScore.Low.ShouldBe(0);
        told.RepresentationScore.High.ShouldBe(0.04, 1e-12);
    }

    [Fact]
    public void Before_the_first_step_nothing_is_told()
    {
        var told = DemographicParticipation.Of(Ages, Steps.None with { Counts = new Dictionary<string, int> { ["1"] = 8 } }, tookPart: 8);
        told.Groups.ShouldAllBe(group => group.Suppressed && group.Participants == null && group.Ratio == null);
        (told.Answered, told.Undisclosed, told.RepresentationScore, told.ShannonEvenness).ShouldBe((0, 8, null, null));
    }

    private static Demographic Ages { get; } = new(
        Guid.Empty, "How old are you?", [new(1, "Under 25", 1000), new(2, "25 to 64", 1000), new(3, "65 and over", 1000)], "Census", 2021, Replaces: null, Retired: false, ReplacedBy: null);

    /// <summary>
    /// The people whose answer can be told from those of all but three others: had the one answered 1 and the other 2, or the other way round, somebody who reads
    /// after each answer would have read something else.
    /// </summary>
    private static List<int> Found((bool Even, int Option)[] history, Func<(bool Even, int Option)[], List<string>> read)
    {
        return [.. Enumerable.Range(0, history.Length).Where(one => Enumerable.Range(0, history.Length).Count(other => one != other && read(With(one, other)).SequenceEqual(read(With(other, one)))) < 4)];

        (bool Even, int Option)[] With(int first, int second)
        {
            var changed = history.ToArray();
            (changed[first].Option, changed[second].Option) = (1, 2);
            return changed;
        }
    }

    private static List<string> InSteps((bool Even, int Option)[] history)
    {
        var (steps, seen) = (Steps.None, new List<string>());
        foreach (var (index, (even, option)) in history.Index()) seen.Add(Seen(steps = steps.With(Person(index, even), null, $"{option}"), 3));
        return seen;
    }

    private static List<string> RoundedAtOnce((bool Even, int Option)[] history) =>
        [.. history.Index().Select(each => string.Join(',', Enumerable.Range(1, 3).Select(option => Suppression.Rounded(history.Take(each.Index + 1).Count(answer => answer.Option == option)))))];

    /// <summary>
    /// All that can have happened with so many people, sorted by what was seen of it: where it all comes to one count for a group that is not shown, that group
    /// was counted. Which numbers are even the attacker does not know, nor how many people answered.
    /// </summary>
    private static List<string> Counted(int options, int people, Func<Steps, string> see)
    {
        var worlds = new Dictionary<(string Seen, string State), (string Seen, Steps Steps)> { [("", "")] = ("", Steps.None) };
        var possible = new Dictionary<(string Seen, string Group), HashSet<int>>();
        var fewest = new Dictionary<string, int>();
        for (var person = 0; person < people; person++)
        {
            var next = new Dictionary<(string, string), (string, Steps)>();
            foreach (var (seen, steps) in worlds.Values)
            {
                foreach (var (option, even) in from option in Options(options) from even in (bool[])[true, false] select (option, even))
                {
                    var after = steps.With(Person(person, even), null, option);
                    var now = seen;
                    if (after.Waiting.Count == 0)
                    {
                        if (!seen.EndsWith($"|{see(after)}", StringComparison.Ordinal)) now = $"{seen}|{see(after)}";
                        fewest.TryAdd(now, person + 1);
                        foreach (var group in Options(options).Where(group => after.Of(group) is null))
                        {
                            if (!possible.TryGetValue((now, group), out var counts)) possible[(now, group)] = counts = [];
                            counts.Add(after.Counts.GetValueOrDefault(group));
                        }
                    }
                    next[(now, $"{string.Join(',', Options(options).Select(group => after.Counts.GetValueOrDefault(group)))};{after.Waiting.Count}")] = (now, after);
                }
            }
            worlds = next;
        }
        // Four more of each group can be behind the same figures: where there were not so many people, not all that can have happened did.
        return [.. possible.Where(each => each.Value.Count == 1 && fewest[each.Key.Seen] + 4 * options <= people).Select(each => $"{each.Key}")];
    }

    private static string Seen(Steps steps, int options) => string.Join(',', Options(options).Select(option => steps.Of(option)?.ToString() ?? "?"));

    private static IEnumerable<string> Options(int options) => Enumerable.Range(1, options).Select(option => $"{option}");

    private static Guid Person(int index, bool even)
    {
        var id = new byte[16];
        BitConverter.TryWriteBytes(id, index + 1);
        id[15] = (byte)(even ? 2 : 1);
        return new(id);
    }
}
