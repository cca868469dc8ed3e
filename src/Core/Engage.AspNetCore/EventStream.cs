using System.Text;
using Engage.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Engage.Http;

/// <summary>Sends results as server-sent events, after the protocol of graphql-sse in its mode of distinct connections.</summary>
internal sealed partial class EventStream(TimeProvider clock, ILogger<EventStream> log)
{
    /// <summary>Proxies commonly cut a connection after 15 to 60 seconds of silence.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    /// <summary>Who takes nothing for so long will not be told why the stream ends either.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly byte[] Next = Encoding.ASCII.GetBytes("event: next\ndata: ");
    private static readonly byte[] Id = Encoding.ASCII.GetBytes("id: ");
    private static readonly byte[] Line = Encoding.ASCII.GetBytes("\n");
    private static readonly byte[] End = Encoding.ASCII.GetBytes("\n\n");
    private static readonly byte[] Complete = Encoding.ASCII.GetBytes("event: complete\ndata:\n\n");
    private static readonly byte[] Comment = Encoding.ASCII.GetBytes(":\n\n");

    /// <summary>Sends all results and then the end. <paramref name="until"/> is when the caller's token expires: the stream does not outlive it.</summary>
    public async Task Send(HttpContext http, GraphQLServer server, GraphQLResult result, DateTimeOffset? until, CancellationToken stop)
    {
        var response = http.Response;
        response.ContentType = Acceptance.EventStream + "; charset=utf-8";
        response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (result.Responses is null) await Write(http, result, stop);
        else if (!await Follow(http, server, result, result.Responses, until, stop)) return;
        await Write(http, Complete, stop);
    }

    /// <summary>False where the stream ends because the host or the client does: then it stays without its end, so that the client comes back.</summary>
    private async Task<bool> Follow(
        HttpContext http, GraphQLServer server, GraphQLResult result, IAsyncEnumerable<GraphQLResult> results, DateTimeOffset? until, CancellationToken stop)
    {
        using var expiry = new CancellationTokenSource(Remaining(until), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, expiry.Token);
        try
        {
            await using var each = results.GetAsyncEnumerator(either.Token);
            // Listening begins with the first move. Only then the first bytes tell the client that it is connected: what happens from there on reaches it,
            // and if it is cut off before the first message it knows where to resume.
            var next = each.MoveNextAsync().AsTask();
            await Begin(http, result, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (; await Moved(http, next, either.Token); next = each.MoveNextAsync().AsTask()) await Write(http, each.Current, stop);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // Ended from outside; what follows says by whom.
        }
        catch (Exception unexpected) when (!either.IsCancellationRequested)
        {
            var correlationId = http.Response.Headers[Guard.CorrelationHeader].ToString();
            Broken(unexpected, correlationId);
            await Write(http, Error(server, Fault.Internal(correlationId)), stop);
        }
        if (stop.IsCancellationRequested) return false;
        if (expiry.IsCancellationRequested) await Write(http, Error(server, Fault.TokenExpired()), stop);
        return true;
    }

    private static GraphQLResult Error(GraphQLServer server, Fault fault) => server.Error(fault.Code, fault.Message);

    private async Task<bool> Moved(HttpContext http, Task<bool> next, CancellationToken stop)
    {
        while (true)
        {
            await ((Task)next).WaitAsync(Silence, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // An enumerator must not be left while it moves, so its end is awaited even where the token has told it to stop.
            if (next.IsCompleted || stop.IsCancellationRequested) return await next;
            await Write(http, Comment, stop);
        }
    }

    private TimeSpan Remaining(DateTimeOffset? until)
    {
        if (until is null) return Timeout.InfiniteTimeSpan;
        var remaining = until.Value - clock.GetUtcNow();
        // No timer runs longer than 49 days.
        return remaining > TimeSpan.FromDays(49) ? Timeout.InfiniteTimeSpan : remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private async Task Begin(HttpContext http, GraphQLResult result, CancellationToken stop)
    {
        await WriteId(http.Response, result, stop);
        await Write(http, Comment, stop);
    }

    private static async Task WriteId(HttpResponse response, GraphQLResult result, CancellationToken stop)
    {
        if (result.Cursor is not { } cursor) return;
        await response.Body.WriteAsync(Id, stop);
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes(cursor), stop);
        await response.Body.WriteAsync(Line, stop);
    }

    private async Task Write(HttpContext http, GraphQLResult result, CancellationToken stop)
    {
        await Sent(http, Message());

        async Task Message()
        {
            await WriteId(http.Response, result, stop);
            await http.Response.Body.WriteAsync(Next, stop);
            await result.WriteTo(http.Response.Body, stop);
            await http.Response.Body.WriteAsync(End, stop);
            await http.Response.Body.FlushAsync(stop);
        }
    }

    private async Task Write(HttpContext http, byte[] bytes, CancellationToken stop)
    {
        await Sent(http, Message());

        async Task Message()
        {
            await http.Response.Body.WriteAsync(bytes, stop);
            await http.Response.Body.FlushAsync(stop);
        }
    }

    private async Task Sent(HttpContext http, Task message)
    {
        try
        {
            if (!message.IsCompleted) await message.WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            http.Abort();
        }
        await message;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscription failed unexpectedly; its correlation id is {CorrelationId}.")]
    private partial void Broken(Exception exception, string correlationId);
}
