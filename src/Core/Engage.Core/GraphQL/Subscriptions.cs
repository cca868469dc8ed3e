using System.Runtime.CompilerServices;
using Engage.Events;
using Engage.Identity;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Resolvers;
using Microsoft.Extensions.DependencyInjection;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Engage.GraphQL;

/// <summary>
/// Runs subscriptions by pulling: the next event is taken from its source when the response to the one before was written, so a slow subscriber holds
/// up nobody. Each event is resolved in a scope of its own, and carries its cursor.
/// </summary>
internal sealed class Subscriptions() : SubscriptionExecutionStrategy(new SerialExecutionStrategy())
{
    /// <summary>The argument of every subscription that it is resumed by.</summary>
    public const string After = "after";

    /// <summary>Where a response tells its cursor.</summary>
    public const string Cursor = "cursor";

    protected override async Task<IObservable<ExecutionResult>?> ResolveResponseStreamAsync(ExecutionContext context, ExecutionNode node)
    {
        try
        {
            var source = (IPulled)await node.FieldDefinition.StreamResolver!.ResolveAsync(new ReadonlyResolveFieldContext(node, context));
            // The context is disposed of when this call returns; what the responses need of it is kept in a copy.
            return new Pulled<ExecutionResult>(Responses(CloneExecutionContext(context, default), node, source)) { Start = source.Start };
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            var error = fault as ExecutionError ?? await HandleExceptionAsync(context, node, fault, "");
            error.Path = node.ResponsePath;
            context.Errors.Add(error.AddLocation(node.Field, context.Document));
            return null;
        }
    }

    private async IAsyncEnumerable<ExecutionResult> Responses(ExecutionContext context, ExecutionNode node, IPulled source, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var feed = context.RequestServices!.GetRequiredService<EventFeed>();
        await using var values = source.Values(stop).GetAsyncEnumerator(stop);
        while (true)
        {
            ExecutionResult? broken = null;
            try
            {
                if (!await values.MoveNextAsync()) yield break;
                await Demand(context.RequestServices!, source.Permission, stop);
                if (!feed.Counts()) continue;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                var error = await HandleExceptionAsync(context, node, fault, "");
                if (feed.At is { } at) error.Data[Cursor] = at.ToString();
                broken = new(error);
            }
            if (broken is not null)
            {
                yield return broken;
                yield break;
            }
            await using var scope = context.RequestServices!.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<RequestContext>().CopyFrom(context.RequestServices!.GetRequiredService<RequestContext>());
            using var each = CloneExecutionContext(context, stop);
            each.RequestServices = scope.ServiceProvider;
            var response = await ProcessDataAsync(each, node, values.Current);
            if (feed.Cursor is { } cursor) (response.Extensions ??= [])[Cursor] = cursor.ToString();
            yield return response;
        }
    }

    // A subscription lasts, and meanwhile roles are taken back.
    private static async Task Demand(IServiceProvider services, string? permission, CancellationToken stop)
    {
        var request = services.GetRequiredService<RequestContext>();
        request.Actor = await services.GetRequiredService<Actors>().Now(request.Agency, request.Actor, stop);
        if (permission is not null && !request.Actor.May(permission)) throw MethodField.Forbidden(permission);
    }

    /// <summary>The events of a subscription, as the method of the plugin yields them.</summary>
    public sealed class Source(MethodField field) : ISourceStreamResolver
    {
        public async ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context)
        {
            var values = (IAsyncEnumerable<object?>)(await Queries.Answer(field, context, parent: null))!;
            var feed = context.RequestServices!.GetRequiredService<EventFeed>();
            // A browser that connects again repeats the address it was given, and tells in a header how far it came since.
            var after = context.RequestServices!.GetRequiredService<RequestContext>().After ?? context.GetArgument<string?>(After);
            await feed.Begin(after, context.CancellationToken);
            return new Pulled<object?>(values) { Start = feed.Start!.ToString(), Permission = field.Permission };
        }
    }

    public interface IPulled
    {
        /// <summary>The cursor that it begins at.</summary>
        string Start { get; }

        /// <summary>The permission it takes to be sent a message, or null.</summary>
        string? Permission { get; }

        IAsyncEnumerable<object?> Values(CancellationToken stop);
    }

    // GraphQL.NET hands streams on as observables. This one is only carried by it and never subscribed to: the transport takes the values out again.
    public sealed class Pulled<T>(IAsyncEnumerable<T> values) : IObservable<T>, IPulled
    {
        public IDisposable Subscribe(IObserver<T> observer) => throw new NotSupportedException("The values are pulled.");

        public IAsyncEnumerable<T> Each => values;

        public required string Start { get; init; }

        public string? Permission { get; init; }

        public async IAsyncEnumerable<object?> Values([EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (var value in values.WithCancellation(stop)) yield return value;
        }
    }
}
