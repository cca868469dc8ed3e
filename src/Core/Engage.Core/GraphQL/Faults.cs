using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors.Custom;
using JasperFx;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Engage.GraphQL;

/// <summary>How faults leave the server: what the caller is to blame for with a stable code, everything else masked.</summary>
internal sealed partial class Faults(ILogger<GraphQLServer> log) : ErrorInfoProvider
{
    public static string Masked(string correlationId) => $"Something failed on our side. Look whether it was done before you repeat it, and tell the operator this correlation id: {correlationId}";

    public override ErrorInfo GetInfo(ExecutionError error) => new()
    {
        Message = error.Message,
        Extensions = error.Data[Subscriptions.Cursor] is { } cursor
            ? new Dictionary<string, object?> { ["code"] = CodeOf(error), [Subscriptions.Cursor] = cursor }
            : new Dictionary<string, object?> { ["code"] = CodeOf(error) }
    };

    /// <summary>What the caller is to blame for, or can do something about; null for a fault of ours.</summary>
    public static Refusal? RefusalIn(Exception fault) => fault switch
    {
        Refusal refusal => refusal,
        // Marten names the loser of a race in several ways, by where it notices: before the commit, or by the unique index of (stream, version).
        ConcurrencyException or ExistingStreamIdCollisionException or DocumentAlreadyExistsException => Refusal.Conflict(),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => Refusal.Conflict(),
        // Nothing was begun, so nothing was done.
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow } =>
            new("engage.busy", "The database takes no more work just now. Try again in a moment."),
        // PostgreSQL stores every character but one.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            new("engage.text-unreadable", "A text holds the character U+0000, which cannot be stored. Remove it."),
        { InnerException: PostgresException inner } => RefusalIn(inner),
        _ => null
    };

    public static ExecutionError MaskedError(string correlationId) => new(Masked(correlationId)) { Code = "engage.internal" };

    public static ExecutionError Error(Refusal refusal) => new(refusal.Message) { Code = refusal.Code };

    /// <summary>Logs a fault with its correlation id and answers with nothing but the id.</summary>
    public Task Mask(UnhandledExceptionContext fault)
    {
        if (RefusalIn(fault.OriginalException) is { } refusal)
        {
            fault.Exception = Error(refusal);
            return Task.CompletedTask;
        }
        var correlationId = fault.FieldContext?.RequestServices?.GetService<RequestContext>()?.CorrelationId ?? "none";
        Failed(log, fault.OriginalException, fault.FieldContext?.FieldDefinition.Name, correlationId);
        fault.ErrorMessage = Masked(correlationId);
        return Task.CompletedTask;
    }

    public static string CodeOf(ExecutionError error) => error switch
    {
        // Ours and those of plugins hold a dot, those of GraphQL.NET do not.
        { Code: { } code } when code.Contains('.') => code,
        SyntaxError => "engage.syntax-error",
        QueryMissingError => "engage.missing-query",
        NoOperationError or NoOperationNameError or InvalidOperationNameError => "engage.no-operation",
        TimeoutError => "engage.timeout",
        ComplexityError => "engage.too-complex",
        InvalidVariableError or InvalidValueError or InvalidLiteralError => "engage.invalid-value",
        ValidationError => "engage.invalid-document",
        _ => "engage.internal"
    };

    [LoggerMessage(2, LogLevel.Error, "The field {Field} failed (correlation id {CorrelationId}).")]
    private static partial void Failed(ILogger log, Exception fault, string? field, string correlationId);
}
