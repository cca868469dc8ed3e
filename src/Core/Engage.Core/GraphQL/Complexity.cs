using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

/// <summary>
/// What a document may ask for at most, judged before anything runs: every field counts 1, and what stands below a list as often as the list has items.
/// </summary>
internal static class Complexity
{
    /// <summary>How deep fields may nest. The types of a full introspection query nest 15 deep.</summary>
    private const int Depth = 20;

    /// <summary>About ten pages of a hundred items with a page of ten below each, or one introspection query.</summary>
    public const int Limit = 100_000;

    private const int ItemsOfAList = 20;

    public const int ItemsOfTheSchema = 5;

    /// <summary>A file is a whole list in one field. It counts what a request may cost on average, so that asking for it many times at once is paid for.</summary>
    public const int ItemsOfAFile = 2_000;

    // Types refer to fields and fields to types. Whoever reads the schema asks for the fields of types once; asking for the fields of the types of the
    // fields of types lets the schema answer with itself over and over, and grows with every turn.
    private static readonly string[] Circles = ["fields", "inputFields", "interfaces", "possibleTypes"];

    public static IValidationRule Rule { get; } = new ComplexityValidationRule(new ComplexityOptions
    {
        MaxDepth = Depth,
        MaxComplexity = Limit,
        DefaultComplexityImpactDelegate = static field => new(1, IsList(field) ? Items(field) : 1),
        ValidateComplexityDelegate = Spend
    });

    private static Task Spend(ComplexityValidationContext document)
    {
        Telemetry.Cost(document.TotalImpact);
        var request = document.ValidationContext.RequestServices?.GetService<RequestContext>();
        if (document.Error is null && request?.Spend(document.TotalImpact) is false)
            document.Error = new("You asked for more than your share. Wait, and ask for less at once.") { Code = "engage.rate-limited" };
        return Task.CompletedTask;
    }

    private static double Items(FieldImpactContext field)
    {
        if (field.ParentType.Name.StartsWith("__", StringComparison.Ordinal)) return Turns(field) > 2 ? Limit : ItemsOfTheSchema;
        // A page has no more items than a page may have; asking for more is refused when the page is read, with a better message.
        return PageOf(field) ?? (field.Parent is { } parent && !IsList(parent) ? PageOf(parent) : null) ?? ItemsOfAList;
    }

    private static int Turns(FieldImpactContext? field)
    {
        var turns = 0;
        for (; field is { } each; field = each.Parent)
            if (Circles.Contains(each.FieldDefinition.Name)) turns++;
        return turns;
    }

    private static double? PageOf(FieldImpactContext field) =>
        field.Arguments?.TryGetValue("first", out var first) is true && first.Value is int items ? Math.Clamp(items, 1, Page.Limit) : null;

    private static bool IsList(FieldImpactContext field) =>
        (field.FieldDefinition.ResolvedType is NonNullGraphType required ? required.ResolvedType : field.FieldDefinition.ResolvedType) is ListGraphType;
}
