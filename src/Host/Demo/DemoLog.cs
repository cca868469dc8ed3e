using Marten;

namespace Engage.Host.Demo;

/// <summary>What of the demo is in the log already.</summary>
internal sealed class DemoLog(IDocumentStore store, Agency agency)
{
    /// <summary>Whether a script was played to its end. Refuses to begin again in the middle, where some of it would be there twice.</summary>
    public async Task<bool> IsThere(DemoScript script, CancellationToken stop)
    {
        var begins = script.Correlation;
        var last = script.Correlation + script.Steps[^1].Name;
        await using var session = store.QuerySession(agency.Slug);
        var events = session.Events.QueryAllRawEvents().Where(each => each.CorrelationId!.StartsWith(begins));
        if (await events.AnyAsync(each => each.CorrelationId == last, stop)) return true;
        return await events.AnyAsync(stop)
            ? throw new Refusal("engage.demo-broken-off",
                $"The demo was broken off in the midst of its {script.Name}, and what is in a log stays there. Create another agency with the mutation createAgency and name it with --agency, "
                + "or stop everything, delete the folder 'postgres' of the data directory, and begin anew.")
            : false;
    }
}
