using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// What editions came out as when they were compiled again. It is kept, since anybody may ask as often as they like, and for an hour only: whoever alters the
/// log behind an edition is not to be covered by what came out before.
/// </summary>
internal sealed class Reproductions
{
    public static readonly ConditionalWeakTable<IDocumentStore, Reproductions> Hosts = [];

    private const int Most = 1_000;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(string Agency, Guid EditionId), EditionReproduction> _kept = new();

    public static async Task<EditionReproduction> Of(ReportEdition edition, ILog log, IQuerySession session, TimeProvider clock, CancellationToken stop)
    {
        if (edition.Method != Compiling.Method) return EditionReproduction.ByAnotherMethod(edition, clock.GetUtcNow());
        var host = Hosts.GetOrCreateValue(session.DocumentStore);
        // Who waited for somebody who asked the same has the answer.
        return host.Kept(edition, session, clock) ?? await Turns.Of(session).Reader(
            async () => host.Kept(edition, session, clock) ??
                host.Keep(edition, session, await EditionReproduction.Of(edition, log, session, clock.GetUtcNow(), stop)), stop);
    }

    private EditionReproduction? Kept(ReportEdition edition, IQuerySession session, TimeProvider clock) =>
        _kept.TryGetValue((session.TenantId, edition.Id), out var kept) && clock.GetUtcNow() < kept.At + Life ? kept : null;

    private EditionReproduction Keep(ReportEdition edition, IQuerySession session, EditionReproduction reproduction)
    {
        if (_kept.Count >= Most) _kept.Clear();
        return _kept[(session.TenantId, edition.Id)] = reproduction;
    }
}
