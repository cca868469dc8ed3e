using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Engage.Plugins.Forums;

/// <summary>A statement as an export holds it.</summary>
/// <param name="Line">Where its row begins.</param>
/// <param name="Agrees">How often somebody agreed, as the export counts it.</param>
/// <param name="Disagrees">How often somebody disagreed, as the export counts it.</param>
public sealed record ExportedStatement(long Line, string Id, string Author, DateTimeOffset At, string Body, bool Accepted, int Agrees, int Disagrees);

/// <summary>A vote as an export holds it.</summary>
/// <param name="Line">Where its row begins.</param>
public sealed record ExportedVote(long Line, string StatementId, string Voter, DateTimeOffset At, VoteValue Value);

/// <summary>
/// A deliberation as Polis exports it: summary.csv with a name and a value a line, comments.csv, and votes.csv, where agree is 1, disagree -1 and
/// pass 0. (The engine behind it counts agree as -1; its exports do not.)
/// </summary>
public sealed record DeliberationExport(
    string Topic, string Description, string Source, IReadOnlyList<ExportedStatement> Statements, IReadOnlyList<ExportedVote> Votes)
{
    private const int LongestStatement = 10_000;
    private const int LongestId = 100;
    private const int LongestDescription = 20_000;
    private static readonly string[] statementColumns = ["timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"];
    private static readonly string[] voteColumns = ["timestamp", "comment-id", "voter-id", "vote"];

    public static DeliberationExport Read(ImportRun run)
    {
        var summary = Summary(run);
        var topic = summary.GetValueOrDefault("topic", "");
        var source = summary.GetValueOrDefault("url", "");
        if (source.Length == 0) source = topic;
        if (source.Length == 0)
            throw new Refusal("forums.import-summary",
                "summary.csv names neither a topic nor a url, so the deliberation cannot be told from others. Add the line 'topic,...'.");
        var statements = Rows(run, "comments.csv", statementColumns, Statement);
        var votes = Rows(run, "votes.csv", voteColumns, Vote);
        return new(topic, summary.GetValueOrDefault("conversation-description", ""), source, Once(run, statements), votes);
    }

    /// <summary>How many people agree and disagree with each statement by the votes: each person counts once, with the last vote.</summary>
    public IReadOnlyDictionary<string, (int Agrees, int Disagrees)> People() => Votes
        .GroupBy(vote => (vote.StatementId, vote.Voter), (_, votes) => votes.OrderBy(vote => vote.At).ThenBy(vote => vote.Line).Last())
        .GroupBy(vote => vote.StatementId)
        .ToDictionary(votes => votes.Key, votes => (votes.Count(vote => vote.Value is VoteValue.Agree), votes.Count(vote => vote.Value is VoteValue.Disagree)));

    private static Dictionary<string, string> Summary(ImportRun run)
    {
        var summary = new Dictionary<string, string>();
        using var csv = Open(run, "summary.csv");
        while (csv.Read())
        {
            if (!csv.TryGetField<string>(0, out var name) || !csv.TryGetField<string>(1, out var value) || string.IsNullOrWhiteSpace(value)) continue;
            if (name!.Trim() is "topic" or "url" or "conversation-description")
                summary[name.Trim()] = Text.Checked(value, $"{name.Trim()} in summary.csv", LongestDescription);
        }
        return summary;
    }

    private static ExportedStatement Statement(CsvReader row, long line) => new(
        line, Field(row, "comment-id"), Text.Checked(Field(row, "author-id"), "author-id", LongestId), Moment(row),
        Text.Checked(Field(row, "comment-body"), "comment-body", LongestStatement), Number(row, "moderated") >= 0,
        Number(row, "agrees"), Number(row, "disagrees"));

    private static ExportedVote Vote(CsvReader row, long line) => new(
        line, Field(row, "comment-id"), Field(row, "voter-id"), Moment(row), Number(row, "vote") switch
        {
            1 => VoteValue.Agree,
            -1 => VoteValue.Disagree,
            0 => VoteValue.Pass,
            _ => throw new FormatException("the vote is none of 1 (agree), -1 (disagree) and 0 (pass)")
        });

    private static List<T> Rows<T>(ImportRun run, string file, string[] columns, Func<CsvReader, long, T> read)
    {
        var rows = new List<T>();
        using var csv = Open(run, file);
        if (!csv.Read() || !csv.ReadHeader()) throw new Refusal("forums.import-empty", $"{file} is empty. Export the deliberation anew.");
        if (columns.Except(csv.HeaderRecord!).ToList() is { Count: > 0 } missing)
            throw new Refusal("forums.import-columns",
                $"{file} has no column {string.Join(", ", missing)}. Its first line has to name the columns, as in the export.");
        // The parser counts the lines that it has read, and a row may be several.
        for (var line = csv.Parser.RawRow + 1L; Next(run, file, csv, line); line = csv.Parser.RawRow + 1L)
        {
            try
            {
                if (csv.Parser.RawRecord.Count(letter => letter == '"') % 2 == 1) throw new FormatException("a quotation mark is not closed");
                rows.Add(read(csv, line));
            }
            catch (Exception fault) when (fault is FormatException or Refusal)
            {
                run.Reject(file, line, fault.Message);
            }
        }
        return rows;
    }

    private static bool Next(ImportRun run, string file, CsvReader csv, long line)
    {
        try
        {
            return csv.Read();
        }
        catch (MaxFieldSizeException)
        {
            run.Reject(file, line, "a column holds more than a million characters, as when a quotation mark is not closed; what follows could not be read");
            return false;
        }
    }

    private static List<ExportedStatement> Once(ImportRun run, List<ExportedStatement> statements)
    {
        foreach (var again in statements.GroupBy(statement => statement.Id).SelectMany(same => same.Skip(1)).ToList())
        {
            statements.Remove(again);
            run.Reject("comments.csv", again.Line, "another row above has the same comment-id");
        }
        return statements;
    }

    private static CsvReader Open(ImportRun run, string file)
    {
        var path = Path.Combine(run.Path, file);
        if (!File.Exists(path))
            throw new Refusal("forums.import-file-missing",
                $"There is no {file} in {run.Path}. Name the folder that holds summary.csv, comments.csv and votes.csv.");
        return new CsvReader(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = file != "summary.csv",
            MissingFieldFound = null,
            BadDataFound = null,
            MaxFieldSize = 1024 * 1024
        });
    }

    private static string Field(CsvReader row, string name)
    {
        if (!row.TryGetField<string>(name, out var value) || string.IsNullOrWhiteSpace(value)) throw new FormatException($"the column {name} is empty");
        // What the decoder puts in place of bytes that it cannot read.
        return value.Contains('\uFFFD') ? throw new FormatException($"the column {name} is not encoded as UTF-8") : value.Trim();
    }

    private static int Number(CsvReader row, string name) =>
        int.TryParse(Field(row, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"the column {name} holds no whole number");

    private static DateTimeOffset Moment(CsvReader row) =>
        long.TryParse(Field(row, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException("the column timestamp holds no time in milliseconds since 1970");
}
