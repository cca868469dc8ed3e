using Microsoft.Extensions.Caching.Memory;

namespace Engage.Identity;

/// <summary>What was read a moment ago, so that not every request asks the database. Bounded in number and in time.</summary>
internal sealed class Remembered<TKey, TValue>(TimeSpan life, TimeProvider clock) : IDisposable where TKey : notnull
{
    private const int Limit = 50_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Limit });
    private readonly Lock _lock = new();
    private long _forgotten;

    public async ValueTask<TValue> Of(TKey key, Func<TKey, Task<TValue>> read)
    {
        if (_known.TryGetValue(key, out Entry? known) && known!.Until > clock.GetUtcNow()) return known.Value;
        var before = Volatile.Read(ref _forgotten);
        var value = await read(key);
        // What was forgotten while it was being read may have been read too early.
        lock (_lock)
            if (_forgotten == before) _known.Set(key, new Entry(value, clock.GetUtcNow() + life), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = life });
        return value;
    }

    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _forgotten++;
            _known.Remove(key);
        }
    }

    public void ForgetAll()
    {
        lock (_lock)
        {
            _forgotten++;
            _known.Clear();
        }
    }

    public void Dispose() => _known.Dispose();

    private sealed record Entry(TValue Value, DateTimeOffset Until);
}
