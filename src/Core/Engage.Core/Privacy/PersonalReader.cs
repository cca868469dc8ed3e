using Engage.GraphQL;
using GraphQL.DataLoader;

namespace Engage.Privacy;

/// <summary>Reads personal values for a request. Scoped.</summary>
internal sealed class PersonalReader(SubjectKeys keys, KnownKeys known, RequestContext request) : IPersonalReader
{
    private readonly SubjectKeys _keys = keys;
    private readonly HashSet<SubjectKey> _gone = [];
    private Gathered? _gathered;

    private string Agency => request.Agency.Slug;

    public async ValueTask<T?> Read<T>(Personal<T>? personal, CancellationToken stop) => (await Read([personal], stop))[0];

    public async ValueTask<IReadOnlyList<T?>> Read<T>(IReadOnlyList<Personal<T>?> personal, CancellationToken stop)
    {
        var found = await _keys.Find(Agency, [.. personal.Select(KeyOf).OfType<SubjectKey>()], stop);
        return [.. personal.Select(value => (T?)Open(value, found))];
    }

    /// <summary>
    /// For a field of GraphQL: what the value holds, where that is known at once. Otherwise a promise, which the executer redeems when it has nothing else to
    /// do; by then all fields that wait are gathered, and their keys come with one query.
    /// </summary>
    public object? ReadField(Personal? personal)
    {
        if (KeyOf(personal) is not { } key) return Open(personal, null);
        if (known.Find(Agency, key) is { } bytes) return Open(personal, new Dictionary<SubjectKey, byte[]> { [key] = bytes });
        lock (_gone)
        {
            if (_gone.Contains(key)) return null;
            if (_gathered is not { IsAsked: false }) _gathered = new(this);
            return _gathered.Add(personal!, key);
        }
    }

    internal static SubjectKey? KeyOf(Personal? personal) => personal is { Subject: { } subject, Sealed: { } value } && !personal.HoldsPlain(out _) ? new(subject.Value, value.Key) : null;

    private object? Open(Personal? personal, IReadOnlyDictionary<SubjectKey, byte[]>? found) => Open(personal, Agency, found);

    /// <summary>What the value holds, by the keys that were found; null where its own is not among them.</summary>
    internal static object? Open(Personal? personal, string agency, IReadOnlyDictionary<SubjectKey, byte[]>? found)
    {
        if (personal is null) return null;
        if (personal.HoldsPlain(out var plain)) return plain;
        var key = KeyOf(personal)!.Value;
        return found!.TryGetValue(key, out var bytes) && Envelope.Open(bytes, agency, key, personal.Sealed!.Bytes) is { } json ? personal.Read(json) : null;
    }

    private sealed class Gathered(PersonalReader reader)
    {
        private readonly HashSet<SubjectKey> _wanted = [];
        private Task<IReadOnlyDictionary<SubjectKey, byte[]>>? _asked;

        public bool IsAsked => _asked is not null;

        public IDataLoaderResult Add(Personal personal, SubjectKey key)
        {
            _wanted.Add(key);
            return new Place(this, reader, personal);
        }

        public Task<IReadOnlyDictionary<SubjectKey, byte[]>> Ask(CancellationToken stop)
        {
            lock (reader._gone) return _asked ??= Find(stop);
        }

        private async Task<IReadOnlyDictionary<SubjectKey, byte[]>> Find(CancellationToken stop)
        {
            var found = await reader._keys.Find(reader.Agency, _wanted, stop);
            lock (reader._gone) reader._gone.UnionWith(_wanted.Where(key => !found.ContainsKey(key)));
            return found;
        }
    }

    private sealed class Place(Gathered gathered, PersonalReader reader, Personal personal) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken stop = default) => reader.Open(personal, await gathered.Ask(stop));
    }
}
