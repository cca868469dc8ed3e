using CsCheck;

namespace Engage.Plugins.TransparencyReports;

public sealed class KeepingEveryRow
{
    private static readonly string[] Likely =
        ["", " ", "1", "2", "2026-03-30", "30/3/2026", "31/02/2026", "Person", "Car", "Horse", "Total", "Arrested", "=1+1", "a,b", "a\"b", "a\nb", "\"", "\0", "NOT_RECORDED", "é"];

    private static readonly Gen<string> Cell = Gen.OneOf(Gen.Int[0, Likely.Length - 1].Select(i => Likely[i]), Gen.String[0, 6]);

    private static readonly Gen<string[][]> Files = Cell.Array[1, 7].Array[0, 30];

    [Fact]
    public void Whatever_stands_in_a_file_each_row_is_a_record_rejected_or_left_out() => Files.Sample(rows =>
    {
        foreach (var mapping in new[] { MadeUpFile.Mapping, MadeUpFile.Keyless })
        {
            var file = MadeUpFile.Read(Written(rows), mapping);
            var survey = file.Survey;
            var records = survey.Of(RecordChange.Added) + survey.Of(RecordChange.Corrected) + survey.Of(RecordChange.Unchanged) + survey.Of(RecordChange.Repeated);
            (records + survey.Rejected.Count + survey.LeftOut).ShouldBe(survey.Rows);
            (survey.Rows + file.Rows.Count(row => row.Skip is RowSkip.NoRow)).ShouldBe(rows.Length + 1, "the header, and each row once");
            rows.Count(IsRow).ShouldBe(survey.Rows);
        }
    }, iter: 300);

    [Fact]
    public void What_was_read_once_is_known_the_second_time() => Files.Sample(rows =>
    {
        foreach (var mapping in new[] { MadeUpFile.Mapping, MadeUpFile.Keyless })
        {
            var first = MadeUpFile.Read(Written(rows), mapping);
            var known = first.Rows.SelectMany(row => row.Records).DistinctBy(record => record.Key).ToDictionary(record => record.Key, record => Comparing.Said(record.Record.Values));
            var again = MadeUpFile.Read(Written(rows), mapping, known).Survey;
            again.Changes.ShouldBe(0);
            again.Of(RecordChange.Unchanged).ShouldBe(first.Survey.Of(RecordChange.Added));
        }
    }, iter: 100);

    // A line whose first cell alone holds something is a heading, and one that holds nothing is empty.
    private static bool IsRow(string[] cells) => cells.Skip(1).Any(cell => !string.IsNullOrWhiteSpace(cell));

    private static string Written(string[][] rows) => MadeUpFile.Header + string.Concat(rows.Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")) + "\n"));
}
