namespace Engage.Plugins.Forums;

public sealed class DecidingOnStatements
{
    private static readonly Participant Ada = new(new("ada"), "Ada", Participation.Name);
    private static readonly OpenTopicInput Deliberation = new("T", "B", TopicKind.Deliberation);
    private static readonly Topic Topic = new(
        Guid.NewGuid(), "T", Personal.Of(Ada.Id, "B"), TopicKind.Deliberation, TopicState.Open, new(Personal.Of(Ada.Id, "Ada")), DateTimeOffset.UnixEpoch, 0,
        ClosedAt: null, CloseReason: null, CategoryId: null, Source: null, Tags: [], Pinned: false, EditedAt: null, Channel.Web, HiddenBy: null, StatementsWait: false);
    private static readonly Post Post = new(
        Guid.NewGuid(), Topic.Id, ParentId: null, Personal.Of(Ada.Id, "S"), new(Personal.Of(Ada.Id, "Ada")), DateTimeOffset.UnixEpoch, EditedAt: null,
        Agrees: 0, Disagrees: 0, Passes: 0, Channel.Web, HiddenBy: null, StatementState.Accepted, RejectionReason: null, Meta: false);
    private static readonly Topic Waits = Topic with { StatementsWait = true };
    private static readonly Post Pending = Post with { State = StatementState.Pending };

    [Fact]
    public void A_statement_waits_only_where_statements_do()
    {
        Reply.Decide(Topic, new(Topic.Id, "S"), Ada).State.ShouldBeNull();
        Reply.Decide(Waits, new(Topic.Id, "S"), Ada).State.ShouldBe(StatementState.Pending);
        Reply.Decide(Waits, new(Topic.Id, "Why?", ParentId: Post.Id), Ada, [Post]).State.ShouldBeNull();
        Reply.Decide(Waits with { Kind = TopicKind.Discussion }, new(Topic.Id, "S"), Ada).State.ShouldBeNull();
    }

    [Fact]
    public void A_statement_has_400_characters_at_most_and_talk_about_it_may_have_more()
    {
        Reply.Decide(Topic, new(Topic.Id, new string('a', 400)), Ada).ShouldNotBeNull();
        Given.State(Topic).When(topic => Reply.Decide(topic, new(topic.Id, new string('a', 401)), Ada)).ThenRefused("engage.text-too-long");
        Reply.Decide(Topic, new(Topic.Id, new string('a', 401), ParentId: Post.Id), Ada, [Post]).ShouldNotBeNull();
    }

    [Fact]
    public void A_deliberation_takes_1000_statements_and_any_number_of_replies()
    {
        Reply.Decide(Topic, new(Topic.Id, "S"), Ada, statements: 999).ShouldNotBeNull();
        Given.State(Topic).When(topic => Reply.Decide(topic, new(topic.Id, "S"), Ada, statements: 1_000)).ThenRefused("forums.too-many-statements");
        Reply.Decide(Topic, new(Topic.Id, "Why?", ParentId: Post.Id), Ada, [Post], statements: 1_000).ShouldNotBeNull();
    }

    [Fact]
    public void A_deliberation_begins_with_its_seeds_which_do_not_wait() =>
        Given.State(Deliberation with { StatementsWait = true, Statements = [" One ", "Two"] }).When(input => (IEnumerable<object>)Statement.Seeds(Topic.Id, input, Ada)).Then(
            new PostAdded(Topic.Id, Personal.Of(Ada.Id, "One"), Personal.Of(Ada.Id, "Ada")), new PostAdded(Topic.Id, Personal.Of(Ada.Id, "Two"), Personal.Of(Ada.Id, "Ada")));

    [Fact]
    public void More_than_fifty_seeds_are_refused() =>
        Given.State(Deliberation with { Statements = [.. Enumerable.Repeat("S", 51)] }).When(input => Statement.Seeds(Topic.Id, input, Ada)).ThenRefused("forums.too-many-statements");

    [Fact]
    public void A_seed_is_checked_as_a_statement_is() =>
        Given.State(Deliberation with { Statements = [new string('a', 401)] }).When(input => Statement.Seeds(Topic.Id, input, Ada)).ThenRefused("engage.text-too-long");

