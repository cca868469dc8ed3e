using System.Text.Json;

namespace Engage.Plugins.Forums;

public sealed class TranslatingWhatTheAgencySays(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_category_is_read_in_the_readers_language_and_says_which_translations_are_outdated()
    {
        var id = await Category("{ name: \"Streifen\", description: \"Wann und wo.\", language: \"de\" }");
        await ForumFixture.Done(forum.Sam, "translateCategory", $"{{ categoryId: \"{id}\", language: \"tr\", name: \"Devriyeler\", description: \"Ne zaman ve nerede.\", status: REVIEWED }}");
        await ForumFixture.Done(forum.Mo, "translateCategory", $"{{ categoryId: \"{id}\", language: \"PL\", name: \"Patrole\", status: MACHINE }}");

        var shown = await Shown(id);
        (shown.GetProperty("original").GetString(), shown.GetProperty("austrian").GetString(), shown.GetProperty("turkish").GetString(), shown.GetProperty("french").GetString())
            .ShouldBe(("Streifen", "Streifen", "Devriyeler", "Streifen"));
        shown.GetProperty("description").GetString().ShouldBe("Ne zaman ve nerede.");
        shown.GetProperty("polish").GetString().ShouldBe("Wann und wo.");
        Translations(shown).ShouldBe(["pl MACHINE False", "tr REVIEWED False"]);

        await ForumFixture.Done(forum.Mo, "describeCategory", $"{{ categoryId: \"{id}\", description: \"Wann, wo und warum.\" }}");
        Translations(await Shown(id)).ShouldBe(["pl MACHINE False", "tr REVIEWED True"]);
        await ForumFixture.Done(forum.Mo, "describeCategory", $"{{ categoryId: \"{id}\", name: \"Nachtstreifen\" }}");
        Translations(await Shown(id)).ShouldBe(["pl MACHINE True", "tr REVIEWED True"]);
        await ForumFixture.Done(forum.Mo, "translateCategory", $"{{ categoryId: \"{id}\", language: \"pl\", name: \"Patrole nocne\", status: HUMAN }}");
        Translations(await Shown(id)).ShouldBe(["pl HUMAN False", "tr REVIEWED True"]);
    }

    [Fact]
    public async Task An_answer_is_translated_with_its_reasons()
    {
        var answer = (await ForumFixture.Done(forum.Sam, "prepareAnswer",
            $"{{ topicId: \"{await forum.OpenTopic("QUESTION")}\", verdict: DECLINED, text: \"No.\", reasons: \"No money.\", inRole: \"staff\", language: \"en\" }}", "officialAnswer { id }"))
            .GetProperty("officialAnswer").GetProperty("id").GetString();
        await forum.Refused(forum.Sam, "translateAnswer", $"{{ answerId: \"{answer}\", language: \"es\", text: \"No.\", status: HUMAN }}", "forums.reasons-needed");
        await forum.Refused(forum.Sam, "translateAnswer", $"{{ answerId: \"{answer}\", language: \"en\", text: \"No.\", reasons: \"R\", status: HUMAN }}", "engage.original-language");
        // It cannot be known to who may not read it yet.
        await forum.Refused(forum.Mo, "translateAnswer", $"{{ answerId: \"{answer}\", language: \"es\", text: \"No.\", reasons: \"R\", status: HUMAN }}", "engage.not-found");
        await ForumFixture.Done(forum.Sam, "translateAnswer", $"{{ answerId: \"{answer}\", language: \"es\", text: \"Que no.\", reasons: \"No hay dinero.\", status: MACHINE }}");
        await ForumFixture.Done(forum.Sam, "publishAnswer", $"{{ answerId: \"{answer}\", inRole: \"staff\" }}");
        (await forum.Engage.Anonymous.Data($"{{ officialAnswer(id: \"{answer}\") {{ text(language: \"es-MX\") reasons(language: \"es\") translations {{ language text reasons status }} }} }}"))
            .GetProperty("officialAnswer").ToString().ShouldBe(
                """{"text":"Que no.","reasons":"No hay dinero.","translations":[{"language":"es","text":"Que no.","reasons":"No hay dinero.","status":"MACHINE"}]}""");
        (await forum.Engage.Anonymous.Data($"{{ officialAnswer(id: \"{answer}\") {{ text(language: \"fr\") reasons }} }}")).GetProperty("officialAnswer").ToString().ShouldBe("""{"text":"No.","reasons":"No money."}""");
    }

    [Fact]
    public async Task A_topic_of_the_agency_is_translated_and_outdated_when_it_is_edited()
    {
        var topic = (await ForumFixture.Done(forum.Sam, "openTopic", "{ title: \"Night patrols\", body: \"How often?\", inRole: \"staff\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"Gece devriyeleri\", body: \"Ne zaman?\", status: HUMAN }}");
        var read = $"{{ topic(id: \"{topic}\") {{ translation(language: \"tr-TR\") {{ language title body status outdated }} none: translation(language: \"fr\") {{ title }} translations {{ language }} }} }}";
        (await forum.Engage.Anonymous.Data(read)).GetProperty("topic").ToString().ShouldBe(
            """{"translation":{"language":"tr","title":"Gece devriyeleri","body":"Ne zaman?","status":"HUMAN","outdated":false},"none":null,"translations":[{"language":"tr"}]}""");
        await ForumFixture.Done(forum.Sam, "editTopic", $"{{ topicId: \"{topic}\", body: \"How often, and where?\" }}");
        (await forum.Engage.Anonymous.Data(read)).GetProperty("topic").GetProperty("translation").GetProperty("outdated").GetBoolean().ShouldBeTrue();
        await ForumFixture.Done(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"Gece devriyeleri\", body: \"Nerede?\", status: REVIEWED }}");
        (await forum.Engage.Anonymous.Data(read)).GetProperty("topic").GetProperty("translation").GetProperty("outdated").GetBoolean().ShouldBeFalse();
        await forum.Refused(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"nonsense tag\", title: \"T\", body: \"B\", status: HUMAN }}", "engage.language");
        await forum.Refused(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"pl\", title: \"\", body: \"B\", status: HUMAN }}", "engage.empty-text");
    }

    [Fact]
    public async Task A_translation_of_words_that_were_changed_meanwhile_is_refused()
    {
        var opened = (await ForumFixture.Done(forum.Sam, "openTopic", "{ title: \"T\", body: \"B\", inRole: \"staff\" }", "topic { id openedAt }")).GetProperty("topic");
        var (topic, of) = (opened.GetProperty("id").GetString(), opened.GetProperty("openedAt").GetString());
        var edited = (await ForumFixture.Done(forum.Sam, "editTopic", $"{{ topicId: \"{topic}\", title: \"U\" }}", "topic { editedAt }")).GetProperty("topic").GetProperty("editedAt").GetString();
        await forum.Refused(forum.Sam, "translateTopic", Translate(of), "engage.conflict");
        (await ForumFixture.Done(forum.Sam, "translateTopic", Translate(edited), "topicTranslation { bodyHtml }")).GetProperty("topicTranslation").GetProperty("bodyHtml").GetString()
            .ShouldBe("<p><em>B</em></p>");

        var id = await Category("{ name: \"Patrols\", description: \"Where.\" }");
        await ForumFixture.Done(forum.Mo, "describeCategory", $"{{ categoryId: \"{id}\", description: \"When.\" }}");
        await forum.Refused(forum.Sam, "translateCategory", $"{{ categoryId: \"{id}\", language: \"de\", name: \"N\", status: HUMAN, of: 1 }}", "engage.conflict");
        (await ForumFixture.Done(forum.Sam, "translateCategory", $"{{ categoryId: \"{id}\", language: \"de\", name: \"N\", status: HUMAN, of: 2 }}", "category { textVersion }"))
            .GetProperty("category").GetProperty("textVersion").GetInt32().ShouldBe(2);

        string Translate(string? of) => $"{{ topicId: \"{topic}\", language: \"de\", title: \"T\", body: \"*B*\", status: HUMAN, of: \"{of}\" }}";
    }

    [Fact]
    public async Task What_a_community_leader_opens_is_not_the_agencys_to_translate()
    {
        var topic = (await ForumFixture.Done(forum.Engage.As("Lea", Roles.CommunityLeader), "openTopic", "{ title: \"T\", body: \"B\", inRole: \"community-leader\" }", "topic { id }"))
            .GetProperty("topic").GetProperty("id").GetString();
        await forum.Refused(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"T\", body: \"B\", status: HUMAN }}", "forums.not-agency-text");
    }

    [Fact]
    public async Task The_body_of_a_topic_goes_with_its_author_in_every_language()
    {
        var eve = forum.Engage.As("Eve", Roles.Staff);
        var topic = (await ForumFixture.Done(eve, "openTopic", "{ title: \"Lights\", body: \"B\", inRole: \"staff\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetString();
        await ForumFixture.Done(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"de\", title: \"Licht\", body: \"Text\", status: HUMAN }}");
        var id = (await eve.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Done(eve, "eraseSubject", $"{{ subject: \"{id}\", reason: ASKED }}");
        // Nobody brings it back either.
        await ForumFixture.Done(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"Lamba\", body: \"Metin\", status: HUMAN }}");
        (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{topic}\") {{ body translations {{ title body }} }} }}")).GetProperty("topic").ToString()
            .ShouldBe("""{"body":null,"translations":[{"title":"Licht","body":null},{"title":"Lamba","body":null}]}""");
    }

    [Fact]
    public async Task What_residents_write_is_not_translated_for_them()
    {
        var topic = await forum.OpenTopic();
        await forum.Refused(forum.Sam, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"T\", body: \"B\", status: HUMAN }}", "forums.not-agency-text");
        await forum.Refused(forum.Ada, "translateTopic", $"{{ topicId: \"{topic}\", language: \"tr\", title: \"T\", body: \"B\", status: HUMAN }}", "engage.forbidden");
        await forum.Refused(forum.Sam, "translateTopic", $"{{ topicId: \"{Guid.Empty}\", language: \"tr\", title: \"T\", body: \"B\", status: HUMAN }}", "engage.not-found");
    }

    [Theory]
    [InlineData("language: \"nonsense tag\", name: \"N\"", "engage.language")]
    [InlineData("language: \"tr\", name: \" \"", "engage.empty-text")]
    [InlineData("language: \"en\", name: \"N\"", "engage.original-language")]
    public async Task A_translation_that_is_none_is_refused(string input, string code) =>
        await forum.Refused(forum.Sam, "translateCategory", $"{{ categoryId: \"{await Category("{ name: \"Patrols\", language: \"en\" }")}\", {input}, status: HUMAN }}", code);

    [Fact]
    public async Task A_language_that_is_none_cannot_be_read()
    {
        await Category("{ name: \"Patrols\" }");
        (await forum.Engage.Anonymous.GraphQL("{ categories { nodes { name(language: \"nonsense tag\") } } }")).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()
            .ShouldBe("engage.language");
    }

    private static async Task<Guid> Id(Task<JsonElement> created) => (await created).GetProperty("category").GetProperty("id").GetGuid();

    private Task<Guid> Category(string input) => Id(ForumFixture.Done(forum.Mo, "createCategory", input, "category { id }"));

    private async Task<JsonElement> Shown(Guid id) => (await forum.Engage.Anonymous.Data(
        """
        { categories(first: 100) { nodes { id original: name austrian: name(language: "de-AT") turkish: name(language: "tr-TR") french: name(language: "fr")
          description(language: "tr") polish: description(language: "pl") translations { language status outdated } } } }
        """)).GetProperty("categories").GetProperty("nodes").EnumerateArray().Single(category => category.GetProperty("id").GetGuid() == id);

    private static IEnumerable<string> Translations(JsonElement category) => category.GetProperty("translations").EnumerateArray()
        .Select(each => $"{each.GetProperty("language").GetString()} {each.GetProperty("status").GetString()} {each.GetProperty("outdated").GetBoolean()}");
}
