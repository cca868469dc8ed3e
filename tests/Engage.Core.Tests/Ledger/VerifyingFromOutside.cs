using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Engage.Ledger;

/// <summary>Written from docs/ledger.md, and sharing nothing with the code that made the ledger.</summary>
public sealed partial class VerifyingFromOutside(LedgerFixture ledger) : IClassFixture<LedgerFixture>, IAsyncLifetime
{
    private const string Events =
        """
        select json_build_object('alias', type, 'at', to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'id', id, 'payload', data, 'sequence', seq_id, 'stream', stream_id,
            'version', version, 'actor', user_name, 'causation', causation_id, 'correlation', correlation_id, 'headers', headers, 'type', mt_dotnet_type)::text
        from engage.mt_events where tenant_id = 'camden' order by seq_id
        """;

    public async Task InitializeAsync()
    {
        if (await ledger.Get<StoredTrees>().Find("camden", CancellationToken.None) is not null) return;
        // Which is an event, too.
        await ledger.Engage.In("camden");
        await ledger.Cook("camden", 4);
        await ledger.CatchUp();
        await ledger.Cook("default", 1);
        await ledger.Cook("camden", 6);
        await ledger.CatchUp();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_checkpoint_is_signed_by_the_published_key_and_is_of_the_events_of_the_log()
    {
        var leaves = await Leaves();
        var key = (await Http("key")).TrimEnd('\n').Split('+', 3);
        key[0].ShouldBe("engage.invalid/agencies/camden");
        foreach (var size in new[] { 5, 11 })
        {
            var note = (await Query($"{{ ledger {{ checkpoint(size: {size}) {{ size root note at }} }} }}")).GetProperty("checkpoint");
            var (origin, signedSize, root) = Open(note.GetProperty("note").GetString()!, key);
            (origin, signedSize).ShouldBe((key[0], size));
            root.ShouldBe(Root(leaves[..size]));
            note.GetProperty("root").GetString().ShouldBe(Convert.ToBase64String(root));
        }
        Open(await Http("checkpoint"), key).Size.ShouldBe(11);
    }

    [Fact]
    public async Task Every_event_is_proved_to_be_in_every_tree_that_it_is_in()
    {
        var leaves = await Leaves();
        var ids = await ledger.Ask<Guid[]>("select array_agg(id order by seq_id) from engage.mt_events where tenant_id = 'camden'");
        for (var index = 0; index < leaves.Length; index++)
        {
            foreach (var size in new[] { 5, 8, 11 }.Where(size => size > index))
            {
                var proof = (await Query($"{{ ledger {{ inclusionProof(eventId: \"{ids[index]}\", size: {size}) {{ index leafHash hashes }} }} }}")).GetProperty("inclusionProof");
                proof.GetProperty("index").GetInt32().ShouldBe(index);
                proof.GetProperty("leafHash").GetBytesFromBase64().ShouldBe(leaves[index]);
                Rooted(leaves[index], index, size, Hashes(proof)).ShouldBe(Root(leaves[..size]));
            }
        }
    }

    [Fact]
    public async Task Every_tree_is_proved_to_be_the_beginning_of_every_larger_one()
    {
        var leaves = await Leaves();
        for (var to = 1; to <= 11; to++)
        {
            for (var from = 1; from <= to; from++)
            {
                var proof = Hashes((await Query($"{{ ledger {{ consistencyProof(from: {from}, to: {to}) {{ hashes }} }} }}")).GetProperty("consistencyProof"));
                // As RFC 6962 makes it, from the leaves themselves.
                proof.ShouldBe(Consistency(from, leaves[..to], true));
            }
        }
    }

    [Theory]
    [InlineData("inclusionProof(eventId: \"0192f0a0-0000-7000-8000-000000000002\", size: 5) { index }", "engage.not-found")]
    [InlineData("inclusionProof(eventId: \"ELSEWHERE\", size: 5) { index }", "engage.not-found")]
    [InlineData("inclusionProof(eventId: \"LAST\", size: 5) { index }", "engage.ledger-size")]
    [InlineData("inclusionProof(eventId: \"LAST\", size: 0) { index }", "engage.ledger-size")]
    [InlineData("inclusionProof(eventId: \"LAST\", size: 12) { index }", "engage.ledger-size")]
    [InlineData("inclusionProof(eventId: \"LAST\", size: 9223372036854775807) { index }", "engage.ledger-size")]
    [InlineData("inclusionProof(eventId: \"x\", size: 1) { index }", "engage.invalid-value")]
    [InlineData("consistencyProof(from: 0, to: 3) { hashes }", "engage.ledger-size")]
    [InlineData("consistencyProof(from: 4, to: 3) { hashes }", "engage.ledger-size")]
    [InlineData("consistencyProof(from: -1, to: 12) { hashes }", "engage.ledger-size")]
    public async Task What_cannot_be_proved_is_refused_and_an_event_of_another_agency_as_if_there_were_none(string field, string code)
    {
        field = field.Replace("ELSEWHERE", (await ledger.Ask<Guid>("select id from engage.mt_events where tenant_id = 'default'")).ToString())
            .Replace("LAST", (await ledger.Ask<Guid>("select id from engage.mt_events where tenant_id = 'camden' order by seq_id desc limit 1")).ToString());
        var answer = await (await ledger.Engage.In("camden")).Anonymous.GraphQL($"{{ ledger {{ {field} }} }}");
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe(code);
        answer.ToString().ShouldNotContain("default");
    }

    [Fact]
    public async Task An_agency_without_events_has_an_empty_ledger()
    {
        var nothing = (await (await ledger.Engage.In("quiet")).Anonymous.Data("{ ledger { origin size checkpoint { size } } }")).ToString();
        nothing.ShouldBe("""{"ledger":{"origin":"engage.invalid/agencies/quiet","size":0,"checkpoint":null}}""");
        using var http = new HttpClient { BaseAddress = ledger.Engage.Address };
        foreach (var path in new[] { "/agencies/quiet/ledger/checkpoint", "/agencies/quiet/ledger/key", "/agencies/no%20slug/ledger/key" })
        {
            using var answer = await http.GetAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await answer.Content.ReadAsStringAsync()).ShouldMatch("engage.no-ledger|engage.unknown-agency");
        }
    }

