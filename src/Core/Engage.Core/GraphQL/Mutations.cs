using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engage.GraphQL;

internal static partial class Mutations
{
    /// <summary>
    /// Does one mutation in a scope of its own, so that what one of them left half done can never be committed by the next, and answers with its
    /// result or its errors. Faults are answered in the payload too: were the payload null, the whole response would be, and the caller could not
    /// know what the mutations before it did.
    /// </summary>
    public static async ValueTask<object?> Answer(MethodField method, IResolveFieldContext context)
    {
        var request = context.RequestServices!.GetRequiredService<RequestContext>();
        await using var scope = context.RequestServices!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().CopyFrom(request);
        try
        {
            return new MutationPayload(await method.Call(context, scope.ServiceProvider), []);
        }
        catch (Exception fault) when (Faults.RefusalIn(fault) is { } refusal)
        {
            return new MutationPayload(null, [new UserError(refusal.Code, refusal.Message, refusal.Field is { } field ? ["input", field.ToCamelCase()] : [])]);
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            Failed(scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Mutations)), fault, context.FieldDefinition.Name, request.CorrelationId);
            return new MutationPayload(null, [new UserError("engage.internal", Faults.Masked(request.CorrelationId), [])]);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The mutation {Mutation} failed (correlation id {CorrelationId}).")]
    private static partial void Failed(ILogger log, Exception fault, string mutation, string correlationId);
}
