using System.Reflection;
using Engage.Plugins;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.GraphQL;

/// <summary>
/// How far a method of a plugin may reach: to the agency of its request, and no further. It is no wall against a plugin that means harm, which runs with all
/// the rights of the host; it keeps one that means well from reading another agency's data by mistake.
/// </summary>
internal static class Reach
{
    private static readonly Type[] Beyond = [typeof(IDocumentStore), typeof(ISessionFactory), typeof(NpgsqlDataSource), typeof(IServiceProvider), typeof(IServiceScopeFactory)];

    /// <summary>Throws where a method of a plugin takes what it may not have.</summary>
    /// <param name="plugin">Whose method it is; the core's own may reach anything.</param>
    /// <param name="method">The method.</param>
    /// <param name="writes">Whether it is a mutation's.</param>
    public static void Check(LoadedPlugin plugin, MethodInfo method, bool writes)
    {
        if (plugin.Id == CorePlugin.Id) return;
        foreach (var type in method.GetParameters().Select(parameter => parameter.ParameterType))
        {
            var taken = $"The method {method.DeclaringType!.Name}.{method.Name} of the plugin {plugin.Id} takes {type.Name}, which";
            if (IsBeyond(type)) throw new PluginProblem(PluginCodes.Reach, $"{taken} reaches beyond the agency of its request. Take IQuerySession or, in a mutation, IDocumentSession.");
            if (!writes && typeof(IDocumentOperations).IsAssignableFrom(type)) throw new PluginProblem(PluginCodes.Reach, $"{taken} can write. Only mutations may; take IQuerySession.");
        }
    }

    private static bool IsBeyond(Type type) =>
        Beyond.Contains(type)
        || type.Assembly == typeof(Reach).Assembly
        || type.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) is true
        || type.GenericTypeArguments.Any(IsBeyond);
}
