using System.Security.Cryptography;

namespace Engage.Ledger;

public sealed class ProvingForPlugins(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    [Fact]
    public async Task Each_event_is_proven_by_the_oldest_checkpoint_that_covers_it_once_there_is_one()
    {
        await ledger.Engage.In("camden");
        await ledger.Cook("camden", 5);
        var ids = await ledger.Ask<Guid[]>("select array_agg(id order by seq_id) from engage.mt_events where tenant_id = 'camden'");
        (await Prove(ids[0])).ShouldBeNull();
        await ledger.CatchUp();
        await ledger.Cook("camden", 6);
        await ledger.CatchUp();
        ids = await ledger.Ask<Guid[]>("select array_agg(id order by seq_id) from engage.mt_events where tenant_id = 'camden'");

        var key = await ledger.Get<LedgerKeys>().KeyOf((await ledger.Get<StoredTrees>().Find("camden", default))!.Value.Origin, default);
        for (var i = 0; i < ids.Length; i++)
        {
            var proof = (await Prove(ids[i])).ShouldNotBeNull();
            (proof.EventId, proof.Index).ShouldBe((ids[i], i));
            var checkpoint = Checkpoint.Open(proof.Checkpoint, key).ShouldNotBeNull();
            checkpoint.Size.ShouldBe(i < 6 ? 6 : 12);
            Root(proof, checkpoint.Size).ShouldBe(Convert.ToBase64String(checkpoint.Root));
        }
    }

    [Fact]
    public async Task Of_another_agency_or_of_no_event_there_is_no_proof()
    {
        await ledger.Cook("default", 1);
        await ledger.CatchUp();
        var id = (await ledger.Ask<Guid[]>("select array_agg(id) from engage.mt_events where tenant_id = 'default'"))[0];
        (await ledger.Get<Proofs>().Of("default", id, default)).ShouldNotBeNull();
        (await Prove(id)).ShouldBeNull();
        (await ledger.Get<Proofs>().Of("default", Guid.NewGuid(), default)).ShouldBeNull();
    }

    // As RFC 9162, 2.1.3.2 has it, and sharing nothing with the code that makes proofs.
    private static string Root(LedgerProof proof, long size)
    {
        var (node, last, hash) = (proof.Index, size - 1, Convert.FromBase64String(proof.LeafHash));
        foreach (var sibling in proof.Hashes.Select(Convert.FromBase64String))
        {
            if ((node & 1) == 1 || node == last)
            {
                hash = SHA256.HashData([1, .. sibling, .. hash]);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else hash = SHA256.HashData([1, .. hash, .. sibling]);
            (node, last) = (node >> 1, last >> 1);
        }
        last.ShouldBe(0);
        return Convert.ToBase64String(hash);
    }

    private Task<LedgerProof?> Prove(Guid id) => ledger.Get<Proofs>().Of("camden", id, default);
}
