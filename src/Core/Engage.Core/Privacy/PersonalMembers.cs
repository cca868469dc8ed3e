using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Engage.Privacy;

/// <summary>Finds the personal values in an object, in what it consists of and in its lists. A type that cannot hold any is looked at once, and then costs nothing.</summary>
internal static class PersonalMembers
{
    // As deep as a serializer goes.
    private const int Depth = 64;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Members = new();
    private static readonly ConcurrentDictionary<Type, bool> Known = new();
    private static readonly ConcurrentDictionary<Assembly, bool> Assemblies = new();

    /// <summary>Whether an object of this type may hold a personal value.</summary>
    public static bool CanBeIn(Type type) => Known.GetOrAdd(type, static type => CanBeIn(type, []));

    public static void Collect(object? value, ICollection<Personal> found, int depth = 0)
    {
        if (value is Personal personal) found.Add(personal);
        else if (value is not null and not string && depth < Depth)
        {
            foreach (var member in Members.GetOrAdd(value.GetType(), OfType)) Collect(member.GetValue(value), found, depth + 1);
            if (value is IEnumerable items && CanBeIn(ItemsOf(value.GetType())))
                foreach (var item in items) Collect(item, found, depth + 1);
        }
    }

    private static PropertyInfo[] OfType(Type type) => Knows(type) ? [.. Properties(type).Where(property => CanBeIn(property.PropertyType))] : [];

    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    private static bool CanBeIn(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (typeof(Personal).IsAssignableFrom(type) || type == typeof(object)) return true;
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type)) return false;
        if (typeof(IEnumerable).IsAssignableFrom(type) && CanBeIn(ItemsOf(type), seen)) return true;
        if (!Knows(type)) return false;
        // A subclass may hold more than its class says.
        return !(type.IsSealed || type.IsValueType) || Properties(type).Any(property => CanBeIn(property.PropertyType, seen));
    }

    private static Type ItemsOf(Type type)
    {
        if (type.IsArray) return type.GetElementType()!;
        var generic = type.GetInterfaces().Append(type).FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return generic?.GenericTypeArguments[0] ?? typeof(object);
    }

    /// <summary>Only who references the contract can have a personal member; others hold what they are made for, as a pair does, and a list in its items.</summary>
    private static bool Knows(Type type) => (Knows(type.Assembly) && !type.IsArray)
        || (type.IsGenericType && !typeof(IEnumerable).IsAssignableFrom(type) && type.GenericTypeArguments.Any(argument => CanBeIn(argument)));

    private static bool Knows(Assembly assembly) => Assemblies.GetOrAdd(assembly, static assembly =>
        assembly == typeof(Personal).Assembly || assembly.GetReferencedAssemblies().Any(reference => reference.Name == typeof(Personal).Assembly.GetName().Name));
}
