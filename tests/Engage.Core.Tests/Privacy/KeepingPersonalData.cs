using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Privacy;

public sealed class KeepingPersonalData(Diaries diaries) : IClassFixture<Diaries>
{
    private EngageClient Ada => diaries.Engage.As("Ada", Roles.Resident);

    private IDocumentStore Store => diaries.Engage.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    public async Task It_is_read_as_it_was_written_and_stored_so_that_nobody_can_read_it()
    {
        var ada = diaries.Engage.As("Ada Lovelace", Roles.Resident);
        var id = await Diaries.Write(ada, "Quartz", "Obsidian Street");
        var entry = await Diaries.Entry(ada, id);
        entry.GetProperty("text").GetString().ShouldBe("Quartz");
        entry.GetProperty("met").EnumerateArray().Select(name => name.GetString()).ShouldBe(["Quartz and Bo", "Quartz and Cy"]);
        entry.GetProperty("home").GetProperty("street").GetString().ShouldBe("Obsidian Street");
        entry.GetProperty("home").GetProperty("since").GetString().ShouldBe("2020-02-29");
        entry.GetProperty("writerName").GetString().ShouldBe("Ada Lovelace");
        entry.GetProperty("length").GetInt32().ShouldBe(6);

        await Diaries.Mutation(ada, "correctEntry", $$"""{ entryId: "{{id}}", text: "Quartz, corrected" }""", "entry { text }");
        entry = await Diaries.Entry(ada, id);
        entry.GetProperty("text").GetString().ShouldBe("Quartz, corrected");
        entry.GetProperty("corrections").GetInt32().ShouldBe(1);

        await Diaries.Mutation(ada, "writeWord", """{ text: "granite" }""", "__typename");
        var stored = await diaries.Documents("mt_doc_entry", "mt_doc_word") + string.Join('\n', (await diaries.Engage.Events()).Select(each => each.Data.ToString()));
        foreach (var word in new[] { "Quartz", "Obsidian", "Lovelace" }) stored.ShouldNotContain(word);
    }

    [Fact]
    public async Task Read_models_made_by_the_daemon_or_made_anew_hold_the_very_same_bytes()
    {
        var id = await Diaries.Write(Ada, "First");
        await Diaries.Mutation(Ada, "correctEntry", $$"""{ entryId: "{{id}}", text: "Second" }""", "entry { text }");
        var writer = await diaries.IdOf(Ada);
        using var daemon = await Store.BuildProjectionDaemonAsync();
        foreach (var projection in Store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);
        var made = await diaries.Documents("mt_doc_entry", "mt_doc_diary");
        (await Ada.Data($$"""{ diary(writer: "{{writer}}") { lastText } }""")).GetProperty("diary").GetProperty("lastText").GetString().ShouldBe("Hello");

        foreach (var projection in Store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);
        (await diaries.Documents("mt_doc_entry", "mt_doc_diary")).ShouldBe(made);
    }

    [Fact]
    public async Task Subscribers_read_it_too()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var written = (await Ada.Subscribe("subscription { entryWritten { text } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        await Diaries.Write(Ada, "Heard");
        (await written.MoveNextAsync()).ShouldBeTrue();
        written.Current.ToString().ShouldContain("Heard");
    }

    [Fact]
    public async Task Two_writers_who_come_at_once_for_a_new_subject_share_one_key()
    {
        var keys = diaries.Engage.Services.GetRequiredService<SubjectKeys>();
        var wanted = new Dictionary<SubjectKey, DateTimeOffset?> { [new(Guid.NewGuid().ToString(), "")] = null };
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keys.Make("default", wanted, CancellationToken.None).AsTask()));
        made.Select(each => Convert.ToHexString(each.Values.Single())).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_same_person_has_another_key_in_another_agency_and_a_value_of_one_cannot_be_stored_in_the_other()
    {
        var subject = new ActorId(Guid.NewGuid().ToString());
        var word = Personal.Of(subject, "Marble");
        await using (var here = Store.LightweightSession("default"))
        {
            here.Events.Append(Guid.NewGuid(), new SubjectNoted(word));
            await here.SaveChangesAsync();
        }
        await using var there = Store.LightweightSession("camden");
        there.Events.Append(Guid.NewGuid(), new SubjectNoted(word));
        await Should.ThrowAsync<InvalidOperationException>(() => there.SaveChangesAsync());

        there.EjectAllPendingChanges();
        there.Events.Append(Guid.NewGuid(), new SubjectNoted(Personal.Of(subject, "Marble")));
        await there.SaveChangesAsync();
        (await diaries.Scalar($"select count(distinct wrapped) from engage_keys.subject_keys where subject = '{subject}'")).ShouldBe(2L);
    }

    [Fact]
    public async Task A_key_in_anothers_place_opens_nothing()
    {
        var (ada, bo) = (diaries.Engage.As("Ada", Roles.Resident), diaries.Engage.As("Bo", Roles.Resident));
        var (hers, his) = (await Diaries.Write(ada, "Hers"), await diaries.IdOf(bo));
        var her = (await diaries.Engage.Events()).Single(each => each.Stream == hers).Actor;
        await using (var forge = diaries.Database.CreateCommand(
            $"update engage.mt_events set data = replace(data::text, '{her}', '{his}')::jsonb where stream_id = '{hers}'; update engage_diaries.mt_doc_entry set data = replace(data::text, '{her}', '{his}')::jsonb where id = '{hers}'"))
            await forge.ExecuteNonQueryAsync();
        (await Diaries.Entry(ada, hers)).GetProperty("text").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private sealed record SubjectNoted(Personal<string> Word);
}
