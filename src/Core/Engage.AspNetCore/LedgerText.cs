using Engage.Ledger;
using Microsoft.AspNetCore.Http;

namespace Engage.Http;

/// <summary>What others need to watch a ledger, as texts: the newest checkpoint, and the key that verifies it.</summary>
internal sealed class LedgerText(StoredTrees trees, Checkpoints checkpoints, LedgerKeys keys)
{
    public async Task SendCheckpoint(HttpContext http, Agency agency) =>
        await Send(http, (await checkpoints.Newest(agency.Slug, http.RequestAborted) ?? throw Fault.NoLedger()).Note);

    public async Task SendKey(HttpContext http, Agency agency)
    {
        var (origin, _) = await trees.Find(agency.Slug, http.RequestAborted) ?? throw Fault.NoLedger();
        await Send(http, $"{await keys.KeyOf(origin, http.RequestAborted)}\n");
    }

    private static Task Send(HttpContext http, string text) => Results.Text(text, "text/plain; charset=utf-8").ExecuteAsync(http);
}
