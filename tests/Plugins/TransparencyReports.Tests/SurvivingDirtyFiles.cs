using System.Text;
using static Engage.Plugins.TransparencyReports.MadeUpFile;

namespace Engage.Plugins.TransparencyReports;

public sealed class SurvivingDirtyFiles
{
    private const string Two = "1,2026-03-30,Person,Arrested,High St\n2,2026-03-31,Car,Sent home,Low St\n";
    private static readonly string[] Both = ["2026-03-30 PERSON ARREST", "2026-03-31 VEHICLE Sent home"];

    [Fact]
    public void A_clean_file_becomes_records_of_what_the_mapping_names_and_of_nothing_else() => Read(Header + Two).Records.ShouldBe(Both);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_column() =>
        Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Header + Two)]).Records.ShouldBe(Both);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Sixteen_bits_a_letter_are_read_with_their_mark_and_without_it(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Header + Two)]).Records.ShouldBe(Both);
        Read(encoding.GetBytes(Header + Two)).Records.ShouldBe(Both);
    }

    [Fact]
    public void What_a_spreadsheet_on_Windows_saved_is_read_as_that()
    {
        var file = Read(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Header + "1,2026-03-30,Person,Zurück – nach Hause,x\n"));
        file.Charset.ShouldBe("windows-1252");
        file.Records.ShouldBe(["2026-03-30 PERSON Zurück – nach Hause"]);
    }

    [Fact]
    public void Titles_above_the_header_headings_between_rows_empty_lines_and_the_header_once_more_are_no_rows()
    {
        var file = Read($"Stops of the agency,,,,\n\"as of\n31 March\",,,,\n{Header}2025,,,,\n1,2026-03-30,Person,Arrested,High St\n,,,,\n\n{Header}2,2026-03-31,Car,Sent home,Low St\n\n");
        file.Records.ShouldBe(Both);
        file.Survey.Rows.ShouldBe(2);
        file.Rejected.ShouldBeEmpty();
        file.Survey.Told().ShouldBe(["Lines that are no rows (titles, headers, headings, empty ones): 8, in 1, 2, 4, 5, 7, 8, 9, 11."]);
    }

    [Fact]
    public void A_total_is_left_out_where_the_mapping_says_how_to_know_it_and_is_counted()
    {
        var file = Read(Header + Two + "all,,Total,2,\n");
        file.Survey.LeftOut.ShouldBe(1);
        file.Survey.Told().ShouldContain("Rows that the mapping leaves out: 1.");
        file.Records.ShouldBe(Both);
    }

    [Fact]
    public void Quotation_marks_hold_delimiters_line_ends_and_themselves_together()
    {
        var file = Read(Header + "1,2026-03-30,Person,\"Sent \"\"home\"\",\nor so\",x\nx,never,Person,y,z\n");
        file.Records.ShouldBe(["2026-03-30 PERSON Sent \"home\", or so"]);
        file.Rejected.ShouldBe([(4, "Day", "it is no day in a format that the mapping names")], "the line after a row of two lines");
    }

    [Fact]
    public void Line_ends_of_all_kinds_stand_in_one_file() =>
        Read(Header.Replace("\n", "\r\n") + "1,2026-03-30,Person,Arrested,High St\r2,2026-03-31,Car,Sent home,Low St\n").Records.ShouldBe(Both);

    [Fact]
    public void Days_are_written_in_several_ways_and_one_that_could_be_two_is_rejected()
    {
        var file = Read(Header + "1,2026-03-30,,,\n2,31/3/2026,,,\n3,04/03/2026,,,\n", Mapping.Replace("\"d/M/yyyy\"", "\"d/M/yyyy\", \"M/d/yyyy\""));
        file.Records.ShouldBe(["2026-03-30", "2026-03-31"]);
        file.Rejected.ShouldBe([(4, "Day", "it can be read as two different days")]);
    }

    [Theory]
    [InlineData("31/02/2026", "it is no day in a format that the mapping names")]
    [InlineData("yesterday", "it is no day in a format that the mapping names")]
    [InlineData("0026-03-30", "the day is before 1900 or after 2100")]
    [InlineData("2226-03-30", "the day is before 1900 or after 2100")]
    [InlineData("", "it is empty, and has to be there")]
    public void A_day_that_is_none_is_rejected(string day, string reason) => Read($"{Header}1,{day},Person,Arrested,x\n").Rejected.ShouldBe([(2, "Day", reason)]);

    [Fact]
    public void Times_of_another_zone_are_converted_before_they_are_cut_to_the_day()
    {
        var mapping = Mapping.Replace("\"formats\": [\"yyyy-MM-dd\", \"d/M/yyyy\"]", "\"format\": \"yyyy-MM-dd'T'HH:mm:sszzz\", \"timeZone\": \"Europe/London\"");
        Read(Header + "1,2026-06-30T23:30:00+00:00,,,\n2,2026-01-31T23:30:00+00:00,,,\n", mapping).Records.ShouldBe(["2026-07-01", "2026-01-31"]);
        Read(Header + "1,2026-06-30T23:30:00+00:00,,,\n", mapping.Replace(", \"timeZone\": \"Europe/London\"", "")).Records.ShouldBe(["2026-06-30"], "as it is written");
    }

    [Fact]
    public void Empty_cells_behind_the_last_column_say_nothing_and_others_do()
    {
        var file = Read("Id,Day,Kind,Outcome,Street,,\n1,2026-03-30,Person,Arrested,High St,,,,\n2,2026-03-31,Car,Sent home,Low St,,extra\n");
        file.Records.ShouldBe(Both[..1]);
        file.Rejected.ShouldBe([(3, null, "it has 7 cells, and the header has 5")]);
    }

    [Fact]
    public void A_row_with_too_few_cells_is_rejected() => Read(Header + "1,2026-03-30\n").Rejected.ShouldBe([(2, null, "it has 2 cells, and the header has 5")]);

    [Fact]
    public void What_can_be_told_apart_by_case_and_spaces_only_is_the_same() =>
        Read("ID , day,KIND,Outcome,Street\n1, 2026-03-30 ,  pERSON,arrested,x\n2,2026-03-31,CAR\t,Sent \u00a0 home,x\n").Records.ShouldBe(Both);

    [Fact]
    public void Values_that_the_mapping_does_not_list_are_rejected_and_told_with_how_often()
    {
        var file = Read(Header + "1,2026-03-30,Horse,,\n2,2026-03-30,horse,,\n3,2026-03-30,Boat,,\n4,2026-03-30,N/A,,\n");
        file.Rejected.Select(row => (row.Line, row.Column, row.Reason)).ShouldBe(
            Enumerable.Range(2, 3).Select(line => ((long)line, (string?)"Kind", "the mapping does not list this value")));
        file.Survey.Told().ShouldBe(["Not in the mapping: Kind = 'Boat', in 1 row.", "Not in the mapping: Kind = 'Horse', in 1 row.", "Not in the mapping: Kind = 'horse', in 1 row."], ignoreOrder: true);
        file.Records.ShouldBe(["2026-03-30"], "null stands for not recorded");
    }

    [Fact]
    public void Empty_letters_and_words_that_are_too_long_are_rejected()
    {
        var file = Read(Header + $"1,2026-03-30,,a\0b,\n2,2026-03-30,,{new string('x', 81)},\n3,2026-03-30,,{new string('x', 80)},\n4,2026-03-30,\0,,\n");
        file.Rejected.Select(row => (row.Line, row.Column)).ShouldBe([(2, "Outcome"), (3, "Outcome"), (5, "Kind")]);
    }

    [Fact]
    public void What_looks_like_a_formula_stays_a_word() =>
        Read(Header + "1,2026-03-30,,\"=HYPERLINK(\"\"http://x.example\"\",\"\"y\"\")\",\n").Records.ShouldBe(["2026-03-30 =HYPERLINK(\"http://x.example\",\"y\")"]);

    [Fact]
    public void A_word_that_stands_for_none_is_none() => Read(Header + "1,2026-03-30,,NOT_RECORDED,\n").Records.ShouldBe(["2026-03-30"]);

    [Fact]
    public void Of_two_rows_that_contradict_each_other_the_later_is_rejected_and_of_two_that_agree_one_counts()
    {
        var file = Read(Header + "1,2026-03-30,Person,Arrested,here\n1,2026-03-30,person,ARRESTED,there\n1,2026-03-30,Car,Arrested,here\n");
        file.Records.Count.ShouldBe(2);
        file.Survey.Of(RecordChange.Added).ShouldBe(1);
        file.Survey.Of(RecordChange.Repeated).ShouldBe(1);
        file.Rejected.ShouldBe([(4, null, "it says something else than line 2 of the same record, by the key of the mapping")]);
    }

    [Fact]
    public void Without_a_key_rows_that_say_the_same_are_as_many_records()
    {
        var file = Read(Header + "1,2026-03-30,Person,Arrested,here\n2,2026-03-30,Person,Arrested,there\n", Keyless);
        file.Survey.Of(RecordChange.Added).ShouldBe(2);
        file.Rows.SelectMany(row => row.Records).Select(record => record.Key).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_row_without_its_key_is_rejected() => Read(Header + " ,2026-03-30,Person,Arrested,here\n").Rejected.ShouldBe([(2, "Id", "the key is empty")]);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_refuses_the_file_instead_of_swallowing_the_rest() =>
        Refused(Header + Two + "3,2026-03-30,Person,\"Sent home,x\n4,2026-03-30,Person,y,z\n").ShouldStartWith("transparency-reports.file-unreadable Line 4 ");

    [Fact]
    public void A_quotation_mark_within_a_word_is_one() => Read(Header + "1,2026-03-30,Person,a 5\" knife,x\n").Records.ShouldBe(["2026-03-30 PERSON a 5\" knife"]);

    [Fact]
    public void A_line_without_end_refuses_the_file_before_it_fills_the_memory()
    {
        Refused(Header + string.Join(',', Enumerable.Repeat("a", 600_000))).ShouldStartWith("transparency-reports.file-unreadable Line 2 ");
        Refused(Header + "1,2026-03-30,Person,\"" + string.Join('\n', Enumerable.Repeat("abcdefghi", 200_000))).ShouldStartWith("transparency-reports.file-unreadable Line 2 ");
    }

    [Theory]
    [InlineData("Id,Day,Kind,Street\n", "The header in line 1 has no column 'Outcome'.")]
    [InlineData("Id,Day,Kind,Outcome,Street,Badge\n", "The mapping says nothing of the column 'Badge'.")]
    [InlineData("Id,Day,Kind,Outcome,Outcome\n", "names 'Outcome' twice")]
    [InlineData("Id,Day,,Kind,Outcome\n", "The 3. column has no name in line 1.")]
    [InlineData("Id;Day;Kind;Outcome;Street\n", "None of the first 50 rows has the column")]
    [InlineData("", "None of the first 50 rows has the column")]
    public void Each_column_is_known_and_there(string header, string message) => Refused(header).ShouldMatch($"^transparency-reports.file-columns .*{System.Text.RegularExpressions.Regex.Escape(message)}");

    [Fact]
    public void Another_delimiter_is_named_by_the_mapping() => Read((Header + Two).Replace(',', ';'), Mapping.Replace("\"ignore\"", "\"delimiter\": \";\", \"ignore\"")).Records.ShouldBe(Both);

    [Fact]
    public void Columns_for_each_group_become_counts_to_divide_by_with_what_the_mapping_says_of_all_rows()
    {
        static string Part(string name, string column, string gender) => $$"""
            { "table": "DENOMINATORS", "part": "{{name}}", "key": ["Year", "Month", "Area"], "fields": {
              "of": { "value": "residents" }, "from": { "columns": ["Month", "Year"], "format": "M yyyy" }, "count": { "column": "{{column}}", "thousands": "," },
              "gender": { "value": "{{gender}}" }, "area": { "column": "Area", "asIs": true } } }
            """;
        var mapping = $$"""
            { "dataset": { "name": "residents", "title": "Residents", "description": "Made up.", "source": "Nobody", "licence": "CC0-1.0", "access": "OPEN" },
              "tables": [{{Part("women", "Women", "FEMALE")}}, {{Part("men", "Men", "MALE")}}] }
            """;
        var file = Read("Area,Year,Month,Women,Men\nNorth,2026,1,\"12,500\",11900\nSouth,2026,1,800.0,\"1,2\"\nEast,2026,1,3,\n", mapping);
        file.Records.ShouldBe(["residents 2026-01-01 12500 FEMALE North", "residents 2026-01-01 11900 MALE North"]);
        file.Rejected.ShouldBe([(3, "Men", "it is no whole number from 0 to a million million"), (4, "Men", "it is empty, and has to be there")]);
    }

    [Fact]
    public void A_cell_of_any_length_is_neither_kept_nor_told_whole()
    {
        var file = Read($"{Header}1,2026-03-30,{new string('x', 900_000)},,\n");
        file.Rejected.ShouldBe([(2, "Kind", "the mapping does not list this value")]);
        file.Survey.Told().Single().Length.ShouldBeLessThan(150);
    }

    [Fact]
    public void A_quotation_mark_that_swallows_rows_up_to_the_next_one_is_found_and_says_up_to_where()
    {
        var file = Read(Header + "1,2026-03-30,Person,\"Sent home,x\n2,2026-03-30,Person,y,z\n3,2026-03-30,Person,\"y\",z\n");
        file.Rejected.Single().ShouldSatisfyAllConditions(row => row.Line.ShouldBe(2), row => row.Reason.ShouldBe("a quotation mark in it is neither closed nor doubled; it runs up to line 4, as where a quotation mark is not closed"));
        file.Records.ShouldBeEmpty();
    }
}
