namespace Engage.Plugins.TransparencyReports;

public sealed class RefusingMappings
{
    [Theory]
    [InlineData("\"ignore\"", "\"ignored\"", "$.ignored (line")]
    [InlineData("\"title\": \"Stops\", ", "", "a member is missing")]
    [InlineData("\"title\": \"Stops\"", "\"title\": null", "$.dataset.title (line")]
    [InlineData("\"title\": \"Stops\"", "\"title\": 7", "$.dataset.title (line")]
    [InlineData("\"title\": \"Stops\"", "\"title\": \" \"", "$.dataset.title: write 1 to 200 characters")]
    [InlineData("\"title\": \"Stops\"", "\"title\": \"a\\u0000b\"", "$.dataset.title: write 1 to 200 characters")]
    [InlineData("\"title\": \"Stops\"", "\"title\": \"Stops\", \"title\": \"Searches\"", "given twice")]
    [InlineData("\"name\": \"stops\"", "\"name\": \"../stops\"", "$.dataset.name: write lower case letters")]
    [InlineData("\"language\": \"en\"", "\"language\": \"english!\"", "$.dataset.language")]
    [InlineData("CC0-1.0", "javascript:alert(1)", "$.dataset.licence: write an SPDX identifier")]
    [InlineData("\"OPEN\"", "\"SECRET\"", "$.dataset.access (line")]
    [InlineData("\"OPEN\"", "0", "$.dataset.access (line")]
    [InlineData("\"STOPS\"", "\"SEARCHES\"", "$.tables[0].table (line")]
    [InlineData("\"occurred\": {", "\"happened\": {", "$.tables[0].fields: 'happened' is no field of STOPS, which has occurred, kind,")]
    [InlineData("\"PERSON\"", "\"SOMEBODY\"", "$.tables[0].fields.kind: 'SOMEBODY' is no code of the field, which has PERSON, VEHICLE, PERSON_AND_VEHICLE")]
    [InlineData("\"ARREST\"", "\"NOT_RECORDED\"", "$.tables[0].fields.outcome: 'NOT_RECORDED' is no code")]
    [InlineData("\"d/M/yyyy\"", "\"q\"", "$.tables[0].fields.occurred.format: 'q' does not say which day it is")]
    [InlineData("\"d/M/yyyy\"", "\"HH:mm\"", "does not say which day it is")]
    [InlineData("\"d/M/yyyy\"", "\"d/yyyy\"", "does not say which day it is")]
    [InlineData("\"d/M/yyyy\"]", "\"d/M/yyyy\"], \"format\": \"yyyy-MM-dd\"", "say format or formats, not both")]
    [InlineData("\"d/M/yyyy\"]", "\"d/M/yyyy\"], \"timeZone\": \"Mars/Olympus\"", "$.tables[0].fields.occurred.timeZone: no time zone is called so")]
    [InlineData("{ \"column\": \"Day\",", "{ \"columns\": [\"Day\"],", "$.tables[0].fields.occurred.columns: name 2 to 5 columns")]
    [InlineData("{ \"column\": \"Day\",", "{ \"column\": \"Day\", \"value\": \"2026-03-30\",", "say where it comes from, by one of column, columns and value")]
    [InlineData("{ \"column\": \"Day\",", "{", "say where it comes from, by one of column, columns and value")]
    [InlineData("{ \"column\": \"Day\",", "{ \"value\": \"someday\",", "$.tables[0].fields.occurred.value: it cannot stand in this field")]
    [InlineData("\"n/a\": null", "\"person\": null", "$.tables[0].fields.kind.values: a text stands in it twice")]
    [InlineData("\"n/a\": null", "\"\": null", "an empty cell is meant by blank")]
    [InlineData("\"n/a\": null }", "\"n/a\": null }, \"asIs\": true", "$.tables[0].fields.kind.asIs: the field has fixed codes")]
    [InlineData("\"n/a\": null }", "\"n/a\": null }, \"format\": \"yyyy-MM-dd\"", "only a day has a format")]
    [InlineData("\"n/a\": null }", "\"n/a\": null }, \"blank\": \"NOBODY\"", "'NOBODY' is no code of the field")]
    [InlineData("\"n/a\": null }", "\"n/a\": null }, \"blank\": \"PERSON\", \"required\": true", "it is never missing")]
    [InlineData("\"n/a\": null }", "\"n/a\": null }, \"thousands\": \",\"", "only a number has it")]
    [InlineData(", \"values\": { \"Arrested\": \"ARREST\" }, \"asIs\": true", "", "$.tables[0].fields.outcome: say by values which text stands for which code")]
    [InlineData("[\"Id\"]", "[]", "$.tables[0].key: name the columns")]
    [InlineData("[\"Id\"]", "[\"Id\", \" id \"]", "$.tables[0].key: a column stands in it twice")]
    [InlineData("[\"Total\"]", "[]", "$.tables[0].skip[0].in: name 1 to 500 texts")]
    [InlineData("[\"Street\"]", "[\"Street\", \"Day\"]", "'Day' is ignored and mapped")]
    [InlineData("\"ignore\"", "\"delimiter\": \"::\", \"ignore\"", "$.delimiter: it is a comma")]
    [InlineData("\"occurred\": { \"column\": \"Day\", \"formats\": [\"yyyy-MM-dd\", \"d/M/yyyy\"], \"required\": true },", "", "no day is mapped")]
    [InlineData("\"STOPS\"", "\"DENOMINATORS\"", "'occurred' is no field of DENOMINATORS")]
    [InlineData("\"ignore\"", "// ignored\n\"ignore\"", "it is no JSON")]
    [InlineData("}\n  ],", "}\n  ", "it is no JSON")]
    public void A_bad_mapping_is_refused_with_the_place_and_the_mend(string good, string bad, string message)
    {
        MadeUpFile.Mapping.ShouldContain(good);
        var refusal = Should.Throw<Refusal>(() => MappingFile.Read(MadeUpFile.Mapping.Replace(good, bad)));
        refusal.Code.ShouldBe("transparency-reports.mapping");
        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldNotContain("Engage.", Case.Sensitive, "names of the program mend nothing");
    }

