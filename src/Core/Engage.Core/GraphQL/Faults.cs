using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQL.Validation.Errors.Custom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engage.GraphQL;

/// <summary>How faults leave the server: what the caller is to blame for with a stable code, everything else masked.</summary>
internal sealed partial class Faults(ILogger<GraphQLServer> log) : ErrorInfoProvider
{
    public static string Masked(string correlationId) => $"Something failed on our side. Nothing was written. Tell the operator this correlation id: {correlationId}";

    public override ErrorInfo GetInfo(ExecutionError error) => new()
    {
        Message = error.Message,
        Extensions = new Dictionary<string, object?> { ["code"] = CodeOf(error) }
    };

    /// <summary>Logs a fault with its correlation id and answers with nothing but the id.</summary>
    public Task Mask(UnhandledExceptionContext fault)
    {
        if (fault.OriginalException is Refusal refusal)
        {
            fault.Exception = new ExecutionError(refusal.Message) { Code = refusal.Code };
            return Task.CompletedTask;
        }
        var correlationId = fault.FieldContext?.RequestServices?.GetService<RequestContext>()?.CorrelationId ?? "none";
        Failed(log, fault.OriginalException, fault.FieldContext?.FieldDefinition.Name, correlationId);
        fault.ErrorMessage = Masked(correlationId);
        return Task.CompletedTask;
    }

    private static string CodeOf(ExecutionError error) => error switch
    {
        { Code: { } code } when code.StartsWith("engage.", StringComparison.Ordinal) || code.Contains('.') => code,
        SyntaxError => "engage.syntax-error",
        QueryMissingError => "engage.no-query",
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
