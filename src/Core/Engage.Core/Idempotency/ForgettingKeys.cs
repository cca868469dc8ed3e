using Engage.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.Idempotency;

/// <summary>Forgets idempotency keys a day after they were used.</summary>
internal sealed class ForgettingKeys(IdempotencyKeys keys, NpgsqlDataSource database, ILogger<ForgettingKeys> log) : OneHostJob(database, log)
{
    protected override string Name => "idempotency-keys";

    protected override TimeSpan Poll => TimeSpan.FromHours(1);

    protected override async Task<bool> Work(CancellationToken stop)
    {
        await keys.Forget(stop);
        return false;
    }
}
