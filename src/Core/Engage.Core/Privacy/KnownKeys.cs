using Engage.Identity;

namespace Engage.Privacy;

/// <summary>The keys that were used a moment ago, so that not every page asks the database for those of its authors. Bounded in number and in time. A singleton.</summary>
internal sealed class KnownKeys(TimeProvider clock) : IDisposable
{
    /// <summary>How long a key is kept. Whoever was erased on another host may be readable on this one for so long, where what that host said is lost.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    private readonly Remembered<(string Agency, SubjectKey Key), byte[]> _known = new(Life, clock);

    /// <summary>How often somebody was forgotten: taken before keys are read from the database, and handed in with what was read.</summary>
    public long Forgotten => _known.Forgotten;

    public byte[]? Find(string agency, SubjectKey key) => _known.Find((agency, key), out var bytes) ? bytes : null;

    public void Keep(string agency, SubjectKey key, byte[] bytes, DateTimeOffset? expires, long since) => _known.Keep((agency, key), bytes, since, expires);

    /// <summary>Forgets everything: somebody was erased, which is rare, and the rest comes back with one query.</summary>
    public void Forget() => _known.ForgetAll();

    public void Dispose() => _known.Dispose();
}
