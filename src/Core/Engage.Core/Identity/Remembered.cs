using System.Diagnostics.CodeAnalysis;
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
        if (Find(key, out var known)) return known;
        var since = Forgotten;
        var value = await read(key);
        Keep(key, value, since);
        return value;
    }

    /// <summary>How often something was forgotten: taken before anything is read, and handed in with what was read.</summary>
    public long Forgotten => Volatile.Read(ref _forgotten);

    public bool Find(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var known = _known.TryGetValue(key, out Entry? entry) && entry!.Until > clock.GetUtcNow();
        value = known ? entry!.Value : default;
        return known;
    }

    /// <summary>Keeps what was read, for as long as anything is kept, or until it expires where that is sooner.</summary>
    public void Keep(TKey key, TValue value, long since, DateTimeOffset? expires = null)
    {
        var until = clock.GetUtcNow() + life;
        if (expires < until) until = expires.Value;
        // What was forgotten while it was being read may have been read too early.
        lock (_lock)
            if (_forgotten == since) _known.Set(key, new Entry(value, until), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = life });
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
