using System.Linq.Expressions;

namespace Engage.Plugins.Forums;

/// <summary>How the agency answers what it is asked.</summary>
/// <param name="Questions">How many questions were asked, hidden ones aside.</param>
/// <param name="Answered">How many of them have an official answer.</param>
/// <param name="Unanswered">How many of them have none.</param>
/// <param name="Hidden">How many more questions a moderator hid. They are in none of the other numbers.</param>
/// <param name="MedianDaysToAnswer">
/// Within how many days half of the questions are answered, as Kaplan and Meier estimate it: whoever still waits counts with the time they have waited so far, so
/// that ignoring questions does not make the agency look quick. Null where too few were answered to tell.
/// </param>
/// <param name="LongestWaitDays">How many days the oldest unanswered question has waited; null where none waits.</param>
/// <param name="Verdicts">What the answers that hold now say, so that referring everything to somebody else can be told from answering.</param>
public sealed record QuestionCounts(
    int Questions, int Answered, int Unanswered, int Hidden, double? MedianDaysToAnswer, double? LongestWaitDays, IReadOnlyList<VerdictCount> Verdicts);

/// <summary>How many answers have a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Count">How many.</param>
public sealed record VerdictCount(AnswerVerdict Verdict, int Count);

public static class Questions
{
    /// <summary>How many are counted at once.</summary>
    public const int Limit = 20_000;

    public static Expression<Func<Topic, bool>> Answered(bool answered) => answered
        ? topic => topic.Kind == TopicKind.Question && topic.AnsweredAt != null
        : topic => topic.Kind == TopicKind.Question && topic.AnsweredAt == null;
}

public static class QuestionQueries
{
    /// <summary>The questions that the agency has not answered officially, the one that has waited longest first.</summary>
    /// <param name="categoryId">Only those of this category.</param>
    public static async Task<Connection<Topic>> UnansweredQuestions(Page page, Guid? categoryId, Actor actor, IQuerySession session, CancellationToken stop) =>
        await Of(await Reading.Topics(session, actor, stop), null, categoryId).Where(Questions.Answered(false)).Where(topic => topic.HiddenBy == null)
            .ToConnection(page, Order.OldestFirst, topic => topic.Id, stop);

    /// <summary>How many questions the agency answered officially, how many it did not, and how long people wait. Of what the caller may read, and of 20,000 questions at most.</summary>
    /// <param name="since">Only questions that were asked since then.</param>
    /// <param name="categoryId">Only those of this category.</param>
    public static async Task<QuestionCounts> QuestionCounts(DateTimeOffset? since, Guid? categoryId, Actor actor, IQuerySession session, TimeProvider clock, CancellationToken stop)
    {
        var asked = Of(await Reading.TopicsAndHidden(session, actor, stop), since, categoryId).Where(topic => topic.Kind == TopicKind.Question);
        var hidden = await asked.CountAsync(topic => topic.HiddenBy != null, stop);
        var questions = await asked.Where(topic => topic.HiddenBy == null).Select(topic => new { topic.Id, topic.OpenedAt, topic.AnsweredAt })
            .Take(Questions.Limit + 1).ToListAsync(stop);
        if (questions.Count > Questions.Limit)
            throw new Refusal("forums.too-many-questions", $"There are more than {Questions.Limit:N0} such questions, too many to count at once. Pass a later 'since', or a 'categoryId'.", nameof(since));
        var now = clock.GetUtcNow();
        var waits = questions.Select(question => new Wait(((question.AnsweredAt ?? now) - question.OpenedAt).TotalDays, question.AnsweredAt is not null)).ToList();
        var open = waits.Where(wait => !wait.Ended).ToList();

        var ids = questions.Where(question => question.AnsweredAt is not null).Select(question => question.Id).ToArray();
        var verdicts = (await session.Query<OfficialAnswer>().Where(answer => answer.State == AnswerState.Published && answer.PostId == null && answer.TopicId.IsOneOf(ids))
                .Select(answer => new { answer.Id, answer.TopicId, answer.Verdict, answer.PublishedAt }).ToListAsync(stop))
            .GroupBy(answer => answer.TopicId).Select(each => each.MaxBy(answer => (answer.PublishedAt, answer.Id))!)
            .CountBy(answer => answer.Verdict).OrderBy(each => each.Key).Select(each => new VerdictCount(each.Key, each.Value)).ToList();
        return new(waits.Count, waits.Count - open.Count, open.Count, hidden, KaplanMeier.Median(waits), open.Count == 0 ? null : open.Max(wait => wait.Days), verdicts);
    }

    private static IQueryable<Topic> Of(IQueryable<Topic> topics, DateTimeOffset? since, Guid? categoryId)
    {
        if (categoryId is { } category) topics = topics.Where(topic => topic.CategoryId == category);
        if (since is { } from) topics = topics.Where(topic => topic.OpenedAt >= from);
        return topics;
    }
}

public static class QuestionExtensions
{
    /// <summary>How many days a question has waited for an official answer: until the first one, or until now. Null for what is no question.</summary>
    public static double? WaitedDays(Topic topic, TimeProvider clock) => topic.Kind is TopicKind.Question ? ((topic.AnsweredAt ?? clock.GetUtcNow()) - topic.OpenedAt).TotalDays : null;
}
