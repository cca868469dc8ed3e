using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class CountingQuestions(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Counts = "{ questionCounts { questions answered unanswered hidden medianDaysToAnswer longestWaitDays verdicts { verdict count } } }";

    [Fact]
    public async Task Questions_count_until_they_are_answered_and_the_oldest_waits_first()
    {
        await forum.OpenTopic();
        var questions = new[] { await forum.OpenTopic("QUESTION"), await forum.OpenTopic("QUESTION"), await forum.OpenTopic("QUESTION") };
        await Answer(questions[1], "DECLINED", ", reasons: \"R\"");
        await Answer(questions[1], "ACCEPTED");

        (await Ids("topics(where: { answered: true })", "topics")).ShouldBe([questions[1]]);
        (await Ids("topics(where: { answered: false })", "topics")).ShouldBe([questions[2], questions[0]]);
        (await Ids("unansweredQuestions", "unansweredQuestions")).ShouldBe([questions[0], questions[2]]);
        (await Ids($"unansweredQuestions(categoryId: \"{Guid.NewGuid()}\")", "unansweredQuestions")).ShouldBeEmpty();

        var counts = (await forum.Engage.Anonymous.Data(Counts)).GetProperty("questionCounts");
        (Number(counts, "questions"), Number(counts, "answered"), Number(counts, "unanswered"), Number(counts, "hidden")).ShouldBe((3, 1, 2, 0));
        counts.GetProperty("verdicts").EnumerateArray().ShouldHaveSingleItem().GetProperty("verdict").GetString().ShouldBe("ACCEPTED");
        counts.GetProperty("longestWaitDays").GetDouble().ShouldBeInRange(0, 1);
        var none = (await forum.Engage.Anonymous.Data("{ questionCounts(since: \"2100-01-01T00:00:00Z\") { questions medianDaysToAnswer longestWaitDays } }")).GetProperty("questionCounts");
        Number(none, "questions").ShouldBe(0);
        none.GetProperty("longestWaitDays").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_question_says_how_long_it_has_waited_and_what_is_none_does_not()
    {
        var cat = (await forum.Engage.In("waiting")).As("Cat", Roles.Resident);
        var waited = await cat.Data($"{{ question: topic(id: \"{await forum.OpenTopic("QUESTION", cat)}\") {{ waitedDays }} talk: topic(id: \"{await forum.OpenTopic(by: cat)}\") {{ waitedDays }} }}");
        waited.GetProperty("question").GetProperty("waitedDays").GetDouble().ShouldBeInRange(0, 1);
        waited.GetProperty("talk").GetProperty("waitedDays").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private async Task Answer(Guid topic, string verdict, string more = "")
    {
        var id = (await ForumFixture.Done(forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: {verdict}, text: \"T\", inRole: \"staff\"{more} }}", "officialAnswer { id }"))
            .GetProperty("officialAnswer").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Sam, "publishAnswer", $"{{ answerId: \"{id}\", inRole: \"staff\" }}");
    }

    private async Task<List<Guid>> Ids(string field, string name) =>
        [.. (await forum.Engage.Anonymous.Data($"{{ {field} {{ nodes {{ id }} }} }}")).GetProperty(name).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetGuid())];

    private static int Number(JsonElement counts, string name) => counts.GetProperty(name).GetInt32();
}