    [Fact]
    public void A_topic_that_is_no_deliberation_has_no_statements()
    {
        Given.State(new OpenTopicInput("T", "B", StatementsWait: true)).When(input => Statement.Seeds(Topic.Id, input, Ada)).ThenRefused("forums.not-a-deliberation");
        Given.State(new OpenTopicInput("T", "B", Statements: ["S"])).When(input => Statement.Seeds(Topic.Id, input, Ada)).ThenRefused("forums.not-a-deliberation");
        Statement.Seeds(Topic.Id, new("T", "B"), Ada).ShouldBeEmpty();
    }

    [Fact]
    public void A_statement_is_accepted_rejected_and_marked()
    {
        Given.State(Pending).When(post => AcceptStatement.Decide(Topic, post, own: false)).Then(new StatementAccepted(Topic.Id));
        Given.State(Pending).When(post => RejectStatement.Decide(Topic, post, new(post.Id, " Said before. "), own: false)).Then(new StatementRejected(Topic.Id, "Said before."));
        Given.State(Post).When(post => MarkStatementMeta.Decide(Topic, post, meta: true)).Then(new StatementMarked(Topic.Id, true));
    }

    [Fact]
    public void What_is_so_already_is_refused()
    {
        Given.State(Post).When(post => AcceptStatement.Decide(Topic, post, own: false)).ThenRefused("forums.statement-unchanged");
        Given.State(Post with { State = StatementState.Rejected }).When(post => RejectStatement.Decide(Topic, post, new(post.Id, "R"), own: false)).ThenRefused("forums.statement-unchanged");
        Given.State(Post).When(post => MarkStatementMeta.Decide(Topic, post, meta: false)).ThenRefused("forums.statement-unchanged");
    }

    [Fact]
    public void What_is_open_to_votes_is_not_rejected_but_hidden_under_a_rule() =>
        Given.State(Post).When(post => RejectStatement.Decide(Topic, post, new(post.Id, "R"), own: false)).ThenRefused("forums.statement-accepted");

    [Fact]
    public void Nobody_accepts_or_rejects_their_own()
    {
        Given.State(Pending).When(post => AcceptStatement.Decide(Topic, post, own: true)).ThenRefused("forums.own-contribution");
        Given.State(Pending).When(post => RejectStatement.Decide(Topic, post, new(post.Id, "R"), own: true)).ThenRefused("forums.own-contribution");
    }

    [Fact]
    public void Only_statements_that_stand_or_wait_take_up_room()
    {
        var counts = Statement.StandsOrWaits.Compile();
        new[] { Post, Pending }.ShouldAllBe(post => counts(post));
        new[] { Post with { State = StatementState.Rejected }, Post with { HiddenBy = Guid.NewGuid() }, Post with { WithdrawnAt = DateTimeOffset.UnixEpoch } }.ShouldAllBe(post => !counts(post));
    }

    [Fact]
    public void A_rejection_gives_its_reason() =>
        Given.State(Pending).When(post => RejectStatement.Decide(Topic, post, new(post.Id, " "), own: false)).ThenRefused("engage.empty-text");

    [Fact]
    public void Only_statements_of_a_deliberation_are_moderated_as_such()
    {
        Given.State(Topic with { Kind = TopicKind.Discussion }).When(topic => AcceptStatement.Decide(topic, Pending, own: false)).ThenRefused("forums.not-a-statement");
        Given.State(Topic).When(topic => AcceptStatement.Decide(topic, Pending with { ParentId = Guid.NewGuid() }, own: false)).ThenRefused("forums.not-a-statement");
    }

    [Theory]
    [InlineData(StatementState.Pending)]
    [InlineData(StatementState.Rejected)]
    public void What_is_not_accepted_takes_no_votes(StatementState state) =>
        Given.State(Post with { State = state }).When(post => Vote.Decide(Topic, post, Guid.NewGuid(), null, VoteValue.Agree)).ThenRefused("forums.statement-not-accepted");

    [Fact]
    public void What_a_moderator_decided_on_keeps_its_words()
    {
        EditPost.Decide(Waits, Pending, new(Post.Id, "Else"), Ada, "S", edits: 0).ShouldNotBeNull();
        Given.State(Post).When(post => EditPost.Decide(Waits, post, new(post.Id, "Else"), Ada, "S", edits: 0)).ThenRefused("forums.statement-moderated");
        Given.State(Post).When(post => EditPost.Decide(Topic, post, new(post.Id, new string('a', 401)), Ada, "S", edits: 0)).ThenRefused("engage.text-too-long");
    }
}
