using Marten;

namespace Engage.Privacy;

/// <summary>
/// Encrypts the personal values of events and documents when a session is saved. By then projections that run inline have made their documents, and nothing
/// was serialized yet; a document holds the very value of its event, and so is sealed with it.
/// </summary>
internal sealed class Sealing(Lazy<SubjectKeys> keys, Retention retention) : DocumentSessionListenerBase
{
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        var open = Open(session);
        return open.Count == 0 ? Task.CompletedTask : Seal(open, token);
    }

    private List<Unsealed> Open(IDocumentSession session)
    {
        var open = new List<Unsealed>();
        var found = new List<Personal>();
        foreach (var stream in session.PendingChanges.Streams())
        {
            foreach (var each in stream.Events)
            {
                PersonalMembers.Collect(each.Data, found);
                Take(stream.TenantId ?? session.TenantId, retention.For(each.EventType, each.Timestamp));
            }
        }
        foreach (var document in session.PendingChanges.Inserts().Concat(session.PendingChanges.Updates()))
        {
            PersonalMembers.Collect(document, found);
            Take(session.TenantId, null);
        }
        // Where the same value is in two events, the one that keeps it for a shorter time decides.
        return [.. open.OrderBy(value => value.Rule?.Expires ?? DateTimeOffset.MaxValue)];

        void Take(string agency, RetainedUntil? rule)
        {
            foreach (var personal in found)
            {
                if (personal.Sealed is null && personal.Subject is not null) open.Add(new(personal, agency, rule));
                else if (personal.Sealed is { Agency: { } other } && other != agency)
                    throw new InvalidOperationException("A personal value was sealed for one agency and is to be stored in another, where nobody could read it. Make it anew.");
            }
            found.Clear();
        }
    }

    private async Task Seal(List<Unsealed> open, CancellationToken stop)
    {
        foreach (var agency in open.GroupBy(value => value.Agency))
        {
            var wanted = agency.DistinctBy(value => value.Key).ToDictionary(value => value.Key, value => value.Rule?.Expires);
            var made = await keys.Value.Make(agency.Key, wanted, stop);
            foreach (var (personal, _, _, key) in agency.Select(value => (value.Personal, value.Agency, value.Rule, value.Key)))
                if (personal.Sealed is null) personal.Seal(new(key.Name, Envelope.Close(made[key], agency.Key, key, personal.Written()), agency.Key));
        }
    }

    private sealed record Unsealed(Personal Personal, string Agency, RetainedUntil? Rule)
    {
        public SubjectKey Key => new(Personal.Subject!.Value.Value, Rule?.Key ?? "");
    }
}
