using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Engage.Idempotency;
using Engage.Plugins;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Engage.GraphQL;

/// <summary>
/// The GraphQL types of C# types. Types refer to each other by name, so that they may form circles; two C# types of one name are a clash.
/// </summary>
internal sealed class TypeMap(Schema schema, Func<Type, string> ownerOf)
{
    private static readonly Dictionary<Type, string> Scalars = new()
    {
        [typeof(string)] = "String",
        [typeof(bool)] = "Boolean",
        [typeof(int)] = "Int",
        [typeof(double)] = "Float",
        [typeof(Guid)] = "ID",
        [typeof(long)] = "Long",
        [typeof(DateOnly)] = "Date",
        [typeof(DateTimeOffset)] = "DateTime"
    };

    // Not for two threads at a time, and two hosts may make their schemas at once.
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Dictionary<string, Type> _named = Scalars.Values.Distinct().ToDictionary(scalar => scalar, _ => typeof(TypeMap));
    private readonly Dictionary<Type, ObjectGraphType> _objects = [];
    private readonly Dictionary<Type, IMutationInput> _inputs = [];

    /// <summary>Makes the scalars known to the schema, also those that nothing uses yet.</summary>
    public void RegisterScalars()
    {
        schema.RegisterTypes(typeof(StringGraphType), typeof(BooleanGraphType), typeof(IntGraphType), typeof(FloatGraphType), typeof(IdGraphType));
        schema.RegisterType(new LongGraphType { Name = "Long", Description = "A whole number of 64 bits, signed." });
        schema.RegisterType(new DateOnlyGraphType { Name = "Date", Description = "A day of the Gregorian calendar, as in ISO 8601: 2026-11-22." });
        schema.RegisterType(new DateTimeOffsetGraphType { Name = "DateTime", Description = "A moment, as in RFC 3339: 2026-11-22T14:49:00Z." });
    }

    /// <summary>What a method of a plugin answers with, as a GraphQL type.</summary>
    public IGraphType Output(NullabilityInfo type) => Wrapped(type, OutputName);

    /// <summary>A member of a read model. A personal one shows what it holds, or null where nobody can read it any more.</summary>
    private IGraphType Member(NullabilityInfo type) => PersonalField.ValueOf(type) is { } value ? Optional(Output(value))
        : ItemOf(type) is { } item && PersonalField.ValueOf(item) is { } each ? Wrapped(type, new ListGraphType(Optional(Output(each))))
        : Output(type);

    /// <summary>What a method of a plugin takes, as a GraphQL type.</summary>
    public IGraphType Input(NullabilityInfo type) => Wrapped(type, InputName);

    /// <summary>A type by its name: nullable, and resolved when the schema is initialised.</summary>
    public static IGraphType Named(string name) => new GraphQLTypeReference(name);

    public static IGraphType Required(IGraphType type) => new NonNullGraphType(type);

    /// <summary>The object type of a C# type, to add fields to.</summary>
    public ObjectGraphType Object(Type type)
    {
        OutputName(type);
        return _objects[type];
    }

    /// <summary>Gives the input of a mutation the field that tells a repeat. Several mutations may share an input.</summary>
    public void TakeMutationId(Type input)
    {
        if (!_inputs.TryGetValue(input, out var graph)) throw Unmappable(input);
        if (graph.Fields.Find(IdempotencyKey.Field) is null) graph.AddField(MutationInput.Field());
        else if (input.GetProperties().Any(property => property.Name.ToCamelCase() == IdempotencyKey.Field))
            throw new PluginProblem(PluginCodes.GraphQL, $"{ownerOf(input)} has a field {IdempotencyKey.Field} in {input.Name}, which every mutation is given by the core. Remove it.");
    }

    /// <summary>Takes a name for a type that is not made of a C# type.</summary>
    public void Take(string name, Type owner)
    {
        if (_named.TryAdd(name, owner)) return;
        var (one, other) = (ownerOf(_named[name]), ownerOf(owner));
        throw new PluginProblem(PluginCodes.Clash, one == other
            ? $"{one} uses the GraphQL name {name} for two different types, {_named[name].FullName} and {owner.FullName}; an input and an output type need two names as well. Rename one of them."
            : $"{one} and {other} both have a GraphQL type named {name}. Rename it in one of them, or disable one.");
    }

    private IGraphType Wrapped(NullabilityInfo type, Func<Type, string> name)
    {
        var clr = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return Wrapped(type, ItemOf(type) is { } item ? new ListGraphType(Wrapped(item, name)) : Named(name(clr)));
    }

    private static IGraphType Wrapped(NullabilityInfo type, IGraphType inner) => IsNullable(type) ? inner : Required(inner);

    private static IGraphType Optional(IGraphType type) => type is NonNullGraphType required ? required.ResolvedType! : type;

    internal static bool IsNullable(NullabilityInfo type) =>
        type.Type.IsValueType ? Nullable.GetUnderlyingType(type.Type) is not null : type.ReadState is NullabilityState.Nullable;

    private static NullabilityInfo? ItemOf(NullabilityInfo type) =>
        type.ElementType
        ?? (type.Type.IsGenericType && type.Type != typeof(string) && type.GenericTypeArguments.Length == 1
            && typeof(IEnumerable<>).MakeGenericType(type.Type.GenericTypeArguments[0]).IsAssignableFrom(type.Type)
            ? type.GenericTypeArguments[0] : null);

