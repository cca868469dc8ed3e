using System.Text.Json;
using System.Text.RegularExpressions;

namespace Engage.Plugins.Forums;

public sealed class ModeratingContributions(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private EngageClient Moa => forum.Engage.As("Moa", Roles.Moderator);

    [Fact]
    public async Task Who_flagged_is_in_no_event_and_the_hold_is_nobodys()
    {
        var post = await forum.Reply(await forum.OpenTopic());
        var before = (await forum.Engage.Events()).Count;
        await Flag(forum.Bo, post, "IDENTIFIABLE_SUSPECT");
        await Flag(forum.Engage.As("Cy", Roles.Resident), post, "IDENTIFIABLE_SUSPECT");

        var stored = (await forum.Engage.Events()).Skip(before).ToList();
        stored.Select(each => each.Alias).ShouldBe(["forums.flag-raised", "forums.flag-raised", "forums.contribution-held"]);
        var bo = (await forum.Bo.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        stored.ShouldAllBe(each => each.Actor != bo && !each.Data.ToString().Contains(bo));
        stored[2].Actor.ShouldBe("system");
    }

    [Fact]
    public async Task However_many_flag_it_nothing_is_held_back_for_being_off_topic_or_rude()
    {
        var post = await forum.Reply(await forum.OpenTopic(), "The chief should resign.");
        for (var i = 0; i < 8; i++) await Flag(forum.Engage.As($"Fan {i}", Roles.Staff), post, i % 2 == 0 ? "OFF_TOPIC" : "ABUSE");
        (await forum.Engage.Anonymous.Data($"{{ topic(id: \"{await TopicOf(post)}\") {{ posts {{ nodes {{ body hidden {{ id }} }} }} }} }}")).ToString().ShouldContain("The chief should resign.");
    }

    [Fact]
    public async Task What_a_moderator_let_stand_is_not_held_back_by_others_who_flag_it()
    {
        var post = await forum.Reply(await forum.OpenTopic());
        await Flag(forum.Bo, post, "PERSONAL_DATA");
        CodeOf(await Decide(forum.Mo, post, "KEEP", null)).ShouldBeNull();
        for (var i = 0; i < 4; i++) await Flag(forum.Engage.As($"Later {i}", Roles.Resident), post, "PERSONAL_DATA");
        (await Review(post)).GetProperty("held").GetBoolean().ShouldBeFalse();
        CodeOf(await Flag(forum.Bo, post, "PERSONAL_DATA")).ShouldBe("forums.flagged-already");
    }

    [Fact]
    public async Task Who_was_right_more_often_weighs_more()
    {
        var (rule, topic) = (await Rule(), await forum.OpenTopic());
        var (right, wrong) = (forum.Engage.As("Rita", Roles.Resident), forum.Engage.As("Walt", Roles.Resident));
        for (var i = 0; i < 8; i++)
        {
            var post = await forum.Reply(topic, $"Post {i}");
            await Flag(right, post, "ABUSE");
            await Decide(forum.Mo, post, "HIDE", rule);
            var other = await forum.Reply(topic, $"Other {i}");
            await Flag(wrong, other, "ABUSE");
            await Decide(forum.Mo, other, "KEEP", null);
        }
        var (one, two) = (await forum.Reply(topic, "One"), await forum.Reply(topic, "Two"));
        await Flag(right, one, "ABUSE");
        await Flag(wrong, two, "ABUSE");
        // 1 + 5·log₄(8) = 8.5, and 1 − 5·log₄(8) is less than nothing.
        (await Review(one)).GetProperty("priority").GetString().ShouldBe("MEDIUM");
        (await Review(two)).GetProperty("priority").GetString().ShouldBe("LOW");
    }

    [Fact]
    public async Task A_hidden_topic_is_gone_for_readers_and_its_author_learns_of_it_all_the_same()
    {
        var cat = forum.Engage.As("Cat", Roles.Resident);
        var (topic, rule) = (await forum.OpenTopic(by: cat), await Rule());
        await forum.Reply(topic);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var notices = (await cat.Subscribe("subscription { noticeGiven { reasons body decision { kind } } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        var decided = await ForumFixture.Mutation(forum.Mo, "decideReview", $"{{ topicId: \"{topic}\", outcome: HIDE, ruleId: \"{rule}\", reasons: \"It is an advertisement.\" }}", "moderationDecision { id }");
        var decision = decided.GetProperty("moderationDecision").GetProperty("id").GetString();

        foreach (var reader in new[] { forum.Engage.Anonymous, cat, forum.Bo })
            (await reader.Data($"{{ topic(id: \"{topic}\") {{ id }} }}")).GetProperty("topic").ValueKind.ShouldBe(JsonValueKind.Null);
        (await notices.MoveNextAsync()).ShouldBeTrue();
        notices.Current.GetProperty("data").GetProperty("noticeGiven").ToString().ShouldContain("It is an advertisement.");
        (await cat.Data("{ notices { nodes { topicId postId body } } }")).GetProperty("notices").GetProperty("nodes")[0].ToString().ShouldContain(topic.ToString());
        (await cat.Data($"{{ notice(decisionId: \"{decision}\") {{ reasons }} }}")).ToString().ShouldContain("It is an advertisement.");
        foreach (var other in new[] { forum.Engage.Anonymous, forum.Bo })
        {
            (await other.Data($"{{ notice(decisionId: \"{decision}\") {{ reasons }} }}")).GetProperty("notice").ValueKind.ShouldBe(JsonValueKind.Null);
            CodeOf(await Appeal(forum.Bo, decision!)).ShouldBe("engage.not-found");
        }
        (await forum.Engage.Anonymous.Data("{ moderationLog(first: 1) { nodes { contributionId } } }")).ToString().ShouldContain(topic.ToString());
    }

    [Fact]
    public async Task Who_wrote_under_a_name_for_the_topic_reads_the_notice_and_appeals_under_that_name()
    {
        await ForumFixture.Mutation(forum.Engage.As("Admin", Roles.Administrator), "allowParticipation", "{ permission: \"forums.reply\", tiers: [NAME, THREAD_PSEUDONYM] }", "__typename");
        var (topic, rule, dee) = (await forum.OpenTopic(), await Rule(), forum.Engage.As("Dee", Roles.Resident, Roles.Moderator));
        var post = (await ForumFixture.Mutation(dee, "reply", $"{{ topicId: \"{topic}\", body: \"B\", as: THREAD_PSEUDONYM }}", "post { id }")).GetProperty("post").GetProperty("id").GetGuid();
        CodeOf(await Decide(dee, post, "HIDE", rule)).ShouldBe("forums.own-contribution");
        CodeOf(await Flag(dee, post, "ABUSE")).ShouldBe("forums.own-contribution");
        var decision = (await Decide(forum.Mo, post, "HIDE", rule)).GetProperty("moderationDecision").GetProperty("id").GetString()!;

        (await dee.Data("{ notices { nodes { postId } } }")).ToString().ShouldNotContain(post.ToString());
        (await dee.Data($"{{ topic(id: \"{topic}\") {{ posts {{ nodes {{ notice {{ reasons }} }} }} }} }}")).ToString().ShouldContain("Because.");
        CodeOf(await Appeal(dee, decision)).ShouldBeNull();
        CodeOf(await Answer(dee, decision)).ShouldBe("forums.own-contribution");
        var me = (await dee.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetString()!;
        (await forum.Engage.Events()).Last(each => each.Alias == "forums.decision-appealed").ShouldSatisfyAllConditions(
            each => each.Actor.ShouldNotBe(me), each => each.Data.ToString().ShouldNotContain(me));
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_flag_or_while_another_moderator_has_the_claim()
    {
        var (post, rule) = (await forum.Reply(await forum.OpenTopic()), await Rule());
        await Flag(Moa, post, "ABUSE");
        var review = (await Review(post)).GetProperty("id").GetString();
        CodeOf(await Decide(Moa, post, "HIDE", rule)).ShouldBe("forums.own-flag");
        var third = forum.Engage.As("Mia", Roles.Moderator);
        CodeOf(await ForumFixture.Mutation(third, "releaseClaim", $"{{ reviewId: \"{review}\" }}", "__typename")).ShouldBe("forums.not-claimed");
        CodeOf(await ForumFixture.Mutation(forum.Mo, "claimReview", $"{{ reviewId: \"{review}\" }}", "review { mine }")).ShouldBeNull();
        CodeOf(await ForumFixture.Mutation(third, "claimReview", $"{{ reviewId: \"{review}\" }}", "review { mine }")).ShouldBe("forums.review-claimed");
        CodeOf(await Decide(third, post, "HIDE", rule)).ShouldBe("forums.review-claimed");
        CodeOf(await ForumFixture.Mutation(forum.Mo, "releaseClaim", $"{{ reviewId: \"{review}\" }}", "review { mine }")).ShouldBeNull();
        CodeOf(await Decide(third, post, "HIDE", rule)).ShouldBeNull();
        CodeOf(await ForumFixture.Mutation(third, "claimReview", $"{{ reviewId: \"{review}\" }}", "__typename")).ShouldBe("forums.review-decided");
        CodeOf(await ForumFixture.Mutation(third, "restoreContribution", $"{{ postId: \"{post}\", reasons: \"A mistake.\" }}", "__typename")).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_moderators_who_decide_at_the_same_moment_one_does()
    {
        var (post, rule) = (await forum.Reply(await forum.OpenTopic()), await Rule());
        await Flag(forum.Bo, post, "ABUSE");
        var codes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async i => CodeOf(await Decide(forum.Engage.As($"Mod {i}", Roles.Moderator), post, "HIDE", rule))));
        codes.Count(code => code is null).ShouldBe(1);
        codes.Where(code => code is not null).ShouldAllBe(code => code == "engage.conflict" || code == "forums.hidden-already");
    }

    [Fact]
    public async Task The_queue_is_read_page_by_page_the_most_urgent_and_oldest_first()
    {
        var elsewhere = await forum.Engage.In("queue");
        var (ada, bo, mo) = (elsewhere.As("Ada", Roles.Resident), elsewhere.As("Bo", Roles.Resident), elsewhere.As("Mo", Roles.Moderator));
        var topic = (await ForumFixture.Mutation(ada, "openTopic", "{ title: \"T\", body: \"B\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var (low, medium) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 6; i++)
        {
            var post = await forum.Reply(topic, $"Post {i}", ada);
            (i % 2 == 0 ? low : medium).Add(post);
            await Flag(bo, post, i % 2 == 0 ? "ABUSE" : "ONGOING_INVESTIGATION");
        }
        var read = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await mo.Data("query ($after: String) { moderationQueue(first: 2, after: $after) { nodes { postId } pageInfo { hasNextPage endCursor } } }", new { after })).GetProperty("moderationQueue");
            read.AddRange(page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("postId").GetGuid()));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        } while (after is not null);
        read.ShouldBe([.. medium, .. low]);
        (await mo.Data("{ moderationQueue(where: { priority: MEDIUM, concern: ONGOING_INVESTIGATION }) { nodes { id } } }")).GetProperty("moderationQueue").GetProperty("nodes").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Everybody_reads_what_was_decided_counted_and_without_a_name()
    {
        var elsewhere = await forum.Engage.In("log");
        var (ada, bo, mo, moa) = (elsewhere.As("Ada", Roles.Resident), elsewhere.As("Bo", Roles.Resident), elsewhere.As("Mo", Roles.Moderator), elsewhere.As("Moa", Roles.Moderator));
        var rule = await Rule(elsewhere.As("Admin", Roles.Administrator));
        var topic = (await ForumFixture.Mutation(ada, "openTopic", "{ title: \"T\", body: \"B\" }", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var decisions = new List<string>();
        foreach (var (reason, outcome) in new[] { ("ABUSE", "HIDE"), ("ABUSE", "HIDE"), ("OFF_TOPIC", "KEEP") })
        {
            var post = await forum.Reply(topic, "A secret word", ada);
            await Flag(bo, post, reason);
            decisions.Add((await Decide(mo, post, outcome, rule)).GetProperty("moderationDecision").GetProperty("id").GetString()!);
        }
        CodeOf(await Appeal(ada, decisions[0])).ShouldBeNull();
        CodeOf(await Appeal(ada, decisions[1])).ShouldBeNull();
        CodeOf(await Answer(moa, decisions[0])).ShouldBeNull();
        CodeOf(await Answer(moa, decisions[1], "UPHELD")).ShouldBeNull();
        CodeOf(await Appeal(ada, decisions[1])).ShouldBe("forums.appealed-already");
        CodeOf(await Appeal(ada, decisions[2])).ShouldBe("forums.not-appealable");

        var summary = (await elsewhere.Anonymous.Data(
            "query ($from: DateTime!, $to: DateTime!) { moderationSummary(from: $from, to: $to) { decisions automated byKind { kind count } byConcern { concern count } byRule { rule { title } count } appealed upheld overturned overturnedShare medianHoursToDecision medianHoursToAppealDecision } }",
            new { from = DateTimeOffset.UtcNow.AddDays(-1), to = DateTimeOffset.UtcNow.AddDays(1) })).GetProperty("moderationSummary");
        (await elsewhere.Anonymous.Data("{ moderationLog(first: 1) { nodes { flaggedOn } } }")).ToString().ShouldContain($"\"{DateTime.UtcNow:yyyy-MM-dd}\"");
        (summary.GetProperty("medianHoursToDecision").GetDouble() is > 0 and < 1).ShouldBeTrue();
        summary.ToString().ShouldStartWith("""{"decisions":3,"automated":0,"byKind":[{"kind":"HIDDEN","count":2},{"kind":"KEPT","count":1}],"byConcern":[{"concern":"OFF_TOPIC","count":1},{"concern":"ABUSE","count":2}],"byRule":[{"rule":{"title":"No addresses"},"count":3}],"appealed":2,"upheld":1,"overturned":1,"overturnedShare":0.5,""");
        (await Log("kind: HIDDEN")).ShouldBe([decisions[1], decisions[0]]);
        (await Log("concern: OFF_TOPIC")).ShouldBe([decisions[2]]);
        (await Log("appealed: true, appealOutcome: OVERTURNED")).ShouldBe([decisions[0]]);
        (await Log("appealed: false")).ShouldBe([decisions[2]]);
        (await Log($"ruleId: \"{Guid.NewGuid()}\"")).ShouldBeEmpty();
        var log = (await elsewhere.Anonymous.Data("{ moderationLog { nodes { id kind contribution contributionId concern at reasons appealReasons rule { title text } appeal { outcome } } } }")).ToString();
        foreach (var secret in new[] { "Ada", "Bo", "Mo", "secret" }) log.ShouldNotContain(secret, Case.Sensitive);

        async Task<List<string>> Log(string where) => [.. (await elsewhere.Anonymous.Data($"{{ moderationLog(where: {{ {where} }}) {{ nodes {{ id }} }} }}"))
            .GetProperty("moderationLog").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task Of_a_category_that_is_closed_to_the_reader_the_log_says_that_something_was_decided_and_no_more()
    {
        var category = (await ForumFixture.Mutation(forum.Mo, "createCategory", "{ name: \"Victims\" }", "category { id }")).GetProperty("category").GetProperty("id").GetGuid();
        CodeOf(await ForumFixture.Mutation(forum.Mo, "restrictCategory", $"{{ categoryId: \"{category}\", action: READ, roles: [\"officer\"] }}", "__typename")).ShouldBeNull();
        var officer = forum.Engage.As("Olu", Roles.Resident, Roles.Officer);
        var topic = (await ForumFixture.Mutation(officer, "openTopic", $"{{ title: \"T\", body: \"B\", categoryId: \"{category}\" }}", "topic { id }")).GetProperty("topic").GetProperty("id").GetGuid();
        var post = await forum.Reply(topic, by: officer);
        CodeOf(await Flag(forum.Bo, post, "ABUSE")).ShouldBe("engage.not-found");
        var decision = (await Decide(forum.Mo, post, "HIDE", await Rule())).GetProperty("moderationDecision").GetProperty("id").GetString();

        const string log = "{ moderationLog(first: 20) { nodes { id kind rule { title } reasons contributionId } } }";
        (await forum.Engage.Anonymous.Data(log)).ToString().ShouldContain($$$"""{"id":"{{{decision}}}","kind":"HIDDEN","rule":{"title":"No addresses"},"reasons":null,"contributionId":null}""");
        (await officer.Data(log)).ToString().ShouldContain(post.ToString());
        (await officer.Data("{ notices { nodes { reasons } } }")).ToString().ShouldContain("Because.");
    }

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "Admin", "adoptRule", "{ title: \"\", text: \"T\" }", "engage.empty-text" },
        { "Admin", "adoptRule", "{ title: \"T\", text: \"T\", language: \"not a tag\" }", "engage.language" },
        { "Admin", "amendRule", "{ ruleId: RULE, title: \"No addresses\", text: \"T\" }", "forums.rule-unchanged" },
        { "Admin", "amendRule", "{ ruleId: REPEALED, title: \"A\", text: \"B\" }", "forums.rule-not-in-force" },
        { "Admin", "amendRule", "{ ruleId: NONE, title: \"A\", text: \"B\" }", "engage.not-found" },
        { "Sam", "translateRule", "{ ruleId: NONE, language: \"de\", title: \"A\", text: \"B\", status: HUMAN }", "engage.not-found" },
        { "Sam", "translateRule", "{ ruleId: RULE, language: \"en\", title: \"A\", text: \"B\", status: HUMAN }", "engage.original-language" },
        { "Sam", "translateRule", "{ ruleId: REPEALED, language: \"de\", title: \"A\", text: \"B\", status: HUMAN }", "forums.rule-not-in-force" },
        { "Admin", "repealRule", "{ ruleId: REPEALED, reason: \"R\" }", "forums.rule-not-in-force" },
        { "Admin", "repealRule", "{ ruleId: NONE, reason: \"R\" }", "engage.not-found" },
        { "Mo", "adoptRule", "{ title: \"T\", text: \"T\" }", "engage.forbidden" },
        { "Bo", "flagContribution", "{ reason: ABUSE }", "forums.one-contribution" },
        { "Bo", "flagContribution", "{ reason: ABUSE, postId: POST, topicId: TOPIC }", "forums.one-contribution" },
        { "Bo", "flagContribution", "{ reason: ABUSE, postId: NONE }", "engage.not-found" },
        { "Bo", "flagContribution", "{ reason: ABUSE, topicId: NONE }", "engage.not-found" },
        { "Ada", "flagContribution", "{ reason: ABUSE, postId: POST }", "forums.own-contribution" },
        { "Bo", "flagContribution", "{ reason: ABUSE, postId: HIDDEN }", "forums.hidden-already" },
        { "Bo", "withdrawFlag", "{ postId: POST }", "forums.not-flagged" },
        { "Mo", "claimReview", "{ reviewId: NONE }", "engage.not-found" },
        { "Mo", "releaseClaim", "{ reviewId: NONE }", "engage.not-found" },
        { "Bo", "claimReview", "{ reviewId: NONE }", "engage.forbidden" },
        { "Bo", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: RULE, reasons: \"R\" }", "engage.forbidden" },
        { "Mo", "decideReview", "{ postId: POST, outcome: HIDE, reasons: \"R\" }", "forums.rule-required" },
        { "Mo", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: REPEALED, reasons: \"R\" }", "forums.rule-not-in-force" },
        { "Mo", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: NONE, reasons: \"R\" }", "engage.not-found" },
        { "Mo", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: EMPTY, reasons: \"R\" }", "engage.not-found" },
        { "Mo", "claimReview", "{ reviewId: EMPTY }", "engage.not-found" },
        { "Program", "flagContribution", "{ reason: ABUSE, postId: POST }", "forums.person-needed" },
        { "Program", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: RULE, reasons: \"R\" }", "forums.person-needed" },
        { "Mo", "decideReview", "{ postId: POST, outcome: HIDE, ruleId: RULE, reasons: \" \" }", "engage.empty-text" },
        { "Mo", "decideReview", "{ postId: POST, outcome: KEEP, reasons: \"R\" }", "forums.nothing-to-review" },
        { "Mo", "decideReview", "{ postId: HIDDEN, outcome: HIDE, ruleId: RULE, reasons: \"R\" }", "forums.hidden-already" },
        { "Mo", "decideReview", "{ postId: NONE, outcome: HIDE, ruleId: RULE, reasons: \"R\" }", "engage.not-found" },
        { "Mo", "restoreContribution", "{ postId: POST, reasons: \"R\" }", "forums.not-hidden" },
        { "Mo", "restoreContribution", "{ postId: HELD, reasons: \"R\" }", "forums.decision-pending" },
        { "Mo", "restoreContribution", "{ postId: APPEALED, reasons: \"R\" }", "forums.appeal-pending" },
        { "Ada", "appealDecision", "{ decisionId: NONE, statement: \"S\" }", "engage.not-found" },
        { "Ada", "appealDecision", "{ decisionId: DECISION, statement: \"\" }", "engage.empty-text" },
        { "Bo", "appealDecision", "{ decisionId: DECISION, statement: \"S\" }", "engage.not-found" },
        { "Mo", "decideAppeal", "{ decisionId: NONE, outcome: UPHELD, reasons: \"R\" }", "engage.not-found" },
        { "Moa", "decideAppeal", "{ decisionId: DECISION, outcome: UPHELD, reasons: \"R\" }", "forums.no-appeal" },
        { "Mo", "decideAppeal", "{ decisionId: UNDER_APPEAL, outcome: UPHELD, reasons: \"R\" }", "forums.other-moderator-needed" },
        { "Moa", "decideAppeal", "{ decisionId: UNDER_APPEAL, outcome: UPHELD, reasons: \"\" }", "engage.empty-text" }
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_refused_says_why_and_changes_nothing(string who, string mutation, string input, string code)
    {
        var known = await (_known ??= Prepare());
        foreach (var (name, id) in known) input = Regex.Replace(input, $@"\b{name}\b", $"\"{id}\"");
        var client = who switch { "Admin" => forum.Engage.As("Admin", Roles.Administrator), "Sam" => forum.Engage.As("Sam", Roles.Staff), "Mo" => forum.Mo, "Moa" => Moa, "Ada" => forum.Ada, "Program" => await Program(), _ => forum.Bo };
        var before = (await forum.Engage.Events()).Count;
        CodeOf(await ForumFixture.Mutation(client, mutation, input, "__typename")).ShouldBe(code);
        (await forum.Engage.Events()).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("from: \"2026-01-02T00:00:00Z\", to: \"2026-01-01T00:00:00Z\"")]
    [InlineData("from: \"2020-01-01T00:00:00Z\", to: \"2026-01-01T00:00:00Z\"")]
    public async Task A_summary_of_no_time_or_of_too_long_a_one_is_refused(string time) =>
        (await forum.Engage.Anonymous.GraphQL($"{{ moderationSummary({time}) {{ decisions }} }}")).ToString().ShouldContain("forums.summary-time");

    [Theory]
    [InlineData("{ moderationQueue { nodes { id } } }")]
    public async Task The_queue_is_for_moderators(string document)
    {
        (await forum.Engage.Anonymous.GraphQL(document)).ToString().ShouldContain("engage.unauthenticated");
        (await forum.Ada.GraphQL(document)).ToString().ShouldContain("engage.forbidden");
    }

    private static Task<Dictionary<string, Guid>>? _known;

    private async Task<Dictionary<string, Guid>> Prepare()
    {
        var admin = forum.Engage.As("Admin", Roles.Administrator);
        var (topic, rule, repealed) = (await forum.OpenTopic(), await Rule(), await Rule());
        CodeOf(await ForumFixture.Mutation(admin, "repealRule", $"{{ ruleId: \"{repealed}\", reason: \"R\" }}", "__typename")).ShouldBeNull();
        var (post, hidden, held, appealed) = (await forum.Reply(topic), await forum.Reply(topic), await forum.Reply(topic), await forum.Reply(topic));
        var decision = (await Decide(forum.Mo, hidden, "HIDE", rule)).GetProperty("moderationDecision").GetProperty("id").GetGuid();
        var underAppeal = (await Decide(forum.Mo, appealed, "HIDE", rule)).GetProperty("moderationDecision").GetProperty("id").GetGuid();
        CodeOf(await Appeal(forum.Ada, underAppeal.ToString())).ShouldBeNull();
        foreach (var name in new[] { "Fay", "Gus" }) await Flag(forum.Engage.As(name, Roles.Resident), held, "PERSONAL_DATA");
        return new()
        {
            ["UNDER_APPEAL"] = underAppeal,
            ["APPEALED"] = appealed,
            ["REPEALED"] = repealed,
            ["RULE"] = rule,
            ["TOPIC"] = topic,
            ["POST"] = post,
            ["HIDDEN"] = hidden,
            ["HELD"] = held,
            ["DECISION"] = decision,
            ["NONE"] = Guid.NewGuid(),
            ["EMPTY"] = Guid.Empty
        };
    }

    private async Task<EngageClient> Program()
    {
        var key = (await ForumFixture.Done(forum.Engage.As("Admin", Roles.Administrator, Roles.Moderator, Roles.Resident), "createApiKey",
            "{ name: \"Robot\", scopes: [\"forums.moderate\", \"forums.flag\"], expiresAt: \"" + DateTimeOffset.UtcNow.AddDays(1).ToString("O") + "\" }", "newApiKey { token }")).GetProperty("newApiKey").GetProperty("token").GetString();
        return forum.Engage.Anonymous.With("Authorization", $"Bearer {key}");
    }

    private static string? CodeOf(JsonElement payload) => ForumFixture.CodeOf(payload);

    private static Task<JsonElement> Flag(EngageClient by, Guid post, string reason) => ForumFixture.Mutation(by, "flagContribution", $"{{ postId: \"{post}\", reason: {reason} }}", "flag { state }");

    private static Task<JsonElement> Decide(EngageClient by, Guid post, string outcome, Guid? rule) => ForumFixture.Mutation(by, "decideReview",
        $"{{ postId: \"{post}\", outcome: {outcome}, reasons: \"Because.\"{(rule is null ? "" : $", ruleId: \"{rule}\"")} }}", "moderationDecision { id }");

    private static Task<JsonElement> Appeal(EngageClient by, string decision) => ForumFixture.Mutation(by, "appealDecision", $"{{ decisionId: \"{decision}\", statement: \"It is not so.\" }}", "moderationDecision { id }");

    private static Task<JsonElement> Answer(EngageClient by, string decision, string outcome = "OVERTURNED") =>
        ForumFixture.Mutation(by, "decideAppeal", $"{{ decisionId: \"{decision}\", outcome: {outcome}, reasons: \"On reflection.\" }}", "moderationDecision { id }");

    private async Task<Guid> Rule(EngageClient? admin = null) =>
        (await ForumFixture.Mutation(admin ?? forum.Engage.As("Admin", Roles.Administrator), "adoptRule", "{ title: \"No addresses\", text: \"T\", language: \"en\" }", "rule { id }")).GetProperty("rule").GetProperty("id").GetGuid();

    private async Task<Guid> TopicOf(Guid post) => (await forum.Engage.Events()).Single(each => each.Alias == "forums.post-added" && each.Stream == post).Data.GetProperty("topicId").GetGuid();

    private async Task<JsonElement> Review(Guid post) =>
        (await forum.Mo.Data("{ moderationQueue(first: 100) { nodes { id postId held priority } } }")).GetProperty("moderationQueue").GetProperty("nodes").EnumerateArray()
            .Single(review => review.GetProperty("postId").ToString() == post.ToString());
}
