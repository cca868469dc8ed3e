namespace Engage.Events;

/// <summary>Wakes the one who waits by it. However often it rings while nobody waits, it is heard once.</summary>
internal sealed class Bell
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try { _rung.Release(); }
        catch (SemaphoreFullException) { /* It will be heard anyway. */ }
    }

    /// <summary>Waits until it rings, the time is over or the token ends: whoever waits looks for themselves which it was.</summary>
    public async Task Wait(TimeSpan time, CancellationToken stop) =>
        await ((Task)_rung.WaitAsync(time, stop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
