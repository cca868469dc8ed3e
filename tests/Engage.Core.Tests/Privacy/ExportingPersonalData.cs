using System.Text.Json;

namespace Engage.Privacy;

public sealed class ExportingPersonalData(Diaries diaries) : IClassFixture<Diaries>
{
    private EngageClient Ada => diaries.Engage.As("Ada", Roles.Resident);

    private EngageClient Bo => diaries.Engage.As("Bo", Roles.Resident);

    [Fact]
    public async Task Somebody_is_given_all_that_is_held_on_them_with_where_it_came_from_and_nothing_of_others()
    {
        var (hers, his) = (await Diaries.Write(Ada, "Opal", "Mill Lane"), await Diaries.Write(Bo, "Slate"));
        await Diaries.Mutation(Bo, "correctEntry", $$"""{ entryId: "{{hers}}", text: "Slate upon opal" }""", "__typename");
        await Diaries.Mutation(Ada, "bookVisit", """{ address: "Basalt Row 5" }""", "__typename");
        await Diaries.Mutation(Ada, "writeWord", """{ text: "granite" }""", "__typename");
        var ada = await diaries.IdOf(Ada);

        var held = JsonSerializer.Deserialize<JsonElement>(await Export(Ada, ada));
        held.GetProperty("subject").GetString().ShouldBe(ada.ToString());
        var written = held.GetProperty("events").EnumerateArray().First(each => each.GetProperty("stream").GetGuid() == hers);
        var logged = (await diaries.Engage.Events()).Single(each => each.Stream == hers && each.Alias == "diaries.entry-written");
        written.GetProperty("event").GetString().ShouldBe("diaries.entry-written");
        written.GetProperty("sequence").GetInt64().ShouldBe(logged.Sequence);
        written.GetProperty("at").GetDateTimeOffset().ShouldBe(logged.At);
        written.GetProperty("causedByThem").GetBoolean().ShouldBeTrue();
        written.GetProperty("data").GetProperty("text").GetString().ShouldBe("Opal");
        written.GetProperty("data").GetProperty("met")[1].GetString().ShouldBe("Opal and Cy");
        written.GetProperty("data").GetProperty("places").GetProperty("home").GetProperty("address").GetProperty("street").GetString().ShouldBe("Mill Lane");

        var all = held.ToString();
        foreach (var word in new[] { "Basalt Row 5", "Ada noted granite", "engage_diaries.mt_doc_word", "engage_diaries.mt_doc_visit" }) all.ShouldContain(word);
        all.ShouldNotContain("Slate");
        all.ShouldNotContain("\"sealed\"");
        held.GetProperty("documents").EnumerateArray().ShouldNotContain(document => document.GetProperty("id").GetString() == his.ToString());
    }

    [Fact]
    public async Task It_is_recorded_that_it_was_read()
    {
        await Diaries.Write(Ada, "Opal");
        var ada = await diaries.IdOf(Ada);
        await Export(diaries.Engage.As("Au", Roles.Auditor), ada, "She asked by letter.");
        var read = (await diaries.Engage.Events()).Last();
        read.Alias.ShouldBe("engage.personal-data-read");
        read.Data.GetProperty("subject").GetString().ShouldBe(ada.ToString());
        read.Data.GetProperty("purpose").GetString().ShouldBe("export");
        read.Data.GetProperty("reason").GetString().ShouldBe("She asked by letter.");
        read.Actor.ShouldNotBe(ada.ToString());
    }

    [Fact]
    public async Task Of_somebody_else_it_takes_a_reason()
    {
        var ada = await diaries.IdOf(Ada);
        (await Code(diaries.Engage.As("Au", Roles.Auditor), ada, " ")).ShouldBe("engage.empty-text");
        (await Code(Ada, ada, "")).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_is_given_what_is_held_on_another_without_the_permission_and_of_nobody_nothing()
    {
        var ada = await diaries.IdOf(Ada);
        (await Code(Bo, ada)).ShouldBe("engage.forbidden");
        (await Code(diaries.Engage.Anonymous, ada)).ShouldBe("engage.unauthenticated");
        (await Code((await diaries.Engage.In("camden")).As("Au", Roles.Auditor), ada)).ShouldBe("engage.not-found");
        (await Code(diaries.Engage.As("Au", Roles.Auditor), Guid.NewGuid())).ShouldBe("engage.not-found");
    }

    [Fact]
    public async Task Of_somebody_who_was_erased_there_is_nothing_left_but_what_they_did()
    {
        var cy = diaries.Engage.As("Cy", Roles.Resident);
        await Diaries.Write(cy, "Chalk");
        var id = await diaries.IdOf(cy);
        await Diaries.Erase(cy, id);
        var held = await Export(diaries.Engage.As("Au", Roles.Auditor), id, "To see what is left");
        held.ShouldNotContain("Chalk");
        held.ShouldContain("diaries.entry-written");
    }

    private static async Task<string> Export(EngageClient by, Guid subject, string reason = "") =>
        (await Diaries.Mutation(by, "exportSubject", $"{{ subject: \"{subject}\", reason: \"{reason}\" }}", "subjectExport { json }")).GetProperty("subjectExport").GetProperty("json").GetString()!;

    private static async Task<string?> Code(EngageClient by, Guid subject, string reason = "Because") =>
        Diaries.CodeOf(await Diaries.Mutation(by, "exportSubject", $"{{ subject: \"{subject}\", reason: \"{reason}\" }}", "subjectExport { json }"));
}
