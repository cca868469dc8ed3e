using Engage.GraphQL;
using Engage.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engage.Http;

/// <summary>GraphQL over HTTP at one address: POST and GET, answered as JSON or as a stream of events; the console for a browser.</summary>
internal sealed class GraphQLEndpoint(Authentication authentication, RateLimits limits, EventStream events, GraphiQL console, IHostApplicationLifetime lifetime)
{
    public async Task Serve(HttpContext http, Agency agency)
    {
        var (request, response) = (http.Request, http.Response);
        // The answer to the same address differs by who asks for what.
        response.Headers.Vary = "Accept, Authorization";
        var reading = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!reading && !HttpMethods.IsPost(request.Method)) throw Fault.MethodNotAllowed("GET, HEAD, POST");
        var acceptance = Acceptance.Of(request);
        if (acceptance.Format == Format.None) throw Fault.NotAcceptable();
        if (acceptance.Format == Format.Page)
        {
            await console.Page(http);
            return;
        }

        var (actor, until) = await Authenticate(http, agency);
        var caller = limits.Of(http, agency, actor);
        limits.Request(caller);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var graphql = reading ? RequestReader.FromQueryString(request.Query) : await RequestReader.FromBody(request, stop.Token);
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        (context.Agency, context.Actor, context.IdempotencyKey) = (agency, actor, IdempotencyKeyOf(request));
        if (request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last) context.After = last;
        TimeSpan? overspent = null;
        context.Spend = cost =>
        {
            if (!limits.Spend(caller, cost, out var wait)) overspent = wait;
            return overspent is null;
        };
        var server = http.RequestServices.GetRequiredService<GraphQLServer>();
        try
        {
            var result = await server.Execute(graphql, http.RequestServices, stop.Token);
            // A query is let finish while the host stops; a subscription would keep it from stopping.
            using var stopping = result.Responses is null ? default : lifetime.ApplicationStopping.UnsafeRegister(_ => stop.Cancel(), null);
            if (overspent is { } wait) throw Fault.RateLimited(wait);
            if (result.IsMutationRefused) throw Fault.MethodNotAllowed("POST");
            var streams = result.Responses is not null;
            if (streams && !acceptance.Events) throw Fault.UseEventStream();
            using var place = streams ? limits.Subscribe(caller) : null;
            if (streams || acceptance.Format == Format.EventStream) await events.Send(http, server, result, until, stop.Token);
            else await Send(response, result, acceptance, http.RequestAborted);
        }
        finally
        {
            // Lets go of a subscription that was refused after it had begun.
            await stop.CancelAsync();
        }
    }

    private async Task<(Actor Actor, DateTimeOffset? Until)> Authenticate(HttpContext http, Agency agency)
    {
        limits.CheckFailures(http);
        try
        {
            return await authentication.Authenticate(http, agency);
        }
        catch (Fault fault) when (fault.Status == StatusCodes.Status401Unauthorized)
        {
            limits.Failed(http);
            throw;
        }
    }

    private static string? IdempotencyKeyOf(HttpRequest request)
    {
        var keys = request.Headers[IdempotencyKey.Header];
        if (keys.Count == 0) return null;
        try
        {
            return IdempotencyKey.Checked(keys.Count == 1 ? keys[0] ?? "" : "", field: null);
        }
        catch (Refusal refusal)
        {
            throw Fault.IdempotencyKey(refusal);
        }
    }

    private static Task Send(HttpResponse response, GraphQLResult result, Acceptance acceptance, CancellationToken stop)
    {
        // Only the newer media type tells faults of the request by the status: who reads application/json takes anything but 200 for a proxy's doing.
        response.StatusCode = acceptance.Format == Format.GraphQLResponse && result.IsRequestError ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        response.ContentType = acceptance.ContentType;
        return result.WriteTo(response.Body, stop);
    }
}
