using GraphQL;
using JasperFx;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.GraphQL;

internal static partial class Mutations
{
    /// <summary>
    /// Does one mutation in a scope of its own, so that what one of them left half done can never be committed by the next, and answers with its
    /// result or its errors. Faults are answered in the payload too: were the payload null, the whole response would be, and the caller could not
    /// know what the mutations before it did.
    /// </summary>
    public static async ValueTask<object?> Answer(MethodField field, IResolveFieldContext context)
    {
        var request = context.RequestServices!.GetRequiredService<RequestContext>();
        await using var scope = context.RequestServices!.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().CopyFrom(request);
        try
        {
            return new MutationPayload(await field.Call(context, scope.ServiceProvider), []);
        }
        catch (Refusal refusal)
        {
            return Refused(refusal);
        }
        catch (Exception lost) when (IsConflict(lost))
        {
            return Refused(Refusal.Conflict());
        }
        catch (Exception fault) when (!context.CancellationToken.IsCancellationRequested)
        {
            Failed(scope.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Mutations)), fault, context.FieldDefinition.Name, request.CorrelationId);
            return new MutationPayload(null, [new UserError("engage.internal", Faults.Masked(request.CorrelationId), [])]);
        }
    }

    private static MutationPayload Refused(Refusal refusal) =>
        new(null, [new UserError(refusal.Code, refusal.Message, refusal.Field is { } field ? ["input", field.ToCamelCase()] : [])]);

    // Marten names the loser of a race in several ways, by where it notices: before the commit, or by the unique index of (stream, version).
    public static bool IsConflict(Exception fault) => fault switch
    {
        ConcurrencyException or ExistingStreamIdCollisionException => true,
        MartenCommandException { InnerException: PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } } => true,
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        _ => false
    };

    [LoggerMessage(1, LogLevel.Error, "The mutation {Mutation} failed (correlation id {CorrelationId}).")]
    private static partial void Failed(ILogger log, Exception fault, string mutation, string correlationId);
}
