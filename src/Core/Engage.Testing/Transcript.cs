using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engage.Testing;

/// <summary>
/// What was said and what was stored, as a text to compare with a snapshot: each request, its answer, and the events that were appended. Ids, cursors,
/// times, the present day and what is sealed differ from run to run and are written as <c>id-1</c>, <c>cursor-1</c>, <c>time</c>, <c>today</c> and
/// <c>personal</c>; the same id is the same word throughout.
/// </summary>
public sealed partial class Transcript
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _ids = [];
    private readonly Dictionary<string, string> _cursors = [];
    private readonly EngageHarness _engage;
    private long _sequence;

    private Transcript(EngageHarness engage, long sequence) => (_engage, _sequence) = (engage, sequence);

    /// <summary>Begins a transcript: what was stored before is not in it.</summary>
    public static async Task<Transcript> Begin(EngageHarness engage) => new(engage, (await engage.Events()).LastOrDefault()?.Sequence ?? 0);

    /// <summary>Sends a request and notes it, its answer and the events that it appended. Answers with the whole response.</summary>
    /// <param name="who">Who speaks, for the reader.</param>
    /// <param name="client">Who speaks.</param>
    /// <param name="document">The GraphQL document.</param>
    /// <param name="variables">Its variables, as an anonymous object.</param>
    public async Task<JsonElement> Ask(string who, EngageClient client, string document, object? variables = null)
    {
        var answer = await client.GraphQL(document, variables);
        _text.Append(who).Append(" asks\n").Append(document.Trim());
        if (variables is not null) _text.Append("\nwith ").Append(JsonSerializer.Serialize(variables, Json));
        _text.Append("\nand is answered\n").Append(JsonSerializer.Serialize(answer, Json)).Append('\n');
        foreach (var each in await _engage.Events(_sequence))
        {
            _text.Append("whereupon ").Append(each.Alias).Append(" by ").Append(each.Actor).Append(" is stored in ").Append(each.Stream).Append('\n')
                .Append(JsonSerializer.Serialize(each.Data, Json)).Append('\n');
            _sequence = each.Sequence;
        }
        _text.Append('\n');
        return answer;
    }

    /// <summary>The whole text.</summary>
    public override string ToString()
    {
        var text = Ids().Replace(_text.ToString(), id => Named(_ids, "id", id.Value));
        text = Cursors().Replace(text, cursor => $"{cursor.Groups[1].Value}\"{Named(_cursors, "cursor", cursor.Groups[2].Value)}\"");
        text = Sealed().Replace(text, "$1\"personal\"");
        text = Times().Replace(text, "time");
        return Days().Replace(text, day => IsToday(day.Value) ? "today" : day.Value).Replace("\r\n", "\n");
    }

    private static bool IsToday(string day) =>
        DateTime.TryParse(day, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date) && Math.Abs((DateTime.UtcNow.Date - date).TotalDays) <= 1;

    private static string Named(Dictionary<string, string> names, string what, string value) =>
        names.TryGetValue(value, out var name) ? name : names[value] = $"{what}-{names.Count + 1}";

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("(\"(?:endCursor|cursor|after)\": )\"([A-Za-z0-9_-]{22})\"")]
    private static partial Regex Cursors();

    [GeneratedRegex("(\"sealed\": )\"[A-Za-z0-9+/=]+\"")]
    private static partial Regex Sealed();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Times();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d")]
    private static partial Regex Days();
}
