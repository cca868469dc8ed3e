namespace Engage.Plugins.Forums;

public sealed class DecidingInForums
{
    private static readonly Participant Ada = new(new("ada"), "Ada", Participation.Name);
    private static readonly Guid Voter = Guid.NewGuid();
    private static readonly Topic Open = new(
        Guid.NewGuid(), "Night patrols", Personal.Of(Ada.Id, "How often?"), TopicKind.Discussion, TopicState.Open, new(Personal.Of(Ada.Id, "Ada")), DateTimeOffset.UnixEpoch, 0,
        ClosedAt: null, CloseReason: null, CategoryId: null, Source: null, Tags: [], Pinned: false, EditedAt: null, Channel.Web, HiddenBy: null, StatementsWait: false);
    private static readonly Topic Closed = Open with { State = TopicState.Closed };
    private static readonly Post Post = new(Guid.NewGuid(), Open.Id, ParentId: null, Personal.Of(Ada.Id, "Twice a night."), new(Personal.Of(Ada.Id, "Ada")), DateTimeOffset.UnixEpoch, EditedAt: null,
        Agrees: 0, Disagrees: 0, Passes: 0, Channel.Web, HiddenBy: null, StatementState.Accepted, RejectionReason: null, Meta: false);
    private static readonly Category Category = new(Guid.NewGuid(), "Patrols", "", []);

