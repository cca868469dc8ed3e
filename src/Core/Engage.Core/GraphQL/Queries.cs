using System.ComponentModel;
using GraphQL;

namespace Engage.GraphQL;

internal static class Queries
{
    /// <summary>The answer of a field that only reads. A refusal becomes an error of the response, with its code.</summary>
    public static async ValueTask<object?> Answer(MethodField field, IResolveFieldContext context, object? parent)
    {
        try
        {
            return await field.Call(context, context.RequestServices!, parent);
        }
        catch (Exception fault) when (Faults.RefusalIn(fault) is { } refusal)
        {
            throw Faults.Error(refusal);
        }
    }
}

internal static class PluginQueries
{
    [Description("The plugins that this deployment found, and what became of each.")]
    public static IReadOnlyList<Engage.Plugins.PluginInfo> Plugins(Engage.Plugins.PluginCatalog catalog) => catalog.All;
}
