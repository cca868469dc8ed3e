using System.Runtime.CompilerServices;
using Engage.Idempotency;
using GraphQL;
using GraphQL.Types;

namespace Engage.GraphQL;

/// <summary>The input type of a record of a plugin. As the input of a mutation it has one field more, which the plugin sees nothing of.</summary>
internal sealed class InputRecord<T> : InputObjectGraphType<T>, IMutationInput where T : class
{
    private Func<IDictionary<string, object?>, object>? _make;

    public override void Initialize(ISchema schema)
    {
        base.Initialize(schema);
        // What does not fit together is told at the start, and not to the first caller.
        _make = ObjectExtensions.CompileToObject(typeof(T), this);
    }

    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        var input = _make!(value);
        if (value.TryGetValue(IdempotencyKey.Field, out var id) && id is string text) MutationInput.Ids.AddOrUpdate(input, text);
        return input;
    }
}

/// <summary>An input type that can be the input of a mutation.</summary>
internal interface IMutationInput : IComplexGraphType;

/// <summary>The field <c>clientMutationId</c>, which every mutation takes.</summary>
internal static class MutationInput
{
    /// <summary>The ids that came with inputs, for as long as the inputs live: their records have no room for them.</summary>
    public static ConditionalWeakTable<object, string> Ids { get; } = [];

    public static FieldType Field() => new FieldType
    {
        Name = IdempotencyKey.Field,
        Description = "Tells a repeat from a new request: a repeat with the same id and the same input does nothing and is answered as the first was. A random UUID, at most 255 characters.",
        ResolvedType = TypeMap.Named("String")
    }.NoClrMapping();

    /// <summary>The input of a mutation that takes none.</summary>
    public static InputObjectGraphType Empty(string name, string mutation)
    {
        var input = new InputObjectGraphType { Name = name, Description = $"{mutation} takes no input but this." };
        input.AddField(Field());
        return input;
    }

    /// <summary>The id that came with an input, or null.</summary>
    public static string? IdOf(object? input) => input switch
    {
        null => null,
        IDictionary<string, object?> empty => empty.TryGetValue(IdempotencyKey.Field, out var id) ? id as string : null,
        _ => Ids.TryGetValue(input, out var id) ? id : null
    };
}
