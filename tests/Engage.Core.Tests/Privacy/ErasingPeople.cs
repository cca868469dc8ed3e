using System.Text.Json;
using Engage.Identity;
using Engage.Ledger;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Privacy;

public sealed class ErasingPeople(Diaries diaries) : IClassFixture<Diaries>
{
    private EngageClient Root => diaries.Engage.As("Root", Roles.Administrator);

    private EngageClient Bo => diaries.Engage.As("Bo", Roles.Resident);

    private IServiceProvider Services => diaries.Engage.Services;

    [Fact]
    public async Task Nothing_personal_of_the_person_can_be_read_any_more_and_everything_else_can()
    {
        var ada = diaries.Engage.As("Ada Erased", Roles.Resident);
        var (hers, his) = (await Diaries.Write(ada, "Opal"), await Diaries.Write(Bo, "Slate"));
        await Diaries.Mutation(ada, "writeWord", """{ text: "opal" }""", "__typename");
        await Diaries.Mutation(Bo, "writeWord", """{ text: "slate" }""", "__typename");
        var documents = (await diaries.Documents()).Split('\n');

        var erased = await Diaries.Erase(Root, await diaries.IdOf(ada));
        erased.GetProperty("erasureReceipt").GetProperty("keys").GetInt32().ShouldBe(1);

        var entry = await Diaries.Entry(Bo, hers);
        foreach (var field in new[] { "text", "home", "writerName", "length" }) entry.GetProperty(field).ValueKind.ShouldBe(JsonValueKind.Null, field);
        entry.GetProperty("met").EnumerateArray().ShouldAllBe(name => name.ValueKind == JsonValueKind.Null);
        entry.GetProperty("corrections").GetInt32().ShouldBe(0);
        (await Diaries.Entry(Bo, his)).GetProperty("text").GetString().ShouldBe("Slate");
        // What a plugin had made of it in the clear went with it; what was sealed stays, byte by byte.
        (await Bo.Data("""{ gone: words(text: "opal") kept: words(text: "slate") }""")).ToString().ShouldBe("""{"gone":0,"kept":1}""");
        var after = (await diaries.Documents()).Split('\n');
        foreach (var document in documents) after.ShouldContain(document);
    }

    [Fact]
    public async Task Read_models_made_anew_afterwards_hold_the_very_same_bytes()
    {
        var cy = diaries.Engage.As("Cy", Roles.Resident);
        var entry = await Diaries.Write(cy, "Chalk");
        await Diaries.Mutation(cy, "correctEntry", $$"""{ entryId: "{{entry}}", text: "Chalk, corrected" }""", "__typename");
        var cyId = await diaries.IdOf(cy);
        await Rebuild();
        var before = await diaries.Documents("mt_doc_entry", "mt_doc_visit", "mt_doc_diary");
        await Diaries.Erase(Root, cyId);
        await Rebuild();
        (await diaries.Documents("mt_doc_entry", "mt_doc_visit", "mt_doc_diary")).ShouldBe(before);
    }

    [Fact]
    public async Task Everybody_may_erase_themselves_and_does_not_come_back_at_once_as_somebody_else()
    {
        var dee = diaries.Engage.As("Dee", Roles.Resident);
        var old = await diaries.IdOf(dee);
        Diaries.CodeOf(await Diaries.Erase(dee, old)).ShouldBeNull();
        (await dee.GraphQL("{ me { id } }")).ToString().ShouldContain("engage.erased");
    }

    [Fact]
    public async Task Nobody_may_erase_another_without_the_permission()
    {
        var bo = await diaries.IdOf(Bo);
        Diaries.CodeOf(await Diaries.Erase(diaries.Engage.As("Eve", Roles.Resident, Roles.Moderator, Roles.Staff), bo)).ShouldBe("engage.forbidden");
        Diaries.CodeOf(await Diaries.Erase(diaries.Engage.Anonymous, bo)).ShouldBe("engage.unauthenticated");
        Diaries.CodeOf(await Diaries.Erase((await diaries.Engage.In("camden")).As("Root", Roles.Administrator), bo)).ShouldBe("engage.not-found");
        (await Diaries.Entry(Bo, await Diaries.Write(Bo, "Still here"))).GetProperty("text").GetString().ShouldBe("Still here");
    }

