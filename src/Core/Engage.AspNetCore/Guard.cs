using System.Diagnostics;
using Engage.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engage.Http;

/// <summary>
/// Stands around every endpoint: sets headers that keep browsers from guessing and storing, and turns faults into answers that show nothing of the inside.
/// </summary>
internal sealed partial class Guard(ILogger<Guard> log)
{
    public const string CorrelationHeader = "Engage-Correlation-Id";

    public RequestDelegate Around(RequestDelegate endpoint) => async http =>
    {
        // Not the id of the trace, which a caller may choose: it stands in the log of events, and must not tie what does not belong together.
        var correlationId = Guid.NewGuid().ToString("N");
        Activity.Current?.SetTag("engage.correlation_id", correlationId);
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        context.CorrelationId = correlationId;
        Protect(http.Response.Headers, correlationId);
        try
        {
            await endpoint(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Fault fault) when (!http.Response.HasStarted)
        {
            await Refuse(http, fault);
        }
        catch (BadHttpRequestException broken) when (!http.Response.HasStarted)
        {
            await Refuse(http, broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? Fault.TooLarge() : Fault.Broken(broken.StatusCode));
        }
        catch (Exception unexpected)
        {
            Unexpected(unexpected, correlationId);
            if (http.Response.HasStarted) http.Abort();
            else await Refuse(http, Fault.Internal(correlationId));
        }
    };

    private static void Protect(IHeaderDictionary headers, string correlationId)
    {
        headers[CorrelationHeader] = correlationId;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private static async Task Refuse(HttpContext http, Fault fault)
    {
        var response = http.Response;
        response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers) response.Headers[name] = value;
        response.ContentType = Acceptance.Of(http.Request).ContentType;
        await http.RequestServices.GetRequiredService<GraphQLServer>().Error(fault.Code, fault.Message).WriteTo(response.Body, http.RequestAborted);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly; its correlation id is {CorrelationId}.")]
    private partial void Unexpected(Exception exception, string correlationId);
}
