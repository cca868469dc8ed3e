using System.Globalization;

namespace Engage.Http;

/// <summary>Why a request is refused before anything runs. The codes are part of the API.</summary>
internal sealed class Fault : Exception
{
    private Fault(int status, string code, string message) : base(message) => (Status, Code) = (status, code);

    public int Status { get; }
    public string Code { get; }

    /// <summary>Sent along as headers: what RFC 9110 demands beside the status.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    public static Fault MalformedJson(string what) => new(400, "engage.malformed-json", what);

    public static Fault InvalidUtf8() => new(400, "engage.invalid-utf8", "The body is not valid UTF-8. Encode it as UTF-8.");

    public static Fault InvalidRequest(string what) => new(400, "engage.invalid-request", what);

    public static Fault MissingQuery() =>
        new(400, "engage.missing-query", "There is no query. Send the GraphQL document as the string 'query'.");

    public static Fault BatchRefused() =>
        new(400, "engage.batch-refused", "Batches are not taken. Send one operation in each request.");

    public static Fault Parameters(Refusal refusal) => new(400, refusal.Code, refusal.Message);

    /// <summary>A query failed that the caller did not write.</summary>
    public static Fault Query(int status, string code, string message) => new(status, code, message);

    public static Fault IdempotencyKey(Refusal refusal) => new(400, refusal.Code, refusal.Message);

    public static Fault TooLarge() =>
        new(413, "engage.request-too-large", $"The body has more than {RequestReader.Limit:N0} bytes. Send less at a time.");

    public static Fault UnsupportedMediaType(string what) => new(415, "engage.unsupported-media-type", what)
    {
        Headers = new Dictionary<string, string> { ["Accept-Post"] = "application/json", ["Accept-Encoding"] = "identity" }
    };

    public static Fault NotAcceptable() => new(406, "engage.not-acceptable",
        "Nothing that you accept can be sent. Accept application/graphql-response+json, application/json or text/event-stream.");

    public static Fault UseEventStream() => new(406, "engage.use-event-stream",
        "A subscription is answered as a stream of events. Accept text/event-stream.");

    public static Fault MethodNotAllowed(string allowed) => new(405, "engage.method-not-allowed", $"This address takes {allowed} only.")
    {
        Headers = new Dictionary<string, string> { ["Allow"] = allowed }
    };

    public static Fault RateLimited(TimeSpan wait) => new(429, "engage.rate-limited",
        $"You asked for more than your share. Wait {Math.Ceiling(wait.TotalSeconds):N0} s, and ask for less at once.")
    {
        Headers = new Dictionary<string, string> { ["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) }
    };

    public static Fault TooManySubscriptions() => new(429, "engage.too-many-subscriptions",
        "You follow as many subscriptions as you may at a time. End one of them first.");

    public static Fault UnknownAgency() => new(404, "engage.unknown-agency",
        "There is no such agency. Its name in the address has 2 to 63 lower case letters, digits and single hyphens.");

    public static Fault NoLedger() => new(404, "engage.no-ledger",
        "The agency has no ledger yet. It begins seconds after the first event; ask again then.");

    public static Fault NotFound() => new(404, "engage.not-found", "There is nothing at this address.");

    public static Fault TokenInvalid() => Unauthenticated("engage.token-invalid",
        "The token is not valid here. Get one from the identity provider of this deployment and send it as 'Authorization: Bearer'.");

    public static Fault TokenExpired() => Unauthenticated("engage.token-expired", "The token has expired. Get a new one.");

    public static Fault IdentityProviderUnreachable() => new(503, "engage.identity-provider-unreachable",
        "Tokens cannot be checked just now: the identity provider of this deployment does not answer. Try again in a minute.");

    public static Fault TokenOfAnotherAgency() => new(403, "engage.token-of-another-agency",
        "The token was issued for another agency than the one that the address names. Use that agency's address, or get a token for this one.");

    public static Fault Erased(Refusal refusal) => new(403, refusal.Code, refusal.Message);

    public static Fault Broken(int status) => new(status, "engage.broken-request", "The request ended too soon or broke the rules of HTTP. Send it again.");

    public static Fault Internal(string correlationId) => new(500, "engage.internal",
        $"Something went wrong on our side and was logged. Quote {correlationId} when you report it.");

    private static Fault Unauthenticated(string code, string message) => new(401, code, message)
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = $"Bearer realm=\"engage\", error=\"invalid_token\", error_description=\"{message}\"" }
    };
}
