using System.Text.Json;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class EditingWords(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string History = "history { nodes { title body } }";

    [Fact]
    public async Task A_post_from_its_first_words_to_its_withdrawal()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic, "Twize a night.");
        await forum.Reply(topic, "Once would do.", forum.Bo, to: post);
        var said = await Transcript.Begin(forum.Engage);
        const string read = "query ($post: ID!) { post(id: $post) { body bodyHtml editedAt withdrawnAt history { nodes { body editedAt } } replies { nodes { body } } } }";

        await said.Ask("Ada, who wrote it,", forum.Ada,
            "mutation ($post: ID!) { editPost(input: { postId: $post, body: \"**Twice** a night.\" }) { post { body editedAt } errors { code } } }", new { post });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous, read, new { post });
        await said.Ask("Ada", forum.Ada, "mutation ($post: ID!) { withdrawPost(input: { postId: $post }) { post { body withdrawnAt } errors { code } } }", new { post });
        await said.Ask("Somebody without a token", forum.Engage.Anonymous, read, new { post });
        await said.Ask("Ada", forum.Ada, read, new { post });
        await said.Ask("Mo, a moderator,", forum.Mo, read, new { post });

        Snapshot.Match(said.ToString());
    }

    [Fact]
    public async Task A_topic_is_edited_in_part_and_its_history_has_every_title()
    {
        var topic = await forum.OpenTopic();
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\" }}");
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", tags: [\"Patrols\"] }}");
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\", body: \"How *often*?\" }}");

        var read = (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{topic}\") {{ title body bodyHtml tags editedAt {History} first: history(first: 1) {{ nodes {{ body }} pageInfo {{ hasNextPage }} }} }} }}")).GetProperty("topic");
        (read.GetProperty("title").GetString(), read.GetProperty("body").GetString(), read.GetProperty("bodyHtml").GetString()).ShouldBe(("Night walks", "How *often*?", "<p>How <em>often</em>?</p>"));
        read.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()).ShouldBe(["patrols"]);
        ForumFixture.Texts(read.GetProperty("history"), "title").ShouldBe(["Night patrols", "Night walks", "Night walks"]);
        ForumFixture.Texts(read.GetProperty("history"), "body").ShouldBe(["How often?", "How often?", "How *often*?"]);
        read.GetProperty("first").GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_but_its_author_changes_or_withdraws_what_was_written()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        foreach (var other in new[] { forum.Bo, forum.Mo })
        {
            await forum.Refused(other, "editPost", $"{{ postId: \"{post}\", body: \"Never.\" }}", "forums.not-yours");
            await forum.Refused(other, "withdrawPost", $"{{ postId: \"{post}\" }}", "forums.not-yours");
            await forum.Refused(other, "editTopic", $"{{ topicId: \"{topic}\", title: \"Never\" }}", "forums.not-yours");
        }
        foreach (var (client, code) in new[] { (forum.Engage.Anonymous, "engage.unauthenticated"), (forum.Engage.As("Una", Roles.Auditor), "engage.forbidden") })
        {
            await forum.Refused(client, "editPost", $"{{ postId: \"{post}\", body: \"Never.\" }}", code);
            await forum.Refused(client, "withdrawPost", $"{{ postId: \"{post}\" }}", code);
            await forum.Refused(client, "editTopic", $"{{ topicId: \"{topic}\", title: \"Never\" }}", code);
        }
    }

    [Theory]
    [InlineData("PSEUDONYM")]
    [InlineData("THREAD_PSEUDONYM")]
    public async Task Who_wrote_under_a_pseudonym_edits_under_it(string tier)
    {
        await forum.AllowEveryName("forums.reply");
        var post = await WrittenAs(tier);
        var before = (await forum.Engage.Events()).Count;
        var edited = (await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{post.Id}\", body: \"Other words\" }}", "post { body author { name } }")).GetProperty("post");
        (edited.GetProperty("body").GetString(), edited.GetProperty("author").GetProperty("name").GetString()).ShouldBe(("Other words", post.Author));

        var ada = (await forum.Ada.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        var written = (await forum.Engage.Events()).Skip(before).ShouldHaveSingleItem();
        (written.Alias, written.Actor == ada, written.Data.ToString().Contains(ada)).ShouldBe(("forums.post-edited", false, false));

        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{post.Id}\" }}");
        (await Body(forum.Ada, post.Id)).ShouldBe("Other words");
        (await Body(forum.Bo, post.Id)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_written_anonymously_nobody_changes()
    {
        await forum.AllowEveryName("forums.reply");
        var post = await WrittenAs("ANONYMOUS");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post.Id}\", body: \"Other words\" }}", "forums.not-yours");
        await forum.Refused(forum.Ada, "withdrawPost", $"{{ postId: \"{post.Id}\" }}", "forums.not-yours");
    }

    [Fact]
    public async Task A_statement_that_was_voted_on_is_not_reworded()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var statement = await forum.Reply(topic);
        var talk = await forum.Reply(topic, to: statement);
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{statement}\", body: \"Thrice.\" }}");
        await forum.Vote(forum.Bo, statement, "AGREE");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{statement}\", body: \"Never.\" }}", "forums.statement-voted-on");
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{talk}\", body: \"Never?\" }}");
    }

    [Fact]
    public async Task On_a_closed_topic_words_are_withdrawn_but_not_changed()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        await forum.Close(topic);
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Never.\" }}", "forums.topic-closed");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Never\" }}", "forums.topic-closed");
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{post}\" }}");
    }

    [Fact]
    public async Task With_withdrawn_words_nothing_is_done_any_more()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{post}\" }}");
        await forum.Refused(forum.Ada, "withdrawPost", $"{{ postId: \"{post}\" }}", "forums.post-withdrawn");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Never.\" }}", "forums.post-withdrawn");
        await forum.Refused(forum.Bo, "vote", $"{{ postId: \"{post}\", value: AGREE }}", "forums.post-withdrawn");
        await forum.Refused(forum.Bo, "reply", $"{{ topicId: \"{topic}\", body: \"What did you say?\", parentId: \"{post}\" }}", "forums.post-withdrawn");
        await forum.Refused(forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", postId: \"{post}\", verdict: ACCEPTED, text: \"Yes.\", inRole: \"staff\" }}", "forums.post-withdrawn");
    }

    [Fact]
    public async Task What_changes_nothing_or_cannot_be_read_is_refused()
    {
        var topic = await forum.OpenTopic();
        var post = await forum.Reply(topic);
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \" Twice a night. \" }}", "forums.unchanged");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\" }}", "forums.unchanged");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night patrols\", body: \"How often?\", tags: [] }}", "forums.unchanged");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \" \" }}", "engage.empty-text");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"{new string('a', 201)}\" }}", "engage.text-too-long");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{Guid.Empty}\", body: \"B\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "withdrawPost", $"{{ postId: \"{Guid.Empty}\" }}", "engage.not-found");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{Guid.Empty}\", title: \"T\" }}", "engage.not-found");
    }

    [Fact]
    public async Task What_the_agency_answered_officially_is_not_reworded()
    {
        var topic = await forum.OpenTopic("QUESTION");
        var (answered, other) = (await forum.Reply(topic, "May I?"), await forum.Reply(topic, "Or I?"));
        await Answer($", postId: \"{answered}\"");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{answered}\", body: \"Must I?\" }}", "forums.answered");
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{other}\", body: \"Must I?\" }}");
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\" }}");
        await Answer("");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Bribes\" }}", "forums.answered");
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", tags: [\"night\"] }}");

        async Task Answer(string more)
        {
            var prepared = await ForumFixture.Done(forum.Sam, "prepareAnswer", $"{{ topicId: \"{topic}\", verdict: ACCEPTED, text: \"**Yes.**\", inRole: \"staff\"{more} }}", "officialAnswer { id textHtml reasonsHtml }");
            var id = prepared.GetProperty("officialAnswer").GetProperty("id").GetString();
            prepared.GetProperty("officialAnswer").GetProperty("textHtml").GetString().ShouldBe("<p><strong>Yes.</strong></p>");
            await ForumFixture.Done(forum.Sam, "publishAnswer", $"{{ answerId: \"{id}\", inRole: \"staff\" }}");
        }
    }

    [Fact]
    public async Task What_people_vote_under_is_not_reworded()
    {
        var topic = await forum.OpenTopic("DELIBERATION");
        var statement = await forum.Reply(topic);
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\" }}");
        await forum.Vote(forum.Bo, statement, "AGREE");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", body: \"Never?\" }}", "forums.statement-voted-on");
    }

    [Fact]
    public async Task Under_the_badge_of_a_role_only_who_holds_it_still_changes_words()
    {
        var (officer, before) = (forum.Engage.As("Olga", Roles.Staff, Roles.Resident), forum.Engage.As("Olga", Roles.Resident));
        var topic = (await ForumFixture.Done(officer, "openTopic", "{ title: \"T\", body: \"B\", inRole: \"staff\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetString();
        var post = (await ForumFixture.Done(officer, "reply", $"{{ topicId: \"{topic}\", body: \"B\", inRole: \"staff\" }}", "post { id }")).GetProperty("post").GetProperty("id").GetString();
        await forum.Refused(before, "editTopic", $"{{ topicId: \"{topic}\", title: \"Mine\" }}", "forums.role-not-held");
        await forum.Refused(before, "editPost", $"{{ postId: \"{post}\", body: \"Mine\" }}", "forums.role-not-held");
        await ForumFixture.Done(officer, "editPost", $"{{ postId: \"{post}\", body: \"Ours\" }}");
    }

    [Fact]
    public async Task Where_somebody_may_not_reply_any_more_they_do_not_edit()
    {
        var category = (await ForumFixture.Done(forum.Mo, "createCategory", "{ name: \"Board\" }", "category { id }")).GetProperty("category").GetProperty("id").GetString();
        var topic = (await ForumFixture.Done(forum.Ada, "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{category}\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = await forum.Reply(topic);
        foreach (var action in new[] { "REPLY", "OPEN_TOPIC" })
            await ForumFixture.Done(forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: {action}, roles: [\"staff\"] }}");
        await forum.Refused(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Else\" }}", "forums.category-restricted");
        await forum.Refused(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Else\" }}", "forums.category-restricted");
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{post}\" }}");
    }

    [Fact]
    public async Task What_was_edited_away_before_moderators_decided_only_they_and_the_author_read()
    {
        var post = await forum.Reply(await forum.OpenTopic(), "He lives at 4 Elm Street.");
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Twice.\" }}");
        (await Words(forum.Bo)).Count.ShouldBe(2);
        await ForumFixture.Done(forum.Bo, "flagContribution", $"{{ postId: \"{post}\", reason: PERSONAL_DATA }}");
        await ForumFixture.Done(forum.Mo, "decideReview", $"{{ postId: \"{post}\", outcome: KEEP, reasons: \"What it says now can stay.\" }}");
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"*Thrice.*\" }}");
        (await Words(forum.Bo)).ShouldBe(["<p>Twice.</p>", "<p><em>Thrice.</em></p>"]);
        (await Words(forum.Mo)).Count.ShouldBe(3);
        (await Words(forum.Ada)).Count.ShouldBe(3);

        async Task<IReadOnlyList<string?>> Words(EngageClient reader) =>
            ForumFixture.Texts((await reader.Data($"{{ post(id: \"{post}\") {{ history {{ nodes {{ bodyHtml }} }} }} }}")).GetProperty("post").GetProperty("history"), "bodyHtml");
    }

    [Fact]
    public async Task What_moderators_do_with_a_topic_counts_as_no_edit_of_it()
    {
        var topic = await forum.OpenTopic();
        for (var i = 0; i < 51; i++)
        {
            await ForumFixture.Done(forum.Mo, "pinTopic", $"{{ topicId: \"{topic}\" }}");
            await ForumFixture.Done(forum.Mo, "unpinTopic", $"{{ topicId: \"{topic}\" }}");
        }
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Night walks\" }}");
    }

    [Fact]
    public async Task An_answer_that_is_given_again_shows_nothing_that_cannot_be_read_any_more()
    {
        var category = (await ForumFixture.Done(forum.Mo, "createCategory", "{ name: \"Board\" }", "category { id }")).GetProperty("category").GetProperty("id").GetString();
        var topic = await forum.OpenTopic(by: forum.Bo);
        var above = await forum.Reply(topic, "Once.", forum.Bo);
        const string show = "id body bodyHtml parent { body } replies { nodes { body } } history { nodes { body } }";
        var reply = $"{{ topicId: \"{topic}\", parentId: \"{above}\", body: \"Twice.\", clientMutationId: \"again\" }}";
        var close = $"{{ topicId: \"{topic}\", title: \"Walks\", clientMutationId: \"again-too\" }}";
        var post = (await ForumFixture.Done(forum.Ada, "reply", reply, $"post {{ {show} }}")).GetProperty("post");
        (post.GetProperty("body").GetString(), post.GetProperty("parent").GetProperty("body").GetString()).ShouldBe(("Twice.", "Once."));
        await forum.Reply(topic, "Thrice.", forum.Bo, to: post.GetProperty("id").GetGuid());
        await ForumFixture.Done(forum.Bo, "editTopic", close);
        await ForumFixture.Done(forum.Mo, "moveTopic", $"{{ topicId: \"{topic}\", categoryId: \"{category}\" }}");
        await ForumFixture.Done(forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: READ, roles: [\"board-member\"] }}");

        (await ForumFixture.Done(forum.Ada, "reply", reply, $"post {{ body bodyHtml parent {{ body }} replies {{ nodes {{ body }} }} history {{ nodes {{ body }} }} }}")).GetProperty("post").ToString()
            .ShouldBe("""{"body":null,"bodyHtml":null,"parent":null,"replies":{"nodes":[]},"history":{"nodes":[]}}""");
        (await ForumFixture.Done(forum.Bo, "editTopic", close, "topic { posts { nodes { body } } ranked: posts(order: RANKED) { nodes { body } } history { nodes { body } } }")).GetProperty("topic").ToString()
            .ShouldBe("""{"posts":{"nodes":[]},"ranked":{"nodes":[]},"history":{"nodes":[]}}""");
        // Who may not read it is told the same as of a post that there is not.
        var messages = new List<string?>();
        foreach (var id in new[] { post.GetProperty("id").GetGuid(), Guid.NewGuid() })
            messages.Add((await ForumFixture.Mutation(forum.Ada, "editPost", $"{{ postId: \"{id}\", body: \"B\" }}", "__typename")).GetProperty("errors")[0].ToString());
        messages[0].ShouldBe(messages[1]);
    }

    [Fact]
    public async Task Of_edits_at_the_same_moment_one_counts_and_each_other_is_told()
    {
        var post = await forum.Reply(await forum.OpenTopic());
        var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
            ForumFixture.CodeOf(await ForumFixture.Mutation(forum.Ada, "editPost", $"{{ postId: \"{post}\", body: \"Words {i}\" }}", "__typename"))));
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict");
        var done = codes.Count(code => code is null);
        done.ShouldBeGreaterThan(0);
        var history = (await forum.Ada.Data($"{{ post(id: \"{post}\") {{ body {History} }} }}")).GetProperty("post");
        var words = ForumFixture.Texts(history.GetProperty("history"), "body");
        (words.Count, words[^1]).ShouldBe((done + 1, history.GetProperty("body").GetString()));
    }

    [Fact]
    public async Task What_was_edited_is_found_by_its_new_words_and_what_was_withdrawn_by_none()
    {
        var topic = await forum.OpenTopic();
        var (kept, gone) = (await forum.Reply(topic, "Accordions at dawn"), await forum.Reply(topic, "Bagpipes at dawn"));
        await ForumFixture.Done(forum.Ada, "editTopic", $"{{ topicId: \"{topic}\", title: \"Bandoneons\" }}");
        await ForumFixture.Done(forum.Ada, "editPost", $"{{ postId: \"{kept}\", body: \"Clarinets at dawn\" }}");
        await ForumFixture.Done(forum.Ada, "withdrawPost", $"{{ postId: \"{gone}\" }}");
        await forum.Engage.Indexed();
        (await Found("accordions")).ShouldBe(0);
        (await Found("bagpipes")).ShouldBe(0);
        (await Found("clarinets")).ShouldBe(1);
        (await Found("bandoneons")).ShouldBe(1);
    }

    [Fact]
    public async Task Of_who_was_erased_the_history_shows_no_words()
    {
        var eve = forum.Engage.As("Eve", Roles.Resident);
        var post = await forum.Reply(await forum.OpenTopic(), "Mine", eve);
        await ForumFixture.Done(eve, "editPost", $"{{ postId: \"{post}\", body: \"Mine too\" }}");
        var id = (await eve.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString();
        await ForumFixture.Done(eve, "eraseSubject", $"{{ subject: \"{id}\" }}");
        var read = (await forum.Ada.Data($"{{ post(id: \"{post}\") {{ body bodyHtml {History} }} }}")).GetProperty("post");
        (read.GetProperty("body").ValueKind, read.GetProperty("bodyHtml").ValueKind).ShouldBe((JsonValueKind.Null, JsonValueKind.Null));
        ForumFixture.Texts(read.GetProperty("history"), "body").ShouldBe([null, null]);
    }

    private async Task<(Guid Id, string Author)> WrittenAs(string tier)
    {
        var post = (await ForumFixture.Done(forum.Ada, "reply", $"{{ topicId: \"{await forum.OpenTopic(by: forum.Bo)}\", body: \"B\", as: {tier} }}", "post { id author { name } }")).GetProperty("post");
        return (post.GetProperty("id").GetGuid(), post.GetProperty("author").GetProperty("name").GetString()!);
    }

    private async Task<int> Found(string word) =>
        (await forum.Mo.Data("query ($word: String!) { searchForums(text: $word) { nodes { topic { id } } } }", new { word })).GetProperty("searchForums").GetProperty("nodes").GetArrayLength();

    private static async Task<string?> Body(EngageClient reader, Guid post) => (await reader.Data($"{{ post(id: \"{post}\") {{ body }} }}")).GetProperty("post").GetProperty("body").GetString();
}