    private static Ballot Cast(VoteValue value) => new(Guid.NewGuid(), Open.Id, Post.Id, Voter, value, DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_topic_is_opened_with_its_texts_trimmed() =>
        Given.State(Category).When(category => OpenTopic.Decide(new("  Night patrols ", " How often?\n", TopicKind.Deliberation, category.Id), category, Ada))
            .Then(new TopicOpened(TopicKind.Deliberation, "Night patrols", Personal.Of(Ada.Id, "How often?"), Category.Id, Personal.Of(Ada.Id, "Ada")));

    [Theory]
    [InlineData("", "How often?", "engage.empty-text")]
    [InlineData(" \t\n", "How often?", "engage.empty-text")]
    [InlineData("Night patrols", "", "engage.empty-text")]
    [InlineData("Night\0patrols", "How often?", "engage.text-unreadable")]
    public void A_topic_without_a_readable_text_is_refused(string title, string body, string code) =>
        Given.State(Ada).When(author => OpenTopic.Decide(new(title, body), null, author)).ThenRefused(code);

    [Fact]
    public void Half_a_character_is_refused() =>
        Given.State(Ada).When(author => OpenTopic.Decide(new("Night patrols \uD800", "How often?"), null, author)).ThenRefused("engage.text-unreadable");

    [Fact]
    public void A_title_of_more_than_200_characters_is_refused() =>
        Given.State(Ada).When(author => OpenTopic.Decide(new(new string('a', 201), "How often?"), null, author)).ThenRefused("engage.text-too-long");

    [Fact]
    public void A_topic_in_a_category_that_does_not_exist_is_refused() =>
        Given.State<Category?>(null).When(none => OpenTopic.Decide(new("Night patrols", "How often?", CategoryId: Guid.NewGuid()), none, Ada)).ThenRefused("engage.not-found");

    [Fact]
    public void A_category_is_created() =>
        Given.State(new CreateCategoryInput(" Patrols ")).When(CreateCategory.Decide).Then(new CategoryCreated("Patrols", ""));

    [Fact]
    public void A_reply_to_an_open_topic_is_added_under_the_name_of_its_author() =>
        Given.State(Open).When(topic => Reply.Decide(topic, new(topic.Id, " Twice a night. "), Ada)).Then(new PostAdded(Open.Id, Personal.Of(Ada.Id, "Twice a night."), Personal.Of(Ada.Id, "Ada")));

    [Fact]
    public void A_reply_to_a_closed_topic_is_refused() =>
        Given.State(Closed).When(topic => Reply.Decide(topic, new(topic.Id, "Too late"), Ada)).ThenRefused("forums.topic-closed");

    [Fact]
    public void A_reply_of_one_megabyte_is_refused() =>
        Given.State(Open).When(topic => Reply.Decide(topic, new(topic.Id, new string('a', 1_000_000)), Ada)).ThenRefused("engage.text-too-long");

    [Fact]
    public void What_a_moderator_hid_is_not_reworded()
    {
        Given.State(Post with { HiddenBy = Guid.NewGuid() }).When(post => EditPost.Decide(Open, post, new(post.Id, "Thrice."), Ada, "Twice a night.", 0)).ThenRefused("forums.hidden");
        Given.State(Open with { HiddenBy = Guid.NewGuid() }).When(topic => EditTopic.Decide(topic, new(topic.Id, "Night walks"), Ada, "How often?", 0)).ThenRefused("forums.hidden");
    }

    [Fact]
    public void Words_are_changed_a_hundred_times_at_most()
    {
        Given.State(Post).When(post => EditPost.Decide(Open, post, new(post.Id, "Thrice."), Ada, "Twice a night.", 99)).Then(new PostEdited(Open.Id, Personal.Of(Ada.Id, "Thrice.")));
        Given.State(Post).When(post => EditPost.Decide(Open, post, new(post.Id, "Thrice."), Ada, "Twice a night.", 100)).ThenRefused("forums.edited-too-often");
        Given.State(Open).When(topic => EditTopic.Decide(topic, new(topic.Id, "Night walks"), Ada, "How often?", 100)).ThenRefused("forums.edited-too-often");
    }

    [Fact]
    public void What_moderators_hid_or_did_not_accept_is_neither_replied_to_nor_answered()
    {
        foreach (var (post, code) in new[] { (Post with { HiddenBy = Guid.NewGuid() }, "forums.hidden"), (Post with { State = StatementState.Pending }, "forums.statement-not-accepted"),
            (Post with { State = StatementState.Rejected }, "forums.statement-not-accepted"), (Post with { WithdrawnAt = DateTimeOffset.UnixEpoch }, "forums.post-withdrawn") })
        {
            Given.State(Open).When(topic => Reply.Decide(topic, new(topic.Id, "Why?", ParentId: post.Id), Ada, [post])).ThenRefused(code);
            Given.State(Open).When(topic => PrepareAnswer.Decide(
                topic, post, new(topic.Id, AnswerVerdict.Accepted, "Yes.", Roles.Staff, post.Id), new(Ada.Id, "Ada", [Roles.Staff], []))).ThenRefused(code);
        }
    }

    [Fact]
    public void A_first_vote_is_cast() =>
        Given.State<Ballot?>(null).When(ballot => Vote.Decide(Open, Post, Voter, ballot, VoteValue.Agree)).Then(new VoteCast(Open.Id, Post.Id, Voter, VoteValue.Agree));

    [Fact]
    public void A_changed_vote_is_a_new_event_that_names_the_one_before() =>
        Given.State<Ballot?>(Cast(VoteValue.Agree)).When(ballot => Vote.Decide(Open, Post, Voter, ballot, VoteValue.Disagree))
            .Then(new VoteCast(Open.Id, Post.Id, Voter, VoteValue.Disagree, VoteValue.Agree));

    [Theory]
    [InlineData(VoteValue.Agree)]
    [InlineData(VoteValue.Disagree)]
    [InlineData(VoteValue.Pass)]
    public void The_same_vote_a_second_time_is_refused(VoteValue value) =>
        Given.State<Ballot?>(Cast(value)).When(ballot => Vote.Decide(Open, Post, Voter, ballot, value)).ThenRefused("forums.vote-unchanged");

    [Fact]
    public void A_vote_on_a_closed_topic_is_refused() =>
        Given.State<Ballot?>(null).When(ballot => Vote.Decide(Closed, Post, Voter, ballot, VoteValue.Pass)).ThenRefused("forums.topic-closed");

    [Fact]
    public void A_topic_is_closed_with_or_without_a_reason()
    {
        Given.State(Open).When(topic => CloseTopic.Decide(topic, new(topic.Id, " Answered. "))).Then(new TopicClosed("Answered."));
        Given.State(Open).When(topic => CloseTopic.Decide(topic, new(topic.Id))).Then(new TopicClosed(null));
    }

    [Fact]
    public void A_closed_topic_is_not_closed_again() =>
        Given.State(Closed).When(topic => CloseTopic.Decide(topic, new(topic.Id))).ThenRefused("forums.topic-closed");
}
