using System.Collections;
using System.Reflection;
using Engage.Privacy;
using GraphQL;
using GraphQL.DataLoader;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

/// <summary>The fields of personal members: GraphQL shows what they hold, and nothing of how they are kept.</summary>
internal static class PersonalField
{
    /// <summary>What a personal member holds; null for any other.</summary>
    public static NullabilityInfo? ValueOf(NullabilityInfo type) =>
        type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(Personal<>) ? type.GenericTypeArguments[0] : null;

    public static bool IsIn(Type type) => typeof(Personal).IsAssignableFrom(type) || typeof(IEnumerable<Personal>).IsAssignableFrom(type);

    public static Func<IResolveFieldContext, object?> Getter(Func<IResolveFieldContext, object?> read) => context =>
    {
        var reader = context.RequestServices!.GetRequiredService<PersonalReader>();
        if (read(context) is not IEnumerable values) return reader.ReadField((Personal?)read(context));
        var fields = values.Cast<Personal?>().Select(reader.ReadField).ToList();
        return fields.Exists(field => field is IDataLoaderResult) ? new Together(fields) : fields;
    };

    private sealed class Together(List<object?> fields) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken stop = default)
        {
            var values = new List<object?>(fields.Count);
            foreach (var field in fields) values.Add(field is IDataLoaderResult promised ? await promised.GetResultAsync(stop) : field);
            return values;
        }
    }
}
