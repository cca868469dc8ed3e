using Engage.Idempotency;
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
        var own = scope.ServiceProvider.GetRequiredService<RequestContext>();
        own.CopyFrom(request);
        own.Cause = $"mutation:{context.FieldDefinition.Name}";
        var input = context.GetArgument<object?>("input");
        var id = MutationInput.IdOf(input);
        using var measured = Telemetry.Mutation(context.FieldDefinition.Name);
        try
        {
            return new MutationPayload(await Once(method, context, scope.ServiceProvider, own, input, id), [], id);
        }
        catch (Exception fault) when (Faults.RefusalIn(fault) is { } refusal)
        {
            measured.Error = refusal.Code;
            return new MutationPayload(null, [new UserError(refusal.Code, refusal.Message, refusal.Field is { } field ? ["input", .. field.Split('.').Select(name => name.ToCamelCase())] : [])], id);
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            measured.Error = "engage.internal";
            Failed(scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Mutations)), fault, context.FieldDefinition.Name, request.CorrelationId);
            return new MutationPayload(null, [new UserError("engage.internal", Faults.Masked(request.CorrelationId), [])], id);
        }
    }

    private static async ValueTask<object?> Once(MethodField method, IResolveFieldContext context, IServiceProvider services, RequestContext own, object? input, string? id)
    {
        // What was allowed then may be forbidden now, and then its answer is not told again.
        method.Demand(own.Actor);
        // One header may stand over several mutations; their response names tell them apart.
        var key = id is not null ? "id:" + IdempotencyKey.Checked(id, IdempotencyKey.Field)
            : own.IdempotencyKey is { } header ? $"header:{context.FieldAst.Alias?.Name.StringValue ?? context.FieldDefinition.Name}:{header}"
            : null;
        if (key is null) return await method.Call(context, services);
        own.KeyIsGuessable = (id ?? own.IdempotencyKey)!.Length < 22;
        return await services.GetRequiredService<IdempotencyKeys>().Once(
            own, context.FieldDefinition.Name, key, input is IDictionary<string, object?> ? null : input, method.Returns?.Type,
            () => method.Call(context, services), context.CancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "The mutation {Mutation} failed (correlation id {CorrelationId}).")]
    private static partial void Failed(ILogger log, Exception fault, string mutation, string correlationId);
}
