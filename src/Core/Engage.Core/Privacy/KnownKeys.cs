using Microsoft.Extensions.Caching.Memory;

namespace Engage.Privacy;

/// <summary>The keys that were used a moment ago, so that not every page asks the database for those of its authors. Bounded in number and in time. A singleton.</summary>
internal sealed class KnownKeys(TimeProvider clock) : IDisposable
{
    /// <summary>How long a key is kept. Whoever was erased on another host may be readable on this one for so long, where what that host said is lost.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private const int Limit = 50_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Limit });
    private readonly Lock _lock = new();
    private long _forgotten;

    /// <summary>How often somebody was forgotten: taken before keys are read from the database, and handed in with what was read.</summary>
    public long Forgotten => Volatile.Read(ref _forgotten);

    public byte[]? Find(string agency, SubjectKey key) =>
        _known.TryGetValue((agency, key), out Entry? entry) && !(entry!.Expires <= clock.GetUtcNow()) ? entry.Bytes : null;

    public void Keep(string agency, SubjectKey key, byte[] bytes, DateTimeOffset? expires, long since)
    {
        // What was forgotten while it was being read may have been read too early.
        lock (_lock)
            if (_forgotten == since) _known.Set((agency, key), new Entry(bytes, expires), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Life });
    }

    /// <summary>Forgets everything: somebody was erased, which is rare, and the rest comes back with one query.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _forgotten++;
            _known.Clear();
        }
    }

    public void Dispose() => _known.Dispose();

    private sealed record Entry(byte[] Bytes, DateTimeOffset? Expires);
}