    [Fact]
    public async Task Whoever_is_unknown_or_erased_already_or_of_another_agency_is_answered_alike_and_nothing_is_written()
    {
        var (fay, elsewhere) = (diaries.Engage.As("Fay", Roles.Resident), await diaries.Engage.In("camden"));
        var erased = await diaries.IdOf(fay);
        await Diaries.Erase(Root, erased);
        await elsewhere.As("Gus", Roles.Resident).Data("""mutation { writeEntry(input: { text: "There" }) { errors { code } } }""");
        var there = Guid.Parse((await diaries.Engage.Events(agency: "camden")).Last(each => each.Alias == "diaries.entry-written").Actor!);

        var last = (await diaries.Engage.Events()).Last().Sequence;
        var answers = new List<string>();
        foreach (var subject in new[] { erased, there, Guid.NewGuid() }) answers.Add((await Diaries.Erase(Root, subject)).ToString());
        answers.Distinct().Count().ShouldBe(1);
        answers[0].ShouldContain("engage.not-found");
        (await diaries.Engage.Events(last)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_erase_the_same_person_at_once_one_does()
    {
        var subject = await diaries.IdOf(diaries.Engage.As("Hal", Roles.Resident));
        var codes = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Diaries.Erase(Root, subject)))).Select(Diaries.CodeOf).ToList();
        codes.Count(code => code is null).ShouldBe(1);
        (await diaries.Engage.Events()).Count(each => each.Alias == "engage.subject-erased" && each.Data.GetProperty("subject").GetString() == subject.ToString()).ShouldBe(1);
    }

    [Fact]
    public async Task The_receipt_is_signed_with_the_key_of_the_agencys_ledger()
    {
        var subject = await diaries.IdOf(diaries.Engage.As("Ida", Roles.Resident));
        var receipt = (await Diaries.Erase(Root, subject)).GetProperty("erasureReceipt");
        var note = receipt.GetProperty("note").GetString()!;

        var key = NoteKey.Parse((await Root.Data("{ ledger { key } }")).GetProperty("ledger").GetProperty("key").GetString()!)!;
        var text = key.Open(note).ShouldNotBeNull().Split('\n');
        text[..3].ShouldBe(["engage erasure receipt", key.Name, $"subject {subject}"]);
        text[4].ShouldBe("keys 1");
        var said = (await diaries.Engage.Events()).Single(each => each.Alias == "engage.subject-erased" && each.Data.GetProperty("subject").GetString() == subject.ToString());
        text[3].ShouldBe($"erased {said.At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}");
        key.Open(note.Replace("keys 1", "keys 2")).ShouldBeNull();
        Checkpoint.Open(note, key).ShouldBeNull();

        (await Root.Data($$"""{ erasureReceipt(subject: "{{subject}}") { note } }""")).GetProperty("erasureReceipt").GetProperty("note").GetString().ShouldBe(note);
        (await Root.Data($$"""{ erasureReceipt(subject: "{{Guid.NewGuid()}}") { note } }""")).GetProperty("erasureReceipt").ValueKind.ShouldBe(JsonValueKind.Null);
        (await diaries.Engage.Anonymous.Data($$"""{ erasureReceipt(subject: "{{subject}}") { note } }""")).GetProperty("erasureReceipt").GetProperty("note").GetString().ShouldBe(note);
    }

    [Fact]
    public async Task What_is_still_written_about_somebody_who_was_erased_can_be_read_by_nobody_ever()
    {
        var subject = await diaries.IdOf(diaries.Engage.As("Jo", Roles.Resident));
        await Diaries.Erase(Root, subject);
        var keys = Services.GetRequiredService<SubjectKeys>();
        var wanted = new Dictionary<SubjectKey, DateTimeOffset?> { [new(subject.ToString(), "")] = null, [new(subject.ToString(), "diaries.visit-booked/2999-01-01")] = DateTimeOffset.MaxValue };
        (await keys.Make("default", wanted, CancellationToken.None)).Count.ShouldBe(2);
        (await keys.Find("default", [.. wanted.Keys], CancellationToken.None)).ShouldBeEmpty();
        (await diaries.Scalar($"select count(*) from engage_keys.subject_keys where subject = '{subject}' and wrapped is not null")).ShouldBe(0L);
    }

    [Fact]
    public async Task What_somebody_wrote_under_pseudonyms_goes_with_them_and_nothing_tells_that_it_was_theirs()
    {
        var lou = diaries.Engage.As("Lou", Roles.Resident);
        var (thread, person) = (await Diaries.Write(Bo, "A thread"), await diaries.IdOf(lou));
        var (pseudonyms, keys) = (Services.GetRequiredService<Pseudonyms>(), Services.GetRequiredService<SubjectKeys>());
        var theirs = new[] { await pseudonyms.Of(new("default"), person.ToString(), null, default), await pseudonyms.Of(new("default"), person.ToString(), thread, default) };
        var others = await pseudonyms.Of(new("default"), (await diaries.IdOf(Bo)).ToString(), thread, default);
        var wanted = theirs.Append(others).ToDictionary(pseudonym => new SubjectKey(pseudonym.ToString(), ""), _ => (DateTimeOffset?)null);
        await keys.Make("default", wanted, CancellationToken.None);

        (await Diaries.Erase(Root, person)).GetProperty("erasureReceipt").GetProperty("keys").GetInt32().ShouldBe(1);
        (await keys.Find("default", [.. wanted.Keys], CancellationToken.None)).Keys.ShouldBe([new(others.ToString(), "")]);
        var log = string.Join('\n', (await diaries.Engage.Events()).Select(each => $"{each.Actor} {each.Data}"));
        foreach (var pseudonym in theirs)
        {
            log.ShouldNotContain(pseudonym.ToString());
            // A row made in the transaction that made the person's would tell as much.
            (await diaries.Scalar($"select count(*) from engage_keys.subject_keys where subject = '{pseudonym}'")).ShouldBe(0L);
        }
        // Nor is one made by whoever was still under way.
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession("default");
        (await Should.ThrowAsync<Refusal>(() => Selves.Act(session, person, CancellationToken.None))).Code.ShouldBe("engage.erased");
    }

    [Fact]
    public async Task Whoever_is_erased_is_waited_for_until_what_they_do_under_a_pseudonym_is_done()
    {
        var person = await diaries.IdOf(diaries.Engage.As("Max", Roles.Resident));
        await using var session = Services.GetRequiredService<IDocumentStore>().LightweightSession("default");
        await Selves.Act(session, person, CancellationToken.None);
        var erasing = Diaries.Erase(Root, person);
        // Somebody with less patience, who asks for the same, is told that it is waited for.
        await using (var hasty = await diaries.Database.OpenConnectionAsync())
        await using (await hasty.BeginTransactionAsync())
        {
            await using (var set = new NpgsqlCommand("set local lock_timeout = '10ms'", hasty)) await set.ExecuteNonQueryAsync();
            (await Should.ThrowAsync<PostgresException>(Services.GetRequiredService<Selves>().Destroy(hasty, "default", person, CancellationToken.None)))
                .SqlState.ShouldBe(PostgresErrorCodes.LockNotAvailable);
        }
        erasing.IsCompleted.ShouldBeFalse();
        await session.SaveChangesAsync();
        await session.DisposeAsync();
        Diaries.CodeOf(await erasing).ShouldBeNull();
    }

    [Fact]
    public async Task Keys_of_a_pseudonym_that_alone_came_back_are_destroyed_again()
    {
        var person = await diaries.IdOf(diaries.Engage.As("Nan", Roles.Resident));
        await Diaries.Erase(Root, person);
        var pseudonym = await Services.GetRequiredService<Pseudonyms>().Of(new("default"), person.ToString(), null, default);
        await using (var restore = diaries.Database.CreateCommand($"insert into engage_keys.subject_keys (tenant_id, subject, name, wrapped) values ('default', '{pseudonym}', '', 'x')"))
            await restore.ExecuteNonQueryAsync();
        (await Services.GetRequiredService<Erasures>().Apply(CancellationToken.None)).Again.ShouldBe(1);
        (await diaries.Scalar($"select count(*) from engage_keys.subject_keys where subject = '{pseudonym}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Whoever_was_granted_the_administrators_role_is_not_erased_before_it_is_revoked()
    {
        var ola = diaries.Engage.As("Ola", Roles.Resident);
        var person = await diaries.IdOf(ola);
        await Diaries.Mutation(Root, "grantRole", $$"""{ actorId: "{{person}}", role: "administrator" }""", "__typename");
        Diaries.CodeOf(await Diaries.Erase(ola, person)).ShouldBe("engage.granted-administrator");
        (await diaries.IdOf(ola)).ShouldBe(person);
        Diaries.CodeOf(await Diaries.Mutation(Root, "revokeRole", $$"""{ actorId: "{{person}}", role: "administrator" }""", "__typename")).ShouldBeNull();
        Diaries.CodeOf(await Diaries.Erase(ola, person)).ShouldBeNull();
    }

    [Fact]
    public async Task After_a_restore_of_keys_that_brought_somebody_back_the_log_says_whom_to_erase_again()
    {
        var kim = diaries.Engage.As("Kim", Roles.Resident);
        var entry = await Diaries.Write(kim, "Amber");
        var subject = await diaries.IdOf(kim);
        await using (var backup = diaries.Database.CreateCommand("create table keys_backup as table engage_keys.subject_keys; create table subjects_backup as table engage.subjects"))
            await backup.ExecuteNonQueryAsync();
        await Diaries.Erase(Root, subject);
        await using (var restore = diaries.Database.CreateCommand(
            "truncate engage_keys.subject_keys, engage.subjects; insert into engage_keys.subject_keys table keys_backup; insert into engage.subjects table subjects_backup"))
            await restore.ExecuteNonQueryAsync();
        (await Diaries.Entry(kim, entry)).GetProperty("text").GetString().ShouldBe("Amber");

        var erasures = Services.GetRequiredService<Erasures>();
        (await erasures.Apply(CancellationToken.None)).Again.ShouldBe(1);
        (await erasures.Apply(CancellationToken.None)).Again.ShouldBe(0);
        Services.GetRequiredService<KnownKeys>().Forget();
        (await Diaries.Entry(Bo, entry)).GetProperty("text").ValueKind.ShouldBe(JsonValueKind.Null);
        (await diaries.Scalar($"select count(*) from engage.subjects where id = '{subject}'")).ShouldBe(0L);
    }

    private async Task Rebuild()
    {
        var store = Services.GetRequiredService<IDocumentStore>();
        using var daemon = await store.BuildProjectionDaemonAsync();
        foreach (var projection in store.Options.Events.Projections()) await daemon.RebuildProjectionAsync(projection.Name, CancellationToken.None);
    }
}
