using System.Runtime.CompilerServices;

namespace Engage.Plugins.Forums;

/// <summary>
/// What deliberations had come to at past times. It is worked out off the request, one at a time in a process however many ask, and kept for a while; where
/// many of an agency wait already, its next is refused at once instead of holding what it has.
/// </summary>
internal sealed class PastDeliberations
{
    private const int Kept = 32;
    private const int MostWaiting = 8;
    private static readonly ConditionalWeakTable<IDocumentStore, PastDeliberations> Stores = [];
    private static readonly SemaphoreSlim One = new(1);

    private readonly Dictionary<Question, Task<Deliberation>> _answers = [];
    private readonly Queue<Question> _asked = [];
    private readonly Dictionary<string, int> _waiting = [];

    /// <param name="Late">Whatever became known late makes it another question.</param>
    private sealed record Question(string Agency, Guid TopicId, DateTimeOffset AsOf, int Late);

    public static async Task<Dictionary<Guid, Deliberation>> Of(IReadOnlyList<Topic> topics, DateTimeOffset asOf, IQuerySession session, CancellationToken stop)
    {
        var past = Stores.GetOrCreateValue(session.DocumentStore);
        var records = await session.LoadManyAsync<DeliberationRecord>(stop, [.. topics.Select(topic => topic.Id)]);
        // Since the latest thing that is known nothing has changed.
        var same = records.Where(record => asOf >= record.At && !record.Due).Select(record => record.Id).ToArray();
        var answers = (await session.LoadManyAsync<Deliberation>(stop, same)).ToDictionary(each => each.Id);
        foreach (var record in records.Where(record => !same.Contains(record.Id))) answers[record.Id] = await past.Answer(record, asOf.ToUniversalTime(), session).WaitAsync(stop);
        return answers;
    }

    private Task<Deliberation> Answer(DeliberationRecord record, DateTimeOffset asOf, IQuerySession session)
    {
        var question = new Question(session.TenantId, record.Id, asOf, record.Late);
        lock (_answers)
        {
            if (_answers.TryGetValue(question, out var known) && !known.IsFaulted) return known;
            var waiting = _waiting.GetValueOrDefault(session.TenantId);
            if (waiting == MostWaiting) throw new Refusal("forums.analysis-busy", "Many past times are being worked out already. Ask again in a moment.", "asOf");
            _waiting[session.TenantId] = waiting + 1;
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

    private async Task<Deliberation> Analyse(IDocumentStore store, string agency, DeliberationRecord record, DateTimeOffset asOf)
    {
        await One.WaitAsync();
        try
        {
            await using var session = store.QuerySession(agency);
            var votes = await session.Query<RecordedVote>().Where(vote => vote.TopicId == record.Id && vote.At <= asOf).ToListAsync();
            return DeliberationAnalysis.Of(record, DeliberationAnalysis.Order(votes), asOf);
        }
        finally
        {
            One.Release();
            lock (_answers) _waiting[agency]--;
        }
    }
}
