namespace Engage;

/// <summary>
/// A rule says no. In a mutation it becomes a UserError of the payload, elsewhere an error of the response; either way the caller reads the code and
/// the message, and nothing was written.
/// </summary>
/// <param name="code">Stable and documented, <c>{plugin}.{what-is-wrong}</c>. Callers branch on it.</param>
/// <param name="message">One or two sentences that say what is wrong and what to do about it. Holds no personal data.</param>
/// <param name="field">
/// The field of the input that is to blame, in the case of C# or of GraphQL, and with dots the way to one within another: <c>rules.quorum</c>. Null where it is not
/// a single field.
/// </param>
public sealed class Refusal(string code, string message, string? field = null) : Exception(message)
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;

    /// <summary>The field of the input that is to blame, or null.</summary>
    public string? Field { get; } = field;

    /// <summary>Nothing with this id can be seen by the caller: it does not exist, belongs to another agency, or is not theirs to see.</summary>
    /// <param name="what">The noun: <c>topic</c>.</param>
    /// <param name="field">The field of the input that holds the id.</param>
    public static Refusal NotFound(string what, string? field = null) =>
        new("engage.not-found", $"There is no {what} with this id, or none that you may see.", field);

    /// <summary>Somebody else changed the same thing at the same time. The caller reads it anew and tries again.</summary>
    public static Refusal Conflict() =>
        new("engage.conflict", "Somebody else changed this at the same moment. Read it again, and repeat what you did if it still makes sense.");
}
