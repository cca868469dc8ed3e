namespace Engage.GraphQL;

/// <summary>A GraphQL request, free of how it came in.</summary>
/// <param name="Query">The document. Null or empty is answered with a request error.</param>
/// <param name="OperationName">Which operation of the document to run; null where it holds only one.</param>
/// <param name="Variables">The variables, as parsed from JSON (string, long, double, bool, null, dictionaries and lists of them).</param>
/// <param name="Extensions">The extensions, likewise.</param>
/// <param name="ReadOnly">True where only a query may run (GET): a mutation is then refused before anything is executed.</param>
public sealed record GraphQLRequest(
    string? Query,
    string? OperationName = null,
    IReadOnlyDictionary<string, object?>? Variables = null,
    IReadOnlyDictionary<string, object?>? Extensions = null,
    bool ReadOnly = false);
