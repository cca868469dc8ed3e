namespace Engage.GraphQL;

/// <summary>The one schema of this deployment, and how requests run on it. A singleton.</summary>
public abstract class GraphQLServer
{
    /// <summary>The schema in the schema definition language, sorted, with descriptions.</summary>
    public abstract string Sdl { get; }

    /// <summary>
    /// Runs a request. Never throws for what a caller sent: every fault is in the result. <paramref name="services"/> is a scope of this request, whose
    /// <see cref="RequestContext"/> was filled in.
    /// </summary>
    public abstract Task<GraphQLResult> Execute(GraphQLRequest request, IServiceProvider services, CancellationToken stop);

    /// <summary>A response that only holds an error, for what went wrong before there was a request to run.</summary>
    public abstract GraphQLResult Error(string code, string message);
}
