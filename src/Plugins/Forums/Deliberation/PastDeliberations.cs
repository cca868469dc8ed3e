using System.Runtime.CompilerServices;

namespace Engage.Plugins.Forums;

/// <summary>
/// What deliberations had come to at past times. It is worked out off the request, one at a time in a process however many ask, and kept for a while; where
/// many wait already, the next is refused at once instead of holding what it has.
/// </summary>
internal sealed class PastDeliberations
{
    private const int Kept = 32;
    private const int MostWaiting = 8;
    private static readonly ConditionalWeakTable<IDocumentStore, PastDeliberations> Stores = [];
    private static readonly SemaphoreSlim One = new(1);
    private static int waiting;

    private readonly Dictionary<Question, Task<Deliberation>> _answers = [];
    private readonly Queue<Question> _asked = [];

    /// <param name="Late">Whatever became known late makes it another question.</param>
    private sealed record Question(string Agency, Guid TopicId, DateTimeOffset AsOf, int Late);

    public static void Check(DateTimeOffset asOf, IEnumerable<Topic> topics, DateTimeOffset now)
    {
        if (asOf > now) throw new Refusal("forums.as-of-future", "This time is still to come. Ask for one that is past, or leave 'asOf' out for what is so now.", "asOf");
        if (topics.Any(topic => asOf < topic.OpenedAt))
            throw new Refusal("forums.as-of-before-opening", "The topic had not been opened then. Its field 'openedAt' says when it was.", "asOf");
    }

    public static async Task<Dictionary<Guid, Deliberation>> Of(IReadOnlyList<Topic> topics, DateTimeOffset asOf, IQuerySession session, CancellationToken stop)
    {
        var past = Stores.GetOrCreateValue(session.DocumentStore);
        var records = await session.LoadManyAsync<DeliberationRecord>(stop, [.. topics.Select(topic => topic.Id)]);
        var answers = new Dictionary<Guid, Deliberation>();
        foreach (var record in records) answers[record.Id] = await past.Answer(record, asOf.ToUniversalTime(), session).WaitAsync(stop);
        return answers;
    }

    private Task<Deliberation> Answer(DeliberationRecord record, DateTimeOffset asOf, IQuerySession session)
    {
        var question = new Question(session.TenantId, record.Id, asOf, record.Late);
        lock (_answers)
        {
            if (_answers.TryGetValue(question, out var known) && !known.IsFaulted) return known;
            if (Interlocked.Increment(ref waiting) > MostWaiting)
            {
                Interlocked.Decrement(ref waiting);
                throw new Refusal("forums.analysis-busy", "Many past times are being worked out already. Ask again in a moment.", "asOf");
            }
            // Of a session of its own: whoever asked may be gone before it is answered, and others may wait for the same.
            var (store, agency) = (session.DocumentStore, session.TenantId);
            var answer = Task.Run(() => Analyse(store, agency, record, asOf));
            // What may still be added to by votes that are on their way is not kept.
            if (asOf < record.At) Keep(question, answer);
            return answer;
        }
    }

    private void Keep(Question question, Task<Deliberation> answer)
    {
        if (!_answers.TryAdd(question, answer)) _answers[question] = answer;
        else _asked.Enqueue(question);
        while (_asked.Count > Kept) _answers.Remove(_asked.Dequeue());
    }

    private static async Task<Deliberation> Analyse(IDocumentStore store, string agency, DeliberationRecord record, DateTimeOffset asOf)
    {
        await One.WaitAsync();
        try
        {
            await using var session = store.QuerySession(agency);
            var votes = await session.Query<RecordedVote>().Where(vote => vote.TopicId == record.Id).ToListAsync();
            return DeliberationAnalysis.Of(record, votes, asOf);
        }
        finally
        {
            One.Release();
            Interlocked.Decrement(ref waiting);
        }
    }
}
