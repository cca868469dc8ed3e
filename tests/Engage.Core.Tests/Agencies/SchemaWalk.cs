using System.Text;
using System.Text.Json;

namespace Engage.Agencies;

/// <summary>Makes a document for any field of a schema, read by introspection: arguments of every type, and everything there is to select.</summary>
internal sealed class SchemaWalk
{
    private const string Type = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

    /// <summary>How deep an input is made.</summary>
    private const int Depth = 5;

    private const int Longest = 16_000;

    // What the kitchen has for other tests: they fail, and take the answers around them along.
    private static readonly string[] Failing = ["broken", "refused", "unknown", "kept"];

    private readonly Dictionary<string, JsonElement> _types;

    private SchemaWalk(JsonElement schema)
    {
        _types = schema.GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);
        Queries = Fields(schema, "queryType");
        Mutations = Fields(schema, "mutationType");
        Subscriptions = Fields(schema, "subscriptionType");
    }

    public IReadOnlyList<JsonElement> Queries { get; }

    public IReadOnlyList<JsonElement> Mutations { get; }

    public IReadOnlyList<JsonElement> Subscriptions { get; }

    public static async Task<SchemaWalk> Of(EngageClient client) => new((await client.Data(
        $$"""
          { __schema { queryType { name } mutationType { name } subscriptionType { name } types { kind name
              fields { name args { name type { {{Type}} } } type { {{Type}} } }
              inputFields { name type { {{Type}} } }
              enumValues { name } } } }
          """)).GetProperty("__schema"));

    /// <summary>Whether a field takes an id somewhere, and so can be asked for things of another agency.</summary>
    public bool TakesId(JsonElement field) => Arguments(field).Any(argument => HoldsId(argument.GetProperty("type"), 0));

    /// <summary>A document that asks for a field with values for all its arguments, and for everything in its answer.</summary>
    public string Document(string operation, JsonElement field, Values values)
    {
        for (; ; values = values with { Depth = values.Depth - 1 })
        {
            var document = $"{operation} {{ {Name(field)}{Written(field, values)}{Selected(Named(field.GetProperty("type")), values, 0)} }}";
            // Of types that lead to each other on many ways less deep: what is too large is not run.
            if (document.Length <= Longest || values.Depth <= 1) return document;
        }
    }

    public static string Name(JsonElement member) => member.GetProperty("name").GetString()!;

    private List<JsonElement> Fields(JsonElement schema, string root) =>
        schema.GetProperty(root) is { ValueKind: JsonValueKind.Object } type ? [.. _types[Name(type)].GetProperty("fields").EnumerateArray().Where(field => !Failing.Contains(Name(field)))] : [];

    private static IEnumerable<JsonElement> Arguments(JsonElement field) => field.GetProperty("args").EnumerateArray();

    private bool HoldsId(JsonElement type, int depth)
    {
        var named = Named(type);
        if (Name(named) == "ID") return true;
        return depth < Depth && named.GetProperty("kind").GetString() == "INPUT_OBJECT"
            && _types[Name(named)].GetProperty("inputFields").EnumerateArray().Any(field => HoldsId(field.GetProperty("type"), depth + 1));
    }

    private string Written(JsonElement field, Values values)
    {
        var arguments = Arguments(field).Where(argument => values.Narrowed || Name(argument) is not "where").Select(argument => (Name(argument), Value(argument.GetProperty("type"), Name(argument), values, 0))).Where(argument => argument.Item2 is not null).ToList();
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(argument => $"{argument.Item1}: {argument.Item2}"))})";
    }

    /// <summary>A value of a type; null where the argument is left out.</summary>
    private string? Value(JsonElement type, string name, Values values, int depth)
    {
        var kind = type.GetProperty("kind").GetString();
        if (kind == "NON_NULL") return Value(type.GetProperty("ofType"), name, values, depth);
        if (name == "clientMutationId") return null;
        if (kind == "LIST") return depth > Depth ? "[]" : $"[{Value(type.GetProperty("ofType"), name, values, depth + 1)}]";
        if (kind == "ENUM") return Name(_types[Name(type)].GetProperty("enumValues")[0]);
        if (kind == "INPUT_OBJECT")
        {
            if (depth > Depth) return null;
            var fields = _types[Name(type)].GetProperty("inputFields").EnumerateArray()
                .Select(field => (Name: Name(field), Value: Value(field.GetProperty("type"), Name(field), values, depth + 1))).Where(field => field.Value is not null);
            return $"{{ {string.Join(", ", fields.Select(field => $"{field.Name}: {field.Value}"))} }}";
        }
        return Name(type) switch
        {
            "Int" or "Long" => name == "first" ? $"{values.First}" : "1",
            "Float" => "1.5",
            // Only a deliberation has statements that may wait, and the first kind of topic is none.
            "Boolean" => name == "statementsWait" ? "false" : "true",
            "ID" => $"\"{values.Id}\"",
            "Date" => "\"2026-01-31\"",
            "DateTime" => name is "from" or "since" ? "\"2000-01-31T12:00:00Z\"" : "\"2100-01-31T12:00:00Z\"",
            "String" => values.Text(name) is { } text ? JsonSerializer.Serialize(text) : null,
            var unknown => throw new InvalidOperationException($"No value can be made of the type {unknown}, so nobody knows whether agencies are kept apart where it is taken. Teach it to {nameof(SchemaWalk)}.")
        };
    }

    private string Selected(JsonElement type, Values values, int depth)
    {
        if (!_types.TryGetValue(Name(type), out var definition) || definition.GetProperty("fields").ValueKind is not JsonValueKind.Array) return "";
        var fields = new StringBuilder(" { __typename");
        foreach (var field in definition.GetProperty("fields").EnumerateArray())
        {
            var of = Named(field.GetProperty("type"));
            var leaf = !_types.TryGetValue(Name(of), out var inner) || inner.GetProperty("fields").ValueKind is not JsonValueKind.Array;
            // The edges of a connection hold what its nodes do.
            if ((!leaf && (depth >= values.Depth || Name(field) is "edges")) || Failing.Contains(Name(field))) continue;
            fields.Append(' ').Append(Name(field)).Append(Written(field, values)).Append(Selected(of, values, depth + 1));
        }
        return fields.Append(" }").ToString();
    }

    private static JsonElement Named(JsonElement type)
    {
        while (type.GetProperty("kind").GetString() is "NON_NULL" or "LIST") type = type.GetProperty("ofType");
        return type;
    }
}

