using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Engage.Http;

/// <summary>
/// The console that a browser gets at the address of GraphQL. It is on in Production too: the schema is public, every field checks its caller, and who
/// builds on the API of an agency should find it where it is. Its files are embedded by the build and served from here only.
/// </summary>
internal sealed class GraphiQL
{
    private const string Prefix = "graphiql/";

    /// <summary>Monaco sets styles from scripts and brings its fonts as data, hence the two exceptions. No script runs that is not a file of ours.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly Assembly Assembly = typeof(GraphiQL).Assembly;

    private static readonly string[] Names =
        [.. Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Whether the build could fetch the files.</summary>
    public static bool IsEmbedded => Names.Contains(Prefix + "graphiql.js.gz");

    /// <summary>Changes when any of the files does, so a browser may keep each forever.</summary>
    private readonly string _version = Digest();

    public async Task Page(HttpContext http)
    {
        var response = http.Response;
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.ContentType = "text/html; charset=utf-8";
        using var page = new StreamReader(Open(IsEmbedded ? "page.html" : "missing.html"));
        var html = await page.ReadToEndAsync(http.RequestAborted);
        await response.WriteAsync(html.Replace("{ui}", $"{http.Request.PathBase}/graphql/ui/{_version}", StringComparison.Ordinal)
            .Replace("{schema}", $"{http.Request.PathBase}/graphql/schema.graphql", StringComparison.Ordinal), http.RequestAborted);
    }

    public async Task Asset(HttpContext http, string version, string file)
    {
        var packed = Names.Contains($"{Prefix}{file}.gz");
        if (version != _version || (!packed && !Names.Contains(Prefix + file))) throw Fault.NotFound();
        var response = http.Response;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.ContentType = Path.GetExtension(file) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/plain; charset=utf-8"
        };
        await using var stored = Open(packed ? file + ".gz" : file);
        var asStored = !packed || TakesGzip(http.Request);
        if (packed && asStored) response.Headers.ContentEncoding = "gzip";
        await using var content = asStored ? stored : new GZipStream(stored, CompressionMode.Decompress);
        await content.CopyToAsync(response.Body, http.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "gzip" && coding.Quality is not 0);

    private static Stream Open(string file) => Assembly.GetManifestResourceStream(Prefix + file)!;

    private static string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names)
        {
            using var content = Assembly.GetManifestResourceStream(name)!;
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(SHA256.HashData(content));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
