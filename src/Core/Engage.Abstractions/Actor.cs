using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engage;

/// <summary>What kind of actor somebody is.</summary>
public enum ActorKind
{
    /// <summary>A person, known by a token of an identity provider.</summary>
    Person,

    /// <summary>A program, known by an API key.</summary>
    Program,

    /// <summary>Nobody known.</summary>
    Anonymous,

    /// <summary>The deployment itself: an import, a job in the background.</summary>
    System
}

/// <summary>Who is acting: a person or a program that presented a token, or nobody known.</summary>
/// <param name="id">Stable for the same person or program in an agency, until the person is erased.</param>
/// <param name="name">What the actor goes by. Never a key: two actors may share it, and it may change.</param>
/// <param name="roles">The roles the actor holds in this agency.</param>
/// <param name="permissions">What the actor may do.</param>
/// <param name="kind">What kind of actor it is.</param>
public sealed class Actor(ActorId id, string name, IEnumerable<string> roles, IEnumerable<string> permissions, ActorKind kind = ActorKind.Person)
{
    /// <summary>Who did not present a token.</summary>
    public static Actor Anonymous { get; } = new(new("anonymous"), "Anonymous", [], [], ActorKind.Anonymous);

    /// <summary>
    /// A random UUID for a person or a program. It says nothing of who that is, is another one in each agency, and is never an identity provider's.
    /// </summary>
    public ActorId Id { get; } = id;

    /// <summary>What kind of actor it is.</summary>
    public ActorKind Kind { get; } = kind;

    /// <summary>What the actor goes by.</summary>
    public string Name { get; } = name;

    /// <summary>The roles the actor holds in this agency.</summary>
    public IReadOnlySet<string> Roles { get; } = roles.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the actor may do.</summary>
    public IReadOnlySet<string> Permissions { get; } = permissions.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for <see cref="Anonymous"/>.</summary>
    public bool IsAnonymous => Kind is ActorKind.Anonymous;

    /// <summary>What the token itself said, so that the actor can be looked at again without it.</summary>
    internal TokenClaims? Token { get; init; }

    /// <summary>Whether the actor holds a permission.</summary>
    public bool May(string permission) => Permissions.Contains(permission);
}

/// <summary>What a token that was found good says of its holder, in the words of this deployment.</summary>
internal sealed record TokenClaims(string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

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
