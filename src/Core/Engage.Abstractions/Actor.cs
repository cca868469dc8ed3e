using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage;

/// <summary>Who is acting: a person or a program that presented a token, or nobody known.</summary>
/// <param name="id">Stable within the issuer of the token.</param>
/// <param name="name">What the actor goes by. Never a key: two actors may share it, and it may change.</param>
/// <param name="roles">The roles the actor holds in this agency.</param>
/// <param name="permissions">What these roles allow.</param>
public sealed class Actor(ActorId id, string name, IEnumerable<string> roles, IEnumerable<string> permissions)
{
    /// <summary>Who did not present a token.</summary>
    public static Actor Anonymous { get; } = new(new("anonymous"), "Anonymous", [], []);

    /// <summary>Stable within the issuer of the token.</summary>
    public ActorId Id { get; } = id;

    /// <summary>What the actor goes by.</summary>
    public string Name { get; } = name;

    /// <summary>The roles the actor holds in this agency.</summary>
    public IReadOnlySet<string> Roles { get; } = roles.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What these roles allow.</summary>
    public IReadOnlySet<string> Permissions { get; } = permissions.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for <see cref="Anonymous"/>.</summary>
    public bool IsAnonymous => ReferenceEquals(this, Anonymous);

    /// <summary>Whether the actor holds a permission.</summary>
    public bool May(string permission) => Permissions.Contains(permission);
}

/// <summary>The id of an actor: opaque, at most 200 characters. It is stored with every event the actor causes and shown to nobody but auditors.</summary>
[JsonConverter(typeof(ActorIdJson))]
public readonly record struct ActorId(string Value)
{
    /// <inheritdoc />
    public override string ToString() => Value;

    private sealed class ActorIdJson : JsonConverter<ActorId>
    {
        public override ActorId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ActorId id, JsonSerializerOptions options) => writer.WriteStringValue(id.Value);
    }
}
