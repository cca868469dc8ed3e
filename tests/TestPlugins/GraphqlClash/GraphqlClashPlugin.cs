[assembly: EngagePlugin("graphql-clash", "GraphQL clash", "Publishes a field that another plugin publishes too.")]

namespace GraphqlClash;

public sealed class GraphqlClashPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Query(typeof(GraphqlClashQueries));
}

public static class GraphqlClashQueries
{
    /// <summary>The plugin Ideas has a field of this name.</summary>
    public static string Idea() => "another idea";
}