    [Fact]
    public void A_mapping_that_is_none_or_too_large_or_not_there_is_refused()
    {
        foreach (var text in new[] { "", "null", "[]", "7", "{", "{}" }) Should.Throw<Refusal>(() => MappingFile.Read(text)).Code.ShouldBe("transparency-reports.mapping", text);
        Should.Throw<Refusal>(() => MappingFile.Open(null)).Code.ShouldBe("transparency-reports.mapping-missing");
        Should.Throw<Refusal>(() => MappingFile.Open("nowhere.json")).Code.ShouldBe("transparency-reports.mapping-missing");
        Opened([.. Enumerable.Repeat((byte)' ', 300_000)]).ShouldContain("300,000 bytes");
        Opened([0xFF, 0xFE, 0xFD]).ShouldContain("not encoded as UTF-8");
    }

    [Fact]
    public void A_table_that_stands_in_it_twice_needs_parts()
    {
        var mapping = MadeUpFile.Mapping;
        var table = mapping[mapping.IndexOf("{\n      \"table\"", StringComparison.Ordinal)..(mapping.IndexOf("],\n  \"ignore\"", StringComparison.Ordinal) - 3)];
        Should.Throw<Refusal>(() => MappingFile.Read(mapping.Replace(table, $"{table}, {table}"))).Message.ShouldContain("STOPS stands in it twice");
        MappingFile.Read(mapping.Replace(table, $"{table}, {table.Replace("\"STOPS\"", "\"STOPS\", \"part\": \"again\"")}")).Mapping.Tables.Count.ShouldBe(2);
    }

    [Fact]
    public void The_mappings_that_come_with_the_plugin_are_good()
    {
        var mappings = Directory.GetFiles(TestImport.Mappings);
        mappings.Length.ShouldBeGreaterThanOrEqualTo(3);
        foreach (var mapping in mappings) MappingFile.Open(mapping).Mapping.Tables.ShouldNotBeEmpty();
        MappingFile.Open("lansing-complaints").Mapping.Dataset.Name.ShouldBe("complaints", "it is found by its name alone");
    }

    private static string Opened(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var refusal = Should.Throw<Refusal>(() => MappingFile.Open(path));
            refusal.Code.ShouldBe("transparency-reports.mapping");
            return refusal.Message;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
