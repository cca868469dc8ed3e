namespace Engage.Events;

internal sealed partial class AgencyLog
{
    public Task<LedgerProof?> Prove(Guid eventId, CancellationToken stop) => throw new NotImplementedException();
}
