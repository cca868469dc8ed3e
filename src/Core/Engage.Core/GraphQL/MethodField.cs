using System.Linq.Expressions;
using System.Reflection;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

/// <summary>
/// A C# method as a GraphQL field. What the container knows, the settings of plugins, and the actor, the agency, the page and the cancellation token, is handed in; every other
/// parameter is an argument of the field.
/// </summary>
internal sealed class MethodField
{
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IResolveFieldContext), "context");
    private static readonly ParameterExpression Services = Expression.Parameter(typeof(IServiceProvider), "services");
    private static readonly ParameterExpression Parent = Expression.Parameter(typeof(object), "parent");

    /// <summary>Says of a type that the container of the request knows it.</summary>
    public static readonly object FromContainer = new();

    private readonly Func<IResolveFieldContext, IServiceProvider, object?, object?> _call;
    private readonly Func<object?, ValueTask<object?>> _result;
    private readonly NullabilityInfoContext _nullability = new();

    public MethodField(MethodInfo method, Type? parent, TypeMap types, Func<Type, object?> injected)
    {
        Method = method;
        Permission = method.GetCustomAttribute<RequiresAttribute>()?.Permission;
        Cost = method.GetCustomAttribute<CostsAttribute>()?.Fields;
        var parameters = method.GetParameters();
        var values = parameters.Select((parameter, index) => Value(parameter, parent is not null && index == 0, types, injected)).ToArray();
        Expression call = Expression.Call(method, values);
        if (method.ReturnType == typeof(void)) call = Expression.Block(call, Expression.Constant(null));
        _call = Expression.Lambda<Func<IResolveFieldContext, IServiceProvider, object?, object?>>(
            Expression.Convert(call, typeof(object)), Context, Services, Parent).Compile();
        (Returns, _result) = Awaited(_nullability.Create(method.ReturnParameter));
    }

    public MethodInfo Method { get; }

    /// <summary>The permission it takes to call the method, or null.</summary>
    public string? Permission { get; }

    /// <summary>How many fields it counts in what a document may cost; null where that is one.</summary>
    public int? Cost { get; }

    /// <summary>What the method answers with, out of its task; null where it answers with nothing.</summary>
    public NullabilityInfo? Returns { get; }

    public QueryArguments Arguments { get; } = [];

    /// <summary>Calls the method with the services of a scope and, for a field of a type, its parent or parents.</summary>
    public ValueTask<object?> Call(IResolveFieldContext context, IServiceProvider services, object? parent = null)
    {
        Demand(services.GetRequiredService<RequestContext>().Actor);
        return _result(_call(context, services, parent));
    }

    public static Refusal Forbidden(string permission) => new("engage.forbidden", $"This takes the permission {permission}, which none of your roles has in this agency.");

    /// <summary>Refuses an actor who may not call the method.</summary>
    public void Demand(Actor actor)
    {
        if (Permission is null || actor.May(Permission)) return;
        throw actor.IsAnonymous ? new Refusal("engage.unauthenticated", $"This takes the permission {Permission}. Send a token that carries it.") : Forbidden(Permission);
    }

    private Expression Value(ParameterInfo parameter, bool isParent, TypeMap types, Func<Type, object?> injected)
    {
        var type = parameter.ParameterType;
        if (isParent) return Expression.Convert(Parent, type);
        if (type == typeof(CancellationToken)) return Expression.Property(Context, nameof(IResolveFieldContext.CancellationToken));
        if (type == typeof(Actor)) return Expression.Property(Service(typeof(RequestContext)), nameof(RequestContext.Actor));
        if (type == typeof(Agency)) return Expression.Property(Service(typeof(RequestContext)), nameof(RequestContext.Agency));
        if (type == typeof(Page))
        {
            Arguments.Add(new QueryArgument(TypeMap.Named("Int"))
            {
                Name = "first",
                DefaultValue = Page.Default,
                Description = $"How many items the page has, 1 to {Page.Limit}."
            });
            Arguments.Add(new QueryArgument(TypeMap.Named("String")) { Name = "after", Description = "The cursor of the item behind which the page begins." });
            return Expression.Call(typeof(MethodField), nameof(ReadPage), null, Context);
        }
        if (injected(type) is { } service) return service == FromContainer ? Service(type) : Expression.Constant(service, type);

        var hasDefault = parameter.HasDefaultValue && TypeMap.DefaultOf(parameter) is not null;
        Arguments.Add(new QueryArgument(types.Input(_nullability.Create(parameter)))
        {
            Name = parameter.Name!,
            Description = Documentation.Of(parameter),
            DefaultValue = hasDefault ? TypeMap.DefaultOf(parameter) : null,
            Parser = TypeMap.ParserOf(type)
        });
        return Expression.Call(typeof(MethodField), nameof(ReadArgument), [type], Context, Expression.Constant(parameter.Name));
    }

    private static Expression Service(Type type) =>
        Expression.Call(typeof(ServiceProviderServiceExtensions), nameof(ServiceProviderServiceExtensions.GetRequiredService), [type], Services);

    private static Page ReadPage(IResolveFieldContext context) => new(context.GetArgument<int?>("first") ?? Page.Default, context.GetArgument<string?>("after"));

    private static T ReadArgument<T>(IResolveFieldContext context, string name) => context.GetArgument<T>(name);

    private static (NullabilityInfo?, Func<object?, ValueTask<object?>>) Awaited(NullabilityInfo returned)
    {
        var type = returned.Type;
        if (type == typeof(void)) return (null, ValueTask.FromResult);
        if (type == typeof(Task)) return (null, Nothing);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
            return (returned.GenericTypeArguments[0], Waiting(nameof(OfTask), type));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            return (returned.GenericTypeArguments[0], Waiting(nameof(OfValueTask), type));
        return (returned, ValueTask.FromResult);
    }

    private static Func<object?, ValueTask<object?>> Waiting(string wait, Type task) => typeof(MethodField)
        .GetMethod(wait, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(task.GenericTypeArguments[0])
        .CreateDelegate<Func<object?, ValueTask<object?>>>();

    private static async ValueTask<object?> Nothing(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> OfTask<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> OfValueTask<T>(object? task) => await (ValueTask<T>)task!;
}
