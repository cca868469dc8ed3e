namespace Engage.GraphQL;

/// <summary>What came of a GraphQL request: one response, or a stream of them.</summary>
public abstract class GraphQLResult
{
    /// <summary>
    /// True where nothing was executed (the request could not be parsed, is not valid, or its variables do not fit): the response has no entry
    /// <c>data</c>, and over HTTP the status of <c>application/graphql-response+json</c> is 400.
    /// </summary>
    public abstract bool IsRequestError { get; }

    /// <summary>True where a mutation came by a way that may only read: over HTTP the status is 405.</summary>
    public abstract bool IsMutationRefused { get; }

    /// <summary>The responses of a subscription, each written like any other; null for a query or mutation, and for a subscription that could not start.</summary>
    public abstract IAsyncEnumerable<GraphQLResult>? Responses { get; }

    /// <summary>
    /// Where a message of a subscription stands, and for a subscription as a whole where it begins: passed as <c>after</c>, what comes behind it is sent.
    /// Null for what is no message of a feed.
    /// </summary>
    public virtual string? Cursor => null;

    /// <summary>Writes the response as JSON (UTF-8, not indented).</summary>
    public abstract Task WriteTo(Stream stream, CancellationToken stop);
}
