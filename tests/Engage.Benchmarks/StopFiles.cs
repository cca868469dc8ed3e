using System.Globalization;
using System.Text;
using Engage.Plugins.TransparencyReports;

namespace Engage.Benchmarks;

/// <summary>Made-up stops: as files of the form that the police of England and Wales publish, and as records that were imported long ago.</summary>
internal static class StopFiles
{
    private const string Header =
        "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,Removal of more than just outer clothing";

    public static readonly string[] Ethnicities = ["White", "White", "White", "Black", "Black", "Asian", "Other", "Mixed", ""];
    private static readonly string[] Genders = ["Male", "Male", "Male", "Male", "Female", ""];
    private static readonly string[] Ages = ["10-17", "18-24", "18-24", "25-34", "over 34"];
    private static readonly string[] Laws = ["Misuse of Drugs Act 1971 (section 23)", "Police and Criminal Evidence Act 1984 (section 1)", "Criminal Justice and Public Order Act 1994 (section 60)"];
    private static readonly string[] Objects = ["Controlled drugs", "Controlled drugs", "Offensive weapons", "Stolen goods", "Article for use in theft"];
    private static readonly string[] Outcomes = ["A no further action disposal", "A no further action disposal", "A no further action disposal", "Arrest", "Community resolution", "Khat or Cannabis warning"];

    public static void Write(string file, int rows, int seed)
    {
        var (random, lines) = (new Random(seed), new StringBuilder(Header).Append("\r\n"));
        for (var i = 0; i < rows; i++)
        {
            var at = new DateTime(2026, 1, 1).AddMinutes(random.Next(365 * 24 * 60));
            lines.Append(CultureInfo.InvariantCulture,
                $"Person search,{at:yyyy-MM-dd'T'HH:mm:ss}+00:00,False,,51.{random.Next(400_000, 600_000)},-0.{random.Next(300_000)},{Of(Genders)},{Of(Ages)},,{Of(Ethnicities)},{Of(Laws)},{Of(Objects)},{Of(Outcomes)},,{(random.Next(40) == 0 ? "True" : "False")}\r\n");
        }
        File.WriteAllText(file, lines.ToString());

        string Of(string[] values) => values[random.Next(values.Length)];
    }

    /// <summary>The SQL that adds as many events of records to the stream of an import, with ten values of a record at most.</summary>
    public static string Records(string events) =>
        $"""
         insert into {events} (seq_id, id, stream_id, version, data, type, timestamp, tenant_id)
         select nextval('{events}_sequence'), gen_random_uuid(), $1, 1 + n,
             jsonb_build_object('key', gen_random_uuid(), 'table', 'Stops', 'values', jsonb_strip_nulls(jsonb_build_object(
                 'occurred', (date '2026-01-01' + (random() * 364)::int)::text, 'kind', 'PERSON',
                 'ethnicity', {Draw("WHITE", "WHITE", "WHITE", "BLACK", "BLACK", "ASIAN", "OTHER", "MIXED", null)}, 'gender', {Draw("MALE", "MALE", "MALE", "FEMALE", null)},
                 'age', {Draw("10-17", "18-24", "25-34", "over 34")}, 'legislation', {Draw(Laws)}, 'object', {Draw(Objects)},
                 'outcome', {Draw("NO_FURTHER_ACTION", "NO_FURTHER_ACTION", "NO_FURTHER_ACTION", "ARREST", "COMMUNITY_RESOLUTION", "WARNING")},
                 'moreThanOuterClothing', {Draw("YES", "NO", "NO", "NO", "NO")}, 'operation', 'NO'))),
             '{RecordEvent.Added}', now(), 'default'
         from generate_series(1, $2) as n
         """;

    private static string Draw(params string?[] values) => $"(array[{string.Join(", ", values.Select(value => value is null ? "null" : $"'{value}'"))}])[1 + floor(random() * {values.Length})::int]";
}
