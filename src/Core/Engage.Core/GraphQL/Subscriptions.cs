using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Resolvers;
using Microsoft.Extensions.DependencyInjection;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace Engage.GraphQL;

/// <summary>
/// Runs subscriptions by pulling: the next event is taken from its source when the response to the one before was written, so a slow subscriber holds
/// up nobody and fills no queue of ours. Each event is resolved in a scope of its own.
/// </summary>
internal sealed class Subscriptions() : SubscriptionExecutionStrategy(new SerialExecutionStrategy())
{
    protected override async Task<IObservable<ExecutionResult>?> ResolveResponseStreamAsync(ExecutionContext context, ExecutionNode node)
    {
        try
        {
            var source = (IPulled)await node.FieldDefinition.StreamResolver!.ResolveAsync(new ReadonlyResolveFieldContext(node, context));
            // The context is disposed of when this call returns; what the responses need of it is kept in a copy.
            return new Pulled<ExecutionResult>(Responses(CloneExecutionContext(context, default), node, source));
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
        await using var values = source.Values(stop).GetAsyncEnumerator(stop);
        while (true)
        {
            ExecutionResult? broken = null;
            try
            {
                if (!await values.MoveNextAsync()) yield break;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                broken = new(await HandleExceptionAsync(context, node, fault, ""));
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
            yield return await ProcessDataAsync(each, node, values.Current);
        }
    }

    /// <summary>The events of a subscription, as the method of the plugin yields them.</summary>
    public sealed class Source(MethodField field) : ISourceStreamResolver
    {
        public async ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
            new Pulled<object?>((IAsyncEnumerable<object?>)(await Queries.Answer(field, context, parent: null))!);
    }

    public interface IPulled
    {
        IAsyncEnumerable<object?> Values(CancellationToken stop);
    }

    // GraphQL.NET hands streams on as observables. This one is only carried by it and never subscribed to: the transport takes the values out again.
    public sealed class Pulled<T>(IAsyncEnumerable<T> values) : IObservable<T>, IPulled
    {
        public IDisposable Subscribe(IObserver<T> observer) => throw new NotSupportedException("The values are pulled.");

        public IAsyncEnumerable<T> Each => values;

        public async IAsyncEnumerable<object?> Values([EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (var value in values.WithCancellation(stop)) yield return value;
        }
    }
}
