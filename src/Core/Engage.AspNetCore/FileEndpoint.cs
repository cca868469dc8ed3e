using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Engage.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Http;

/// <summary>
/// The files of plugins, for programs that speak no GraphQL. Whoever asks is nobody, even with a token: so the answer is everybody's, and whoever stands in between may keep it.
/// </summary>
internal sealed class FileEndpoint(RateLimits limits)
{
    /// <summary>A browser shows XML as it shows a page. What people wrote must run nothing there.</summary>
    private const string OfFiles = "default-src 'none'; sandbox";

    /// <summary>
    /// A page that a plugin makes has a style from this host, and links that can be followed, opened beside it and downloaded. It runs no script all the same, loads
    /// nothing else, sends no form and stands in no other page.
    /// </summary>
    private const string OfPages =
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox";

    public async Task Send(HttpContext http, Agency agency, QueryFile file)
    {
        var caller = limits.Of(http, agency, Actor.Anonymous);
        limits.Request(caller);
        var wait = TimeSpan.Zero;
        var context = http.RequestServices.GetRequiredService<RequestContext>();
        (context.Agency, context.Actor, context.Spend) = (agency, Actor.Anonymous, cost => limits.Spend(caller, cost, out wait));

        using var json = await Answer(http, Request(http, file));
        if (json.RootElement.TryGetProperty("errors", out var errors)) throw Why(errors[0], file, context, wait);
        var text = json.RootElement.GetProperty("data").EnumerateObject().Single().Value.GetString() ?? throw Fault.NotFound();

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=300";
        headers.ContentSecurityPolicy = file.ContentType == "text/html" ? OfPages : OfFiles;
        var bytes = Encoding.UTF8.GetBytes(text);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        await Results.Bytes(bytes, $"{file.ContentType}; charset=utf-8", entityTag: new(tag)).ExecuteAsync(http);
    }

    private static GraphQLRequest Request(HttpContext http, QueryFile file)
    {
        try
        {
            return file.Request(http.Request.Query.Select(each => (each.Key, (IReadOnlyList<string?>)each.Value)));
        }
        catch (Refusal unfit)
        {
            throw Fault.Parameters(unfit);
        }
    }

    private static async Task<JsonDocument> Answer(HttpContext http, GraphQLRequest request)
    {
        var result = await http.RequestServices.GetRequiredService<GraphQLServer>().Execute(request, http.RequestServices, http.RequestAborted);
        using var written = new MemoryStream();
        await result.WriteTo(written, http.RequestAborted);
        return JsonDocument.Parse(written.ToArray());
    }

    private static Fault Why(JsonElement error, QueryFile file, RequestContext context, TimeSpan wait)
    {
        var code = error.GetProperty("extensions").GetProperty("code").GetString()!;
        return code switch
        {
            "engage.rate-limited" => Fault.RateLimited(wait),
            "engage.invalid-value" => Fault.Parameters(file.Unfit(code)),
            "engage.not-found" or "engage.unauthenticated" or "engage.forbidden" => Fault.NotFound(),
            "engage.internal" => Fault.Internal(context.CorrelationId),
            "engage.busy" or "engage.timeout" => Fault.Query(503, code, error.GetProperty("message").GetString()!),
            _ => Fault.Query(400, code, error.GetProperty("message").GetString()!)
        };
    }
}
