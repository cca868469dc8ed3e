using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Engage.Http;

internal enum Format
{
    None,
    GraphQLResponse,
    Json,
    EventStream,
    Page
}

/// <summary>What the client can read, after RFC 9110 and the specification of GraphQL over HTTP.</summary>
/// <param name="Format">What it likes best of what we have.</param>
/// <param name="Events">Whether it takes a stream of events at all: some clients name it beside JSON, in case the operation is a subscription.</param>
internal readonly record struct Acceptance(Format Format, bool Events)
{
    public const string GraphQLResponse = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";
    private const string Html = "text/html";

    /// <summary>The type of a response that is not a stream.</summary>
    public string ContentType => (Format == Format.GraphQLResponse ? GraphQLResponse : Json) + "; charset=utf-8";

    public static Acceptance Of(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0) return new(Format.Json, false);
        if (!MediaTypeHeaderValue.TryParseList(header, out var accepted)) return default;
        // Equal wishes are settled by this order. A wildcard means application/json, as clients expect that were written before the other existed.
        (Format Format, double Quality)[] offers =
        [
            (Format.GraphQLResponse, Quality(accepted, GraphQLResponse)),
            (Format.Json, Quality(accepted, Json, "application/*", "*/*")),
            (Format.EventStream, Quality(accepted, EventStream)),
            (Format.Page, request.Method == HttpMethods.Post ? 0 : Quality(accepted, Html))
        ];
        var best = offers.MaxBy(offer => offer.Quality);
        return new(best.Quality > 0 ? best.Format : Format.None, offers[2].Quality > 0);
    }

    /// <summary>The wish for the first of these ranges that is named at all: the most specific one counts.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accepted, params ReadOnlySpan<string> ranges)
    {
        foreach (var range in ranges)
        {
            foreach (var wish in accepted)
            {
                if (wish.MediaType.Equals(range, StringComparison.OrdinalIgnoreCase) && (wish.Charset.Length == 0 || IsUtf8(wish))) return wish.Quality ?? 1;
            }
        }
        return 0;
    }

    internal static bool IsUtf8(MediaTypeHeaderValue type) => HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
