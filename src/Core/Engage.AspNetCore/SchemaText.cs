using System.Security.Cryptography;
using System.Text;
using Engage.GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Engage.Http;

/// <summary>The schema as a text, for code generators and for people. It changes only when the host restarts.</summary>
internal sealed class SchemaText
{
    private readonly byte[] _text;
    private readonly EntityTagHeaderValue _tag;

    public SchemaText(GraphQLServer server)
    {
        _text = Encoding.UTF8.GetBytes(server.Sdl);
        _tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(_text).AsSpan(0, 16))}\"");
    }

    public Task Send(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-cache";
        // Plain text, so that a browser shows it instead of saving it.
        return Results.Bytes(_text, "text/plain; charset=utf-8", entityTag: _tag).ExecuteAsync(http);
    }
}