/// <summary>What goes into arguments.</summary>
/// <param name="Marker">Stands in every text.</param>
/// <param name="Id">Stands for every id.</param>
/// <param name="After">Stands for every cursor; none where it is null.</param>
/// <param name="Plugin">An id of a plugin.</param>
/// <param name="Depth">How deep an answer is asked for.</param>
/// <param name="First">How many items of each list.</param>
/// <param name="Narrowed">Whether lists are narrowed by what they can be narrowed by.</param>
internal sealed record Values(string Marker, Guid Id, string? After = null, string Plugin = "forums", int Depth = 4, int First = 5, bool Narrowed = true)
{
    /// <summary>A text that the argument of a name takes.</summary>
    public string? Text(string argument) => argument switch
    {
        "after" => After,
        "alias" or "correlationId" or "causedBy" or "reason" when After is not null => null,
        "slug" => Marker,
        "plugin" => Plugin,
        // One by which nobody loses much when it is said to allow this permission alone.
        "role" or "roles" => Roles.BoardMember,
        "permission" or "permissions" => "forums.reply",
        "languages" or "language" => "en",
        "inRole" => Roles.Staff,
        "tag" or "tags" => Marker,
        "statements" => null,
        "timeZone" => "Europe/Berlin",
        "email" => $"{Marker}@example.org",
        "phone" => "+1 555 0100",
        "url" => $"https://{Marker}.example.org/",
        "jurisdiction" => """{"type":"Polygon","coordinates":[[[9,47],[10,47],[10,48],[9,48],[9,47]]]}""",
        _ => $"{Marker} {argument}"
    };
}
