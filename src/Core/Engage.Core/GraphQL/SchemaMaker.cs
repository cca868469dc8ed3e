using System.Reflection;
using Engage.Idempotency;
using Engage.Plugins;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

/// <summary>Makes one schema of the GraphQL classes of the core and of the plugins. Throws a <see cref="PluginProblem"/> that names who is to blame.</summary>
internal sealed class SchemaMaker
{
    private const string Core = "the core";

    private static string Owner(LoadedPlugin plugin) => plugin.Id == CorePlugin.Id ? Core : $"the plugin {plugin.Id}";

    private readonly Schema _schema = new();
    private readonly ObjectGraphType _query = new() { Name = "Query", Description = "What can be asked." };
    private readonly ObjectGraphType _mutation = new() { Name = "Mutation", Description = "What can be done. Each mutation stands alone: it is done whole, or not at all." };
    private readonly ObjectGraphType _subscription = new() { Name = "Subscription", Description = "What can be followed as it happens." };
    private readonly Dictionary<string, string> _fieldOwners = [];
    private readonly Dictionary<Assembly, string> _assemblyOwners;
    private readonly HashSet<string> _permissions;
    private readonly Func<Type, object?> _injected;
    private readonly TypeMap _types;

    private SchemaMaker(IReadOnlyList<LoadedPlugin> plugins, IServiceProviderIsService container)
    {
        var settings = plugins.SelectMany(plugin => plugin.Settings).ToDictionary(instance => instance.GetType());
        // The container has an enumerable of everything, if an empty one: those are lists that a caller sends.
        _injected = type => container.IsService(type) && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)) ? MethodField.FromContainer : settings.GetValueOrDefault(type);
        _assemblyOwners = plugins.DistinctBy(plugin => plugin.Assembly).ToDictionary(plugin => plugin.Assembly, plugin => Owner(plugin));
        _permissions = [.. plugins.SelectMany(plugin => plugin.Declarations.Permissions, (_, permission) => permission.Name)];
        _types = new TypeMap(_schema, type => _assemblyOwners.GetValueOrDefault(type.Assembly, Core));
    }

    public static Schema Make(IReadOnlyList<LoadedPlugin> plugins, IServiceProviderIsService container)
    {
        plugins = [CorePlugin.Loaded, .. plugins];
        var maker = new SchemaMaker(plugins, container);
        maker._types.RegisterScalars();
        foreach (var plugin in plugins) maker.Add(plugin);
        // After the types that are extended, whichever plugin they come from.
        foreach (var plugin in plugins)
            foreach (var (extended, extension) in plugin.Declarations.Extensions) maker.Extend(plugin, extended, extension);
        return maker.Finish();
    }

    private void Add(LoadedPlugin plugin)
    {
        var declared = plugin.Declarations;
        foreach (var type in declared.Queries) AddQueries(plugin, type);
        foreach (var useCase in declared.Mutations) AddMutation(plugin, useCase);
        foreach (var type in declared.Subscriptions)
            foreach (var method in Methods(type)) AddSubscription(plugin, method);
    }

    private void AddQueries(LoadedPlugin plugin, Type type)
    {
        foreach (var method in Methods(type)) AddField(_query, plugin, method, parent: null);
    }

    private void Extend(LoadedPlugin plugin, Type extended, Type extension)
    {
        foreach (var method in Methods(extension))
        {
            if (method.GetParameters() is not [var first, ..] || (!first.ParameterType.IsAssignableFrom(extended) && first.ParameterType != typeof(IReadOnlyList<>).MakeGenericType(extended)))
                throw Problem(plugin, PluginCodes.GraphQL, $"The method {Named(method)} extends {extended.Name} and must take one, or a list of them, as its first parameter.");
            AddField(_types.Object(extended), plugin, method, extended);
        }
    }

    private void AddField(ObjectGraphType type, LoadedPlugin plugin, MethodInfo method, Type? parent)
    {
        Reach.Check(plugin, method, writes: false);
        var owner = Owner(plugin);
        var field = new MethodField(method, parent, _types, _injected);
        CheckPermission(owner, field);
        if (field.Returns is not { } returns) throw new PluginProblem(PluginCodes.GraphQL, $"The method {Named(method)} of {owner} answers with nothing. Let it return a value.");
        var batched = parent is not null && method.GetParameters()[0].ParameterType != parent && method.GetParameters()[0].ParameterType.IsGenericType;
        if (batched && (!returns.Type.IsGenericType || returns.Type.GetGenericTypeDefinition() != typeof(IReadOnlyList<>)))
            throw new PluginProblem(PluginCodes.GraphQL, $"The method {Named(method)} of {owner} takes a list of parents and must return an IReadOnlyList with one item for each.");
        AddTo(type, owner, field, new FieldType
        {
            Name = NameOf(method),
            Description = Documentation.Of(method),
            Arguments = field.Arguments,
            ResolvedType = _types.Output(batched ? returns.GenericTypeArguments[0] : returns),
            Resolver = new FuncFieldResolver<object>(context => batched ? Batch.Answer(field, context) : Queries.Answer(field, context, context.Source))
        }.WithMetadata(Files.Permission, field.Permission));
    }

    private void AddMutation(LoadedPlugin plugin, Type useCase)
    {
        var method = useCase.GetMethod("Handle", BindingFlags.Public | BindingFlags.Static)
            ?? throw Problem(plugin, PluginCodes.GraphQL, $"The use case {useCase.Name} has no public static method named Handle. Add one, or do not declare it as a mutation.");
        Reach.Check(plugin, method, writes: true);
        if (!method.IsDefined(typeof(RequiresAttribute)) && !method.IsDefined(typeof(AllowAnonymousAttribute)))
            throw Problem(plugin, PluginCodes.Unguarded, $"The mutation {useCase.Name} does not say who may call it. Put [Requires(permission)] or [AllowAnonymous] on its method Handle.");
        var field = new MethodField(method, parent: null, _types, _injected);
        CheckPermission(Owner(plugin), field);
        if (field.Arguments.Any(argument => argument.Name != "input"))
            throw Problem(plugin, PluginCodes.GraphQL, $"The mutation {useCase.Name} takes the argument {field.Arguments.First(argument => argument.Name != "input").Name}. A mutation takes one, named input.");

        var input = method.GetParameters().FirstOrDefault(parameter => parameter.Name == "input");
        if (input is not null) _types.TakeMutationId(input.ParameterType);
        else AddInput(field, useCase);

        var payload = new ObjectGraphType { Name = useCase.Name + "Payload", Description = $"What {useCase.Name.ToCamelCase()} did, or why it did nothing." };
        _types.Take(payload.Name, useCase);
        _schema.RegisterType(payload);
        if (field.Returns is { } result)
        {
            payload.AddField(new FieldType
            {
                Name = (Nullable.GetUnderlyingType(result.Type) ?? result.Type).Name.ToCamelCase(),
                Description = "As it is now; null where there are errors.",
                ResolvedType = _types.Output(result) is NonNullGraphType required ? required.ResolvedType : _types.Output(result),
                Resolver = new FuncFieldResolver<object>(context => ((MutationPayload)context.Source!).Result)
            });
        }
        payload.AddField(new FieldType
        {
            Name = "errors",
            Description = "Why nothing was done; empty where it was done.",
            ResolvedType = TypeMap.Required(new ListGraphType(TypeMap.Required(TypeMap.Named(_types.Object(typeof(UserError)).Name)))),
            Resolver = new FuncFieldResolver<object>(context => ((MutationPayload)context.Source!).Errors)
        });
        payload.AddField(new FieldType
        {
            Name = IdempotencyKey.Field,
            Description = "As it was sent.",
            ResolvedType = TypeMap.Named("String"),
            Resolver = new FuncFieldResolver<object>(context => ((MutationPayload)context.Source!).ClientMutationId)
        });
        AddTo(_mutation, Owner(plugin), field, new FieldType
        {
            Name = useCase.Name.ToCamelCase(),
            Description = Documentation.Of(method) ?? Documentation.Of(useCase),
            Arguments = field.Arguments,
            ResolvedType = TypeMap.Required(TypeMap.Named(payload.Name)),
            Resolver = new FuncFieldResolver<object>(context => Mutations.Answer(field, context))
        });
    }

    private void AddInput(MethodField field, Type useCase)
    {
        var input = MutationInput.Empty(useCase.Name + "Input", useCase.Name.ToCamelCase());
        _types.Take(input.Name, useCase);
        _schema.RegisterType(input);
        field.Arguments.Add(new QueryArgument(TypeMap.Named(input.Name)) { Name = "input" });
    }

    private void AddSubscription(LoadedPlugin plugin, MethodInfo method)
    {
        Reach.Check(plugin, method, writes: false);
        var field = new MethodField(method, parent: null, _types, _injected);
        CheckPermission(Owner(plugin), field);
        if (field.Returns is not { Type.IsGenericType: true } stream || stream.Type.GetGenericTypeDefinition() != typeof(IAsyncEnumerable<>) || stream.Type.GenericTypeArguments[0].IsValueType)
            throw Problem(plugin, PluginCodes.GraphQL, $"The subscription {Named(method)} must return an IAsyncEnumerable of a record or class.");
        // Its parameters are those of its beginning, and what the actor may do changes while it lasts.
        if (method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
            throw Problem(plugin, PluginCodes.GraphQL, $"The subscription {Named(method)} takes an Actor, who would keep the roles of its beginning. Ask {nameof(IEventFeed)}.{nameof(IEventFeed.Actor)} at each event.");
        if (field.Arguments.Any(argument => argument.Name == Subscriptions.After))
            throw Problem(plugin, PluginCodes.GraphQL, $"The subscription {Named(method)} takes the argument {Subscriptions.After}, which every subscription has from the core. Rename it.");
        field.Arguments.Add(new QueryArgument(TypeMap.Named("String"))
        {
            Name = Subscriptions.After,
            Description = "The cursor of the last message that you have: what came after it is sent first. Without it, what happens from now on."
        });
        AddTo(_subscription, Owner(plugin), field, new FieldType
        {
            Name = NameOf(method),
            Description = Documentation.Of(method),
            Arguments = field.Arguments,
            ResolvedType = _types.Output(stream.GenericTypeArguments[0]),
            StreamResolver = new Subscriptions.Source(field)
        });
    }

    private void AddTo(ObjectGraphType type, string owner, MethodField method, FieldType field)
    {
        var path = $"{type.Name}.{field.Name}";
        if (type.HasField(field.Name))
        {
            throw new PluginProblem(PluginCodes.Clash,
                $"{_fieldOwners.GetValueOrDefault(path, Core)} and {owner} both have the GraphQL field {path}. Rename it in one of them, or disable one.");
        }
        if (method.Cost is { } cost)
        {
            if (cost is < 1 or > Complexity.Limit)
                throw new PluginProblem(PluginCodes.GraphQL, $"{Named(method.Method)} of {owner} counts {cost:N0} fields. Let [Costs] say 1 to {Complexity.Limit:N0}: nobody could ask for more.");
            field.WithComplexityImpact(cost);
        }
        _fieldOwners[path] = owner;
        type.AddField(field);
    }

    private void CheckPermission(string owner, MethodField field)
    {
        if (field.Permission is { } permission && !_permissions.Contains(permission))
            throw new PluginProblem(PluginCodes.Unguarded, $"{Named(field.Method)} of {owner} requires the permission {permission}, which is declared nowhere. Declare it with Permission(...).");
    }

    private Schema Finish()
    {
        _schema.Features.RepeatableDirectives = true;
        _schema.Query = _query;
        if (_mutation.Fields.Count > 0) _schema.Mutation = _mutation;
        if (_subscription.Fields.Count > 0) _schema.Subscription = _subscription;
        _schema.Initialize();
        // GraphQL.NET counts the schema's types one by one, so that whoever reads a schema of many plugins would ask for too much.
        foreach (var list in ((IComplexGraphType)_schema.AllTypes["__Schema"]!).Fields.Where(field => field.Name is "types" or "directives"))
            list.WithComplexityImpact(1, Complexity.ItemsOfTheSchema);
        return _schema;
    }

    private static IEnumerable<MethodInfo> Methods(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static string NameOf(MethodInfo method) => method.Name.ToCamelCase();

    private static string Named(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static PluginProblem Problem(LoadedPlugin plugin, string code, string message) => new(code, $"{message} (plugin {plugin.Id})");
}
