using System.Text.Json;
using Engage.Events;
using Engage.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Search;

public sealed class FindingWords(Diaries diaries) : IClassFixture<Diaries>
{
    private EngageHarness Engage => diaries.Engage;

    private EngageClient Root => Engage.As("Root", Roles.Administrator);

    [Theory]
    [InlineData("patrol")]
    [InlineData("PATROLLING")]
    [InlineData("\"night patrols\"")]
    [InlineData("night or murmuration")]
    [InlineData("patrols -murmuration")]
    [InlineData("the patrols, at night?")]
    [InlineData("café")]
    [InlineData("cafe")]
    [InlineData("obrien")]
    public async Task Words_are_found_in_every_form_people_write_them_in(string text)
    {
        var ada = Of("Ada", await Engage.In("forms"));
        var found = await Write(ada, "Night patrols pass the Café of Obrien.");
        await Write(ada, "A murmuration of starlings.");
        await Engage.Indexed();
        (await Find(ada, text)).ShouldContain(found);
    }

    [Theory]
    [InlineData("murmuration")]
    [InlineData("patrol -night")]
    [InlineData("\"patrols night\"")]
    [InlineData("patrol dolphins")]
    public async Task What_does_not_hold_all_of_the_words_is_not_found(string text)
    {
        var ada = Of("Ada", await Engage.In("none"));
        await Write(ada, "Night patrols pass the Café of Obrien.");
        await Engage.Indexed();
        (await Find(ada, text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "engage.empty-text")]
    [InlineData("  \\n ", "engage.empty-text")]
    [InlineData("the", "engage.search-empty")]
    [InlineData("?!&|()<->:*'", "engage.search-empty")]
    [InlineData("-patrols", "engage.search-empty")]
    [InlineData("patrols or -night", "engage.search-empty")]
    [InlineData("thé -patrols", "engage.search-empty")]
    [InlineData("a\\u0000b", "engage.text-unreadable")]
    public async Task A_text_that_names_nothing_to_look_for_is_refused(string text, string code) => (await Code(text)).ShouldBe(code);

    [Fact]
    public async Task A_text_that_is_too_long_is_refused() => (await Code(new string('x', 10_000))).ShouldBe("engage.text-too-long");

    [Theory]
    [InlineData("' or 1=1 --")]
    [InlineData("lamp' & 'post")]
    [InlineData("\\\"lamp")]
    [InlineData("lamp:*A | !(")]
    [InlineData("\\\\' lamp \\\\")]
    [InlineData("lamp <-> <script>")]
    [InlineData("? ? ? lamp {0} {1} @p1 $1 :x ?::text")]
    [InlineData("((((((((((((((((((((lamp")]
    [InlineData("lamp\\uE000\\uE001")]
    public async Task Whatever_is_typed_is_words_and_no_statement(string text)
    {
        var answer = await Engage.Anonymous.GraphQL($"{{ find(text: \"{text}\") {{ nodes {{ entry {{ id }} snippet }} }} corrected(text: \"{text}\") {{ nodes {{ id }} }} }}");
        answer.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
    }

    [Fact]
    public async Task The_most_relevant_come_first_and_pages_follow_each_other_without_gaps()
    {
        var ada = Of("Ada", await Engage.In("ranks"));
        var written = new List<Guid>();
        for (var i = 0; i < 6; i++) written.Add(await Write(ada, $"{string.Concat(Enumerable.Repeat("kiosk ", i % 3 + 1))} and nothing else {i}"));
        var titled = await Write(ada, "Nothing else", title: "The kiosk");
        var visit = (await Diaries.Mutation(ada, "bookVisit", """{ address: "The kiosk behind the station" }""", "visit { id }")).GetProperty("visit").GetProperty("id").GetGuid();
        await Engage.Indexed();

        var all = await Find(ada, "kiosk");
        all.Count.ShouldBe(8);
        all[0].ShouldBe(titled);
        all.ShouldContain(visit);
        foreach (var size in new[] { 1, 3, 7 })
        {
            var (paged, after) = (new List<Guid>(), (string?)null);
            do
            {
                var page = (await ada.Data("query ($first: Int, $after: String) { find(text: \"kiosk\", first: $first, after: $after) { nodes { entry { id } visit { id } } pageInfo { hasNextPage endCursor } } }", new { first = size, after })).GetProperty("find");
                paged.AddRange(Ids(page));
                after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
            }
            while (after is not null);
            paged.ShouldBe(all);
        }
    }

    [Theory]
    [InlineData("after: \"nonsense\"", "engage.cursor")]
    // An id with a rank that is infinite, none, written otherwise than it would be, and no number.
    [InlineData("after: \"AAAAAAAAAAAAAAAAAAAAADFlOTk5\"", "engage.cursor")]
    [InlineData("after: \"AAAAAAAAAAAAAAAAAAAAAG51bGw\"", "engage.cursor")]
    [InlineData("after: \"AAAAAAAAAAAAAAAAAAAAADAuNTA\"", "engage.cursor")]
    [InlineData("after: \"AAAAAAAAAAAAAAAAAAAAACJOYU4i\"", "engage.cursor")]
    [InlineData("after: \"AAAAAAAAAAAAAAAAAAAAAA\"", "engage.cursor")]
    [InlineData("first: 0", "engage.page-size")]
    [InlineData("first: 101", "engage.page-size")]
    public async Task A_page_that_cannot_be_served_is_refused(string page, string code) =>
        CodeOf(await Engage.Anonymous.GraphQL($"{{ find(text: \"lamp\", {page}) {{ nodes {{ entry {{ id }} }} }} }}")).ShouldBe(code);

    [Fact]
    public async Task What_was_changed_is_found_by_what_it_says_now_and_by_what_was_not_changed()
    {
        var ada = Of("Ada", await Engage.In("edits"));
        var entry = await Write(ada, "Quarry", title: "Limestone", tags: ["geology"]);
        await Diaries.Mutation(ada, "correctEntry", $$"""{ entryId: "{{entry}}", text: "Harbour" }""", "__typename");
        await Engage.Indexed();
        foreach (var word in new[] { "harbour", "limestone", "geology", "limestone harbour -quarry" }) (await Find(ada, word)).ShouldBe([entry], word);
        (await Find(ada, "quarry")).ShouldBeEmpty();

        await Diaries.Mutation(ada, "correctEntry", $$"""{ entryId: "{{entry}}", text: "Harbour wall", title: "Granite" }""", "__typename");
        await Engage.Indexed();
        foreach (var word in new[] { "harbour", "granite", "geology", "\"harbour wall\"" }) (await Find(ada, word)).ShouldBe([entry], word);
        (await Find(ada, "limestone")).ShouldBeEmpty();
        (await Find(ada, "\"geology harbour\"")).ShouldBeEmpty("a phrase does not reach from one part into the next");
        (await ada.Data("""{ corrected(text: "granite") { nodes { id } } }""")).GetProperty("corrected").GetProperty("nodes").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task One_agency_does_not_find_what_another_holds_and_its_words_are_other_terms()
    {
        var (one, other) = (await Engage.In("one"), await Engage.In("other"));
        var (here, there) = (await Write(Of("Ada", one), "Observatory"), await Write(Of("Ada", other), "Observatory"));
        await Engage.Indexed();
        (await Find(one.Anonymous, "observatory")).ShouldBe([here]);
        (await Find(other.Anonymous, "observatory")).ShouldBe([there]);
        (await Terms(here)).ShouldNotBe(await Terms(there));
    }

    [Fact]
    public async Task No_word_is_stored_in_the_index()
    {
        var entry = await Write(Of("Ada", await Engage.In("blind")), "Observatory lamps, and lamps again", title: "Lamps");
        await Engage.Indexed();
        var terms = await Terms(entry);
        foreach (var word in new[] { "observ", "lamp", "again" }) terms.ShouldNotContain(word);
        terms.Split(' ').ShouldAllBe(term => System.Text.RegularExpressions.Regex.IsMatch(term, "^'[a-z2-7]{16}':[0-9A-D,]+$"));
        // The same word is one term wherever it stands, and weighs more in a title.
        terms.ShouldMatch(@":1A,2002,2004");
    }

    [Fact]
    public async Task The_agencys_first_language_stems_its_words_and_where_it_changes_all_is_read_anew()
    {
        var agency = await Engage.In("sprachen");
        var (ada, admin) = (Of("Ada", agency), agency.As("Admin", Roles.Administrator));
        var entry = await Write(ada, "Die Häuser am Fluss brauchen Beleuchtungen.");
        await Engage.Indexed();
        (await Find(ada, "Haus")).ShouldBeEmpty();

        await Diaries.Mutation(admin, "describeAgency", """{ languages: ["de-CH", "fr"] }""", "__typename");
        var late = await Write(ada, "Das Haus am See");
        await Engage.Indexed();
        (await Find(ada, "Haus")).Order().ShouldBe(new[] { entry, late }.Order());
        foreach (var text in new[] { "haeuser or häusern", "beleuchtung", "hausern", "die am fluss" }) (await Find(ada, text)).ShouldContain(entry, text);
        (await Code("die", agency.Anonymous)).ShouldBe("engage.search-empty");
    }

    [Fact]
    public async Task Accents_that_change_how_a_word_is_stemmed_need_not_be_typed()
    {
        var agency = await Engage.In("lenguas");
        await Diaries.Mutation(agency.As("Admin", Roles.Administrator), "describeAgency", """{ languages: ["es"] }""", "__typename");
        var with = await Write(Of("Ada", agency), "La policía y las canciones");
        var without = await Write(Of("Ada", agency), "La policia llego");
        await Engage.Indexed();
        foreach (var text in new[] { "policia", "policía", "policías" }) (await Find(agency.Anonymous, text)).Order().ShouldBe(new[] { with, without }.Order(), text);
        (await Find(agency.Anonymous, "canción")).ShouldBe([with]);
    }

    [Fact]
    public async Task Passages_are_shown_with_what_matches_marked_and_nothing_else_as_html()
    {
        var ada = Of("Ada", await Engage.In("passages"));
        await Write(ada, "<script>alert(1)</script> the <mark>lantern</mark> & <b onclick=x>lanterns</b> für alle \uE000x\uE001");
        await Engage.Indexed();
        var snippet = (await ada.Data("""{ find(text: "lantern") { nodes { snippet } } }""")).GetProperty("find").GetProperty("nodes")[0].GetProperty("snippet").GetString()!;
        snippet.ShouldContain("<mark>lantern</mark>");
        snippet.ShouldContain("<mark>lanterns</mark>");
        snippet.ShouldContain("für alle");
        System.Text.RegularExpressions.Regex.Replace(snippet, "</?mark>", "").ShouldNotContain("<");
        snippet.Split("<mark>").Length.ShouldBe(snippet.Split("</mark>").Length);
    }

    [Fact]
    public async Task Who_is_erased_is_found_no_more_at_once_and_no_term_of_theirs_stays()
    {
        var fay = Engage.As("Fay Found", Roles.Resident);
        var hers = await Write(fay, "Chrysanthemum", title: "Gardens of the town");
        var others = await Write(Engage.As("Gil", Roles.Resident), "Chrysanthemum too");
        await Engage.Indexed();
        (await Find(fay, "chrysanthemum")).Order().ShouldBe(new[] { hers, others }.Order());
        var (term, title) = ((await Terms(others)).Split(' ').Single(each => each.EndsWith(":2001")).Split(':')[0], (await Terms(hers)).Split(' ').Where(each => each.EndsWith('A')).ToArray());
        var subject = await diaries.IdOf(fay);

        await Diaries.Erase(Root, subject);
        (await Find(Engage.Anonymous, "chrysanthemum")).ShouldBe([others]);
        (await Terms(hers)).Split(' ').ShouldBe(title);
        (await Find(Engage.Anonymous, "gardens")).ShouldBe([hers]);
        foreach (var rebuilt in new[] { false, true })
        {
            if (rebuilt) await Engage.Services.GetRequiredService<SearchGrowth>().Clear(default);
            await Engage.Indexed();
            (await diaries.Scalar($"select count(*) from engage_search.texts where title_of = '{subject}' or body_of = '{subject}'")).ShouldBe(0L);
            (await diaries.Scalar($"select count(*) from engage_search.texts where terms @@ $${term}$$::tsquery and tenant_id = 'default'")).ShouldBe(1L);
            (await Terms(hers)).Split(' ').ShouldBe(title);
        }
    }

    [Fact]
    public async Task What_is_indexed_while_its_author_is_erased_goes_with_the_erasure_that_the_log_tells_of()
    {
        var ina = Engage.As("Ina", Roles.Resident);
        var entry = await Write(ina, "Rhododendron");
        await Engage.Indexed();
        var row = await Row(entry);
        await Diaries.Erase(Root, await diaries.IdOf(ina));
        await diaries.Scalar($"update engage_search.texts set terms = $${row.Terms}$$::tsvector, body_of = '{row.Of}', body_key = '' where document_id = '{entry}'");
        (await Find(Engage.Anonymous, "rhododendron")).ShouldBe([entry]);

        // As a host finds it that read the entry before the erasure, and comes to the erasure after it.
        var erasure = (await Engage.Events()).Last(each => each.Alias == "engage.subject-erased").Sequence;
        await diaries.Scalar($"update engage_search.progress set sequence = {erasure - 1} where tenant_id = ''");
        await Engage.Indexed();
        (await Find(Engage.Anonymous, "rhododendron")).ShouldBeEmpty();
        (await Terms(entry)).ShouldBe("");
    }

    [Fact]
    public async Task Nothing_of_the_index_is_in_the_write_ahead_log() =>
        (await diaries.Scalar("select count(*) from pg_class join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'engage_search' and relpersistence <> 'u'")).ShouldBe(0L);

    [Fact]
    public async Task After_a_crash_that_emptied_it_the_index_is_made_anew()
    {
        var ada = Of("Ada", await Engage.In("crashed"));
        var entry = await Write(ada, "Zeppelin");
        await Engage.Indexed();
        await diaries.Scalar("truncate engage_search.texts, engage_search.progress");
        await Engage.Indexed();
        (await Find(ada, "zeppelin")).ShouldBe([entry]);
    }

    [Fact]
    public async Task How_far_the_index_is_behind_is_told()
    {
        await Engage.Indexed();
        var lags = Engage.Services.GetRequiredService<Lags>();
        await using var held = await diaries.Database.OpenConnectionAsync();
        await using (var transaction = await held.BeginTransactionAsync())
        {
            await using (var alone = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('engage.search-growth', 0))", held)) await alone.ExecuteNonQueryAsync();
            await Write(Engage.As("Ada", Roles.Resident), "Behind");
            (await lags.OfSearch(default)).Events.ShouldBeGreaterThan(0);
        }
        await Engage.Indexed();
        (await lags.OfSearch(default)).Events.ShouldBe(0);
    }

    private static EngageClient Of(string name, EngageAgency agency) => agency.As(name, Roles.Resident);

    private static async Task<Guid> Write(EngageClient by, string text, string? title = null, string[]? tags = null) =>
        (await by.Data("mutation ($input: WriteEntryInput!) { writeEntry(input: $input) { entry { id } errors { code } } }", new { input = new { text, title, tags } })).GetProperty("writeEntry").GetProperty("entry").GetProperty("id").GetGuid();

    private static async Task<List<Guid>> Find(EngageClient by, string text) =>
        [.. Ids((await by.Data("query ($text: String!) { find(text: $text, first: 100) { nodes { entry { id } visit { id } } } }", new { text })).GetProperty("find"))];

    private static IEnumerable<Guid> Ids(JsonElement connection) => connection.GetProperty("nodes").EnumerateArray()
        .Select(node => (node.GetProperty("entry") is { ValueKind: JsonValueKind.Object } entry ? entry : node.GetProperty("visit")).GetProperty("id").GetGuid());

    private async Task<string?> Code(string text, EngageClient? by = null) => CodeOf(await (by ?? Engage.Anonymous).GraphQL($"{{ find(text: \"{text}\") {{ nodes {{ entry {{ id }} }} }} }}"));

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private async Task<string> Terms(Guid document) => (await Row(document)).Terms;

    private async Task<(string Terms, string? Of)> Row(Guid document)
    {
        await using var select = diaries.Database.CreateCommand($"select terms::text, body_of from engage_search.texts where document_id = '{document}'");
        await using var row = await select.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        return (row.GetString(0), await row.IsDBNullAsync(1) ? null : row.GetString(1));
    }
}
