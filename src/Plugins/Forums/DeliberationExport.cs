using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Engage.Plugins.Forums;

/// <summary>A statement as an export holds it.</summary>
/// <param name="Agrees">How often somebody agreed, as the export counts it.</param>
/// <param name="Disagrees">How often somebody disagreed, as the export counts it.</param>
public sealed record ExportedStatement(string Id, string Author, DateTimeOffset At, string Body, bool Accepted, int Agrees, int Disagrees);

/// <summary>A vote as an export holds it.</summary>
public sealed record ExportedVote(long Line, string StatementId, string Voter, DateTimeOffset At, VoteValue Value);

/// <summary>
/// A deliberation as Polis exports it: summary.csv with a name and a value a line, comments.csv, and votes.csv, where agree is 1, disagree -1 and
/// pass 0. (The engine behind it counts agree as -1; its exports do not.)
/// </summary>
public sealed record DeliberationExport(string Topic, string Description, string Source, IReadOnlyList<ExportedStatement> Statements, IReadOnlyList<ExportedVote> Votes)
{
    private const int LongestStatement = 10_000;

    public static DeliberationExport Read(ImportRun run)
    {
        var summary = Summary(run);
        var topic = summary.GetValueOrDefault("topic", "").Trim();
        var source = summary.GetValueOrDefault("url", "").Trim();
        if (source.Length == 0) source = topic;
        if (source.Length == 0) throw new Refusal("forums.import-summary", "summary.csv names neither a topic nor a url, so the deliberation cannot be told from others. Add the line 'topic,...'.");
        return new(topic, summary.GetValueOrDefault("conversation-description", "").Trim(), source,
            Rows(run, "comments.csv", Statement), Rows(run, "votes.csv", Vote));
    }

    private static Dictionary<string, string> Summary(ImportRun run)
    {
        var summary = new Dictionary<string, string>();
        using var csv = Open(run, "summary.csv");
        while (csv.Read())
            if (csv.TryGetField<string>(0, out var name) && csv.TryGetField<string>(1, out var value)) summary[name!.Trim()] = value!;
        return summary;
    }

    private static ExportedStatement Statement(CsvReader row) => new(
        Field(row, "comment-id"), Field(row, "author-id"), Moment(row),
        Text.Checked(Field(row, "comment-body"), "comment-body", LongestStatement), Number(row, "moderated") >= 0, Number(row, "agrees"), Number(row, "disagrees"));

    private static ExportedVote Vote(CsvReader row) => new(row.Parser.RawRow, Field(row, "comment-id"), Field(row, "voter-id"), Moment(row), Number(row, "vote") switch
    {
        1 => VoteValue.Agree,
        -1 => VoteValue.Disagree,
        0 => VoteValue.Pass,
        _ => throw new FormatException("the vote is none of 1 (agree), -1 (disagree) and 0 (pass)")
    });

    private static List<T> Rows<T>(ImportRun run, string file, Func<CsvReader, T> read)
    {
        var rows = new List<T>();
        using var csv = Open(run, file);
        if (!csv.Read() || !csv.ReadHeader()) throw new Refusal("forums.import-empty", $"{file} is empty. Export the deliberation anew.");
        while (csv.Read())
        {
            try
            {
                rows.Add(read(csv));
            }
            catch (Exception fault) when (fault is FormatException or Refusal)
            {
                run.Reject(file, csv.Parser.RawRow, fault.Message);
            }
        }
        return rows;
    }

    private static CsvReader Open(ImportRun run, string file)
    {
        var path = Path.Combine(run.Path, file);
        if (!File.Exists(path)) throw new Refusal("forums.import-file-missing", $"There is no {file} in {run.Path}. Name the folder that holds summary.csv, comments.csv and votes.csv.");
        return new CsvReader(new StreamReader(path), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = file != "summary.csv",
            MissingFieldFound = null,
            BadDataFound = null,
            MaxFieldSize = 1024 * 1024
        });
    }

    private static string Field(CsvReader row, string name) =>
        row.TryGetField<string>(name, out var value) && value is not null ? value.Trim() : throw new FormatException($"the column {name} is missing");

    private static int Number(CsvReader row, string name) =>
        int.TryParse(Field(row, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"the column {name} holds no whole number");

    private static DateTimeOffset Moment(CsvReader row) =>
        long.TryParse(Field(row, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw new FormatException("the column timestamp holds no time in milliseconds since 1970");
}