    [Fact]
    public async Task The_example_of_the_documentation_is_what_both_implementations_compute()
    {
        var blocks = Fences().Matches(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "docs", "ledger.md"))).ToLookup(fence => fence.Groups[1].Value, fence => fence.Groups[2].Value);
        var stored = blocks["json event"].Single();
        var (canonical, hash) = (blocks["json canonical"].Single().TrimEnd('\n'), blocks["text hash"].Single().TrimEnd('\n'));
        Canonical(stored).ShouldBe(canonical);
        Convert.ToHexStringLower(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(canonical)])).ShouldBe(hash);

        var of = JsonDocument.Parse(stored).RootElement;
        await using var command = ledger.Database.CreateCommand(
            "select 'camden', $1::bigint, $2::uuid, $3::text, $4::uuid, $5::bigint, $6::text::timestamptz, $7::jsonb, $8::text, $9::text, $10::text, $11::jsonb, $12::text");
        foreach (var name in new[] { "sequence", "id", "alias", "stream", "version", "at", "payload", "actor", "correlation", "causation", "headers", "type" })
        {
            var value = of.GetProperty(name);
            command.Parameters.Add(new NpgsqlParameter
            {
                Value = value.ValueKind switch
                {
                    JsonValueKind.Null => DBNull.Value,
                    JsonValueKind.String when name is "id" or "stream" => value.GetGuid(),
                    JsonValueKind.String => value.GetString(),
                    JsonValueKind.Number => value.GetInt64(),
                    _ => value.GetRawText()
                }
            });
        }
        await using var row = await command.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        Encoding.UTF8.GetString(EventLeaf.Read(row).Data).ShouldBe(canonical);

        var (note, key) = (blocks["text note"].Single(), blocks["text key"].Single().TrimEnd('\n'));
        var (_, size, root) = Open(note, key.Split('+', 3));
        (size, Convert.ToHexStringLower(root)).ShouldBe((1, hash));
        Checkpoint.Open(note, NoteKey.Parse(key).ShouldNotBeNull()).ShouldNotBeNull().Root.ShouldBe(Convert.FromHexString(hash));
    }

    private async Task<byte[][]> Leaves()
    {
        await using var command = ledger.Database.CreateCommand(Events);
        var leaves = new List<byte[]>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) leaves.Add(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(Canonical(rows.GetString(0)))]));
        leaves.Count.ShouldBe(11);
        return [.. leaves];
    }

    private static string Canonical(string stored)
    {
        var row = JsonDocument.Parse(stored).RootElement;
        string Of(string name) => Json(row.GetProperty(name));
        var metadata = $$"""{"actor":{{Of("actor")}},"causation":{{Of("causation")}},"correlation":{{Of("correlation")}},"headers":{{Of("headers")}},"type":{{Of("type")}}}""";
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(metadata)));
        return $$"""{"alias":{{Of("alias")}},"at":{{Of("at")}},"id":{{Of("id")}},"metadata":"{{digest}}","payload":{{Of("payload")}},"sequence":{{Of("sequence")}},"stream":{{Of("stream")}},"version":{{Of("version")}}}""";
    }

    private static string Json(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => Text(member.Name) + ":" + Json(member.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Json)) + "]",
        JsonValueKind.String => Text(element.GetString()!),
        _ => element.GetRawText()
    };

    private static string Text(string text) => "\"" + string.Concat(text.Select(letter => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => $"\\u{(int)letter:x4}",
        _ => letter.ToString()
    })) + "\"";

    private static (string Origin, long Size, byte[] Root) Open(string note, string[] key)
    {
        var parts = note.Split("\n\n");
        parts.Length.ShouldBe(2);
        var text = parts[0] + "\n";
        parts[1].ShouldStartWith($"— {key[0]} ");
        var signed = Convert.FromBase64String(parts[1].TrimEnd('\n').Split(' ')[2]);
        var typed = Convert.FromBase64String(key[2]);
        Convert.ToHexStringLower(signed[..4]).ShouldBe(key[1]);
        Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(key[0]), 0x0a, .. typed])[..4]).ShouldBe(key[1]);
        var verifier = new Ed25519Signer();
        verifier.Init(false, new Ed25519PublicKeyParameters(typed, 1));
        verifier.BlockUpdate(Encoding.UTF8.GetBytes(text));
        verifier.VerifySignature(signed[4..]).ShouldBeTrue();
        var lines = text.Split('\n');
        return (lines[0], long.Parse(lines[1]), Convert.FromBase64String(lines[2]));
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    private static byte[] Root(byte[][] leaves) => leaves.Length == 1 ? leaves[0] : Node(Root(leaves[..Split(leaves.Length)]), Root(leaves[Split(leaves.Length)..]));

    private static byte[] Rooted(byte[] leaf, long index, long size, byte[][] proof)
    {
        if (size == 1) return leaf;
        var k = Split((int)size);
        return index < k ? Node(Rooted(leaf, index, k, proof[..^1]), proof[^1]) : Node(proof[^1], Rooted(leaf, index - k, size - k, proof[..^1]));
    }

    private static byte[][] Consistency(int from, byte[][] leaves, bool whole)
    {
        if (from == leaves.Length) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Length);
        return from <= k ? [.. Consistency(from, leaves[..k], whole), Root(leaves[k..])] : [.. Consistency(from - k, leaves[k..], false), Root(leaves[..k])];
    }

    private static int Split(int size)
    {
        var k = 1;
        while (k * 2 < size) k *= 2;
        return k;
    }

    private static byte[][] Hashes(JsonElement proof) => [.. proof.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];

    private async Task<JsonElement> Query(string query) => (await (await ledger.Engage.In("camden")).Anonymous.Data(query)).GetProperty("ledger");

    private async Task<string> Http(string what)
    {
        using var http = new HttpClient { BaseAddress = ledger.Engage.Address };
        using var answer = await http.GetAsync($"/agencies/camden/ledger/{what}");
        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