    private string OutputName(Type type)
    {
        if (Scalars.TryGetValue(type, out var scalar)) return scalar;
        if (type.IsEnum) return Enumeration(type);
        var name = NameOf(type);
        if (_objects.ContainsKey(type)) return name;
        if (!type.IsClass || type == typeof(object) || typeof(Personal).IsAssignableFrom(type)) throw Unmappable(type);

        Take(name, type);
        var graph = new ObjectGraphType { Name = name, Description = DescriptionOf(type) };
        _objects[type] = graph;
        schema.RegisterType(graph);
        foreach (var property in Published(type))
        {
            graph.AddField(new FieldType
            {
                Name = property.Name.ToCamelCase(),
                Description = DescriptionOf(type, property),
                ResolvedType = PropertyType(type, property),
                Resolver = new FuncFieldResolver<object>(PersonalField.IsIn(property.PropertyType) ? PersonalField.Getter(Getter(property)) : Getter(property))
            });
        }
        return name;
    }

    // The type parameter of Connection<T> says nothing of null; the items of a list are never null.
    private IGraphType PropertyType(Type type, PropertyInfo property)
    {
        if (!IsConnection(type)) return Member(_nullability.Create(property));
        var item = type.GenericTypeArguments[0];
        return property.Name switch
        {
            nameof(Connection<object>.Nodes) => Required(new ListGraphType(Required(Named(OutputName(item))))),
            nameof(Connection<object>.Edges) => Required(new ListGraphType(Required(Named(OutputName(typeof(Edge<>).MakeGenericType(item)))))),
            nameof(Edge<object>.Node) => Required(Named(OutputName(item))),
            _ => Output(_nullability.Create(property))
        };
    }

    private string InputName(Type type)
    {
        if (Scalars.TryGetValue(type, out var scalar)) return scalar;
        if (type.IsEnum) return Enumeration(type);
        var name = NameOf(type);
        if (_named.TryGetValue(name, out var known) && known == type && !_objects.ContainsKey(type)) return name;
        if (!type.IsClass || type.IsGenericType || type == typeof(object)) throw Unmappable(type);

        Take(name, type);
        var graph = _inputs[type] = (IMutationInput)Activator.CreateInstance(typeof(InputRecord<>).MakeGenericType(type))!;
        graph.Name = name;
        graph.Description = Documentation.Of(type);
        schema.RegisterType(graph);
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length);
        foreach (var property in Published(type).Where(property => property.CanWrite))
        {
            var parameter = constructor?.GetParameters().FirstOrDefault(parameter => parameter.Name == property.Name);
            graph.AddField(new FieldType
            {
                Name = property.Name.ToCamelCase(),
                Description = Documentation.Of(property),
                ResolvedType = Input(_nullability.Create(property)),
                DefaultValue = parameter is { HasDefaultValue: true } ? DefaultOf(parameter) : null,
                Parser = ParserOf(property.PropertyType)
            });
        }
        return name;
    }

    /// <summary>The value of an optional parameter; an enum's constant comes as a number from reflection.</summary>
    internal static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } type
            ? Enum.ToObject(type, value)
            : parameter.DefaultValue;

    /// <summary>An ID is a text to GraphQL. What is no id of ours is refused while the document is validated, before anything runs.</summary>
    internal static Func<object, object>? ParserOf(Type type)
    {
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(Guid)) return static value => Id(value);
        if (typeof(IEnumerable<Guid>).IsAssignableFrom(type)) return static values => ((IEnumerable)values).Cast<object>().Select(Id).ToArray();
        return null;

        static Guid Id(object value) => value is Guid parsed || Guid.TryParse(value.ToString(), out parsed) ? parsed : throw new FormatException("This is no id. Pass an id as the API gave it.");
    }

    private string Enumeration(Type type)
    {
        var name = NameOf(type);
        if (_named.TryGetValue(name, out var known) && known == type) return name;
        Take(name, type);
        var graph = new EnumerationGraphType { Name = name, Description = Documentation.Of(type) };
        foreach (var constant in type.GetFields(BindingFlags.Public | BindingFlags.Static))
            graph.Add(constant.Name.ToConstantCase(), constant.GetValue(null), Documentation.Of(constant));
        schema.RegisterType(graph);
        return name;
    }

    private static IEnumerable<PropertyInfo> Published(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(UnpublishedAttribute)));

    private static Func<IResolveFieldContext, object?> Getter(PropertyInfo property)
    {
        var source = Expression.Parameter(typeof(object));
        var read = Expression.Lambda<Func<object, object?>>(
            Expression.Convert(
                Expression.Property(Expression.Convert(source, property.DeclaringType!), property), typeof(object)),
            source).Compile();
        return context => read(context.Source!);
    }

    /// <summary>Topic, or TopicConnection for a Connection of Topic.</summary>
    private static string NameOf(Type type) => type.IsGenericType
        ? string.Concat(type.GenericTypeArguments.Select(NameOf)) + type.Name[..type.Name.IndexOf('`')]
        : type.Name;

    private static bool IsConnection(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Connection<>) || type.GetGenericTypeDefinition() == typeof(Edge<>));

    private static string? DescriptionOf(Type type) => IsConnection(type)
        ? type.GetGenericTypeDefinition() == typeof(Edge<>) ? $"A {NameOf(type.GenericTypeArguments[0])} of a list, with its cursor." : $"A page of a list of {NameOf(type.GenericTypeArguments[0])}."
        : Documentation.Of(type);

    private static string? DescriptionOf(Type type, PropertyInfo property) => Documentation.Of(
        type.IsConstructedGenericType ? type.GetGenericTypeDefinition().GetProperty(property.Name)! : property);

    private PluginProblem Unmappable(Type type) => new(
        PluginCodes.GraphQL,
        $"{ownerOf(type)} uses {type.FullName} in its GraphQL classes, which has no GraphQL type. Use records, enums, lists, and the simple types of C#.");
}
