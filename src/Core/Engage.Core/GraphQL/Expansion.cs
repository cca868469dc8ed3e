using GraphQLParser;
using GraphQLParser.AST;

namespace Engage.GraphQL;

/// <summary>
/// How large a document is once its fragments are written out. A few hundred bytes of fragments that spread each other twice stand for millions of
/// fields, and validation walks over all of them, or compares each with each, before any other limit is looked at. So this is looked at first.
/// </summary>
internal sealed class Expansion
{
    private const int FieldLimit = 10_000;

    // Fields of one name in one place are compared in pairs, and what stands below them again.
    private const int RepeatLimit = 20;

    // Each may be a page of texts, and all of them are in memory before the first byte is sent.
    private const int RootLimit = 20;

    private readonly Dictionary<ROM, GraphQLFragmentDefinition> _fragments = [];
    private readonly Dictionary<ROM, Size> _known = [];

    private Expansion(GraphQLDocument document)
    {
        foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>()) _fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
    }

    /// <summary>Whether validating the document would take too long.</summary>
    public static bool IsTooLarge(GraphQLDocument document)
    {
        var expansion = new Expansion(document);
        var fields = 0L;
        foreach (var definition in document.Definitions)
        {
            var size = definition switch
            {
                GraphQLOperationDefinition operation => expansion.Of(operation.SelectionSet),
                GraphQLFragmentDefinition fragment => expansion.Of(fragment.FragmentName.Name.Value),
                _ => Size.Nothing
            };
            fields += size.Fields;
            if (fields > FieldLimit || size.Repeats > RepeatLimit) return true;
            if (definition is GraphQLOperationDefinition && size.Names.Count > RootLimit) return true;
        }
        return false;
    }

    private Size Of(ROM fragment)
    {
        if (_known.TryGetValue(fragment, out var known)) return known;
        if (!_fragments.TryGetValue(fragment, out var definition)) return Size.Nothing;
        // A fragment that spreads itself is refused by validation; here it only must not go on for ever.
        _known[fragment] = Size.Nothing;
        return _known[fragment] = Of(definition.SelectionSet);
    }

    private Size Of(GraphQLSelectionSet? selections)
    {
        if (selections is null) return Size.Nothing;
        var (fields, below) = (0L, 0);
        var names = new Dictionary<ROM, int>();
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    var size = Of(field.SelectionSet);
                    fields += 1 + size.Fields;
                    below = Math.Max(below, size.Repeats);
                    Count((field.Alias?.Name ?? field.Name).Value, 1);
                    break;
                case GraphQLInlineFragment inline:
                    Take(Of(inline.SelectionSet));
                    break;
                case GraphQLFragmentSpread spread:
                    Take(Of(spread.FragmentName.Name.Value));
                    break;
            }
            fields = Math.Min(fields, FieldLimit + 1);
        }
        return new(fields, Math.Max(below, names.Count == 0 ? 0 : names.Values.Max()), names);

        void Take(Size spread)
        {
            // The spread itself counts too: validation visits it even where nothing is in it.
            fields += 1 + spread.Fields;
            below = Math.Max(below, spread.Repeats);
            foreach (var (name, times) in spread.Names) Count(name, times);
        }

        void Count(ROM name, int times) => names[name] = Math.Min(names.GetValueOrDefault(name) + times, RepeatLimit + 1);
    }

    private sealed record Size(long Fields, int Repeats, IReadOnlyDictionary<ROM, int> Names)
    {
        public static Size Nothing { get; } = new(0, 0, new Dictionary<ROM, int>());
    }
}
