using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage;

/// <summary>
/// Something that tells who a person is, or that only that person may keep in the world: a name, an address, what they wrote. It is stored encrypted under
/// a key of the person it is about, its subject. When the subject is erased the key is destroyed, and whatever holds the value shows nothing any more: the
/// event, every read model made of it, and every backup.
/// </summary>
public abstract class Personal
{
    private protected Personal(ActorId? subject, SealedValue? @sealed) => (Subject, Sealed) = (subject, @sealed);

    /// <summary>Whom the value is about. Null for one that was stored in the clear, before its event had personal members.</summary>
    public ActorId? Subject { get; }

    internal SealedValue? Sealed { get; private set; }

    /// <summary>A value about somebody. Made in a pure <c>Decide</c>; it is sealed when the session is saved.</summary>
    /// <param name="subject">
    /// Whom it is about: <c>actor.Id</c>, or for somebody without an account a new id that is made for this person alone, so that they can be erased alone.
    /// </param>
    /// <param name="value">The value: a text or a record. A value type has to be nullable, <c>Personal&lt;DateOnly?&gt;</c>: where it is erased it is null.</param>
    public static Personal<T> Of<T>(ActorId subject, T value)
    {
        if (string.IsNullOrEmpty(subject.Value) || subject == Actor.Anonymous.Id)
            throw new ArgumentException("Nobody can be erased who is nobody. Make an ActorId for this person alone.", nameof(subject));
        ArgumentNullException.ThrowIfNull(value);
        return new(subject, value, null);
    }

    /// <summary>Never what it holds: a log or an error message may show it.</summary>
    public sealed override string ToString() => "personal";

    internal abstract byte[] Written();

    internal abstract object? Read(ReadOnlySpan<byte> json);

    internal abstract bool HoldsPlain(out object? plain);

    /// <summary>Sealed once and for all: a read model made of it now, and one made of the stored event later, must not differ.</summary>
    internal void Seal(SealedValue value) => Sealed ??= value;
}

/// <inheritdoc cref="Personal"/>
[JsonConverter(typeof(PersonalJson))]
public sealed class Personal<T> : Personal, IEquatable<Personal<T>>
{
    // What is inside is read for as long as the event is, so it does not follow the settings of the store.
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } };

    private readonly bool _isPlain;
    private readonly T? _plain;

    internal Personal(ActorId? subject, T plain, SealedValue? @sealed) : base(subject, @sealed) => (_isPlain, _plain) = (true, plain);

    internal Personal(ActorId subject, SealedValue @sealed) : base(subject, @sealed) { }

    /// <summary>Whether it is the same value about the same person. Where either was read from the store only the same stored value is.</summary>
    public bool Equals(Personal<T>? other) => ReferenceEquals(this, other) || (other is not null && Subject == other.Subject && (_isPlain && other._isPlain
        ? EqualityComparer<T>.Default.Equals(_plain, other._plain)
        : Sealed is { } one && other.Sealed is { } two && one.Key == two.Key && one.Bytes.AsSpan().SequenceEqual(two.Bytes)));

    /// <inheritdoc />
    public override bool Equals(object? other) => Equals(other as Personal<T>);

    /// <inheritdoc />
    public override int GetHashCode() => Subject.GetHashCode();

    internal override byte[] Written() => _isPlain ? JsonSerializer.SerializeToUtf8Bytes(_plain, Json) : throw new InvalidOperationException("It is sealed already.");

    internal override object? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Json);

    internal override bool HoldsPlain(out object? plain)
    {
        plain = _plain;
        return _isPlain;
    }
}

/// <summary>A value under its subject's key.</summary>
/// <param name="Key">Which of the subject's keys: empty for the one that lives as long as the subject does.</param>
/// <param name="Bytes">Nonce, ciphertext and tag.</param>
/// <param name="Agency">The agency it was sealed for; null where it was read.</param>
internal sealed record SealedValue(string Key, byte[] Bytes, string? Agency);
