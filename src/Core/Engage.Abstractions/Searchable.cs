namespace Engage;

/// <summary>
/// What of an event can be found by its words: the texts of a document. What is left null stays as an earlier event said; what is empty is found no more. Words of
/// the title weigh most, those of the body least.
/// </summary>
/// <param name="Id">The document's id, by which <see cref="Searching.Matching{T}"/> finds it; mostly the event's stream.</param>
public sealed record Searchable(Guid Id)
{
    /// <summary>The title.</summary>
    public SearchableText? Title { get; init; }

    /// <summary>What the document is sorted under. Not personal.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The text itself.</summary>
    public SearchableText? Body { get; init; }
}

/// <summary>A text that is to be found: of nobody in particular, or a person's own, which is found for as long as it can be read.</summary>
public sealed class SearchableText
{
    private SearchableText(string? plain, Personal<string>? personal) => (Plain, Personal) = (plain, personal);

    internal string? Plain { get; }

    internal Personal<string>? Personal { get; }

    /// <summary>A text that is nobody's own.</summary>
    public static implicit operator SearchableText?(string? text) => text is null ? null : new(text, null);

    /// <summary>What a person wrote.</summary>
    public static implicit operator SearchableText?(Personal<string>? text) => text is null ? null : new(null, text);
}
