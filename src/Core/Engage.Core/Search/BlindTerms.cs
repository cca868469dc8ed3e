using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Engage.Privacy;
using NpgsqlTypes;

namespace Engage.Search;

/// <summary>
/// Replaces each word, as PostgreSQL's dictionaries left it, by a keyed hash of it, another one in each agency. A query's words are replaced likewise, so the database
/// compares, counts and ranks what it cannot read.
/// </summary>
internal sealed partial class BlindTerms(byte[] key)
{
    // Of 80 bits: no two words of an agency will ever share one.
    private const int Bytes = 10;

    // Words farther behind all stand here, as in PostgreSQL's own vectors.
    private const int LastPosition = 16_383;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public static async ValueTask<BlindTerms> For(Secrets secrets, string agency, CancellationToken stop) =>
        new(HMACSHA256.HashData(await secrets.Get("search", stop), Encoding.UTF8.GetBytes(agency)));

    /// <summary>The terms of texts as the text of a <c>tsvector</c>, each with where its words stand and how much they weigh.</summary>
    public string Of(IEnumerable<(NpgsqlTsVector Words, char Weight, int Offset)> texts)
    {
        var places = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (words, weight, offset) in texts)
        {
            foreach (var word in words)
            {
                var hash = Hash(word.Text);
                if (!places.TryGetValue(hash, out var at)) places[hash] = at = [];
                for (var i = 0; i < word.Count; i++) at.Add(Math.Min(word[i].Pos + offset, LastPosition).ToString(CultureInfo.InvariantCulture) + weight);
            }
        }
        return string.Join(' ', places.Select(term => $"{term.Key}:{string.Join(',', term.Value)}"));
    }

    /// <summary>A <c>tsquery</c>, as PostgreSQL writes it, with its words replaced: nothing of what was typed is left in it but the operators.</summary>
    public string OfQuery(string query) => Quoted().Replace(query, word => Hash(word.Value[1..^1].Replace("''", "'").Replace(@"\\", @"\")));

    private string Hash(string word)
    {
        if (_known.TryGetValue(word, out var known)) return known;
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(word)).AsSpan(0, Bytes);
        return _known[word] = string.Create(Bytes * 8 / 5, Number(hash), static (letters, number) =>
        {
            for (var i = 0; i < letters.Length; i++) letters[i] = Alphabet[(int)(number >> (5 * i)) & 31];
        });
    }

    private static UInt128 Number(ReadOnlySpan<byte> bytes)
    {
        UInt128 number = 0;
        foreach (var each in bytes) number = (number << 8) | each;
        return number;
    }

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Quoted();
}
