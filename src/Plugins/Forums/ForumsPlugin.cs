[assembly: EngagePlugin("forums", "Forums", "A place where residents and the agency talk, and where large groups find what they agree on.")]

namespace Engage.Plugins.Forums;

public sealed class ForumsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<CategoryCreated>("category-created")
        .Event<CategoryDescribed>("category-described")
        .Event<CategoryTranslated>("category-translated")
        .Event<CategoryRestricted>("category-restricted")
        .Event<CategoryPlaced>("category-placed")
        .Event<CategoryArchived>("category-archived")
        .Event<CategoryReopened>("category-reopened")
        .Event<TopicOpened>("topic-opened")
        .Event<TopicClosed>("topic-closed")
        .Event<TopicMoved>("topic-moved")
        .Event<TopicTranslated>("topic-translated")
        .Event<AnswerPrepared>("answer-prepared")
        .Event<AnswerPublished>("answer-published")
        .Event<AnswerWithdrawn>("answer-withdrawn")
        .Event<AnswerTranslated>("answer-translated")
        .Event<PostAdded>("post-added")
        .Event<VoteCast>("vote-cast")
        .Projection<CategoryProjection>()
        .Projection<TopicProjection>()
        .Projection<TopicTranslationProjection>()
        .Projection<OfficialAnswerProjection>()
        .Projection<PostProjection>()
        .Projection<BallotProjection>()
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Id }))
        .Index<TopicTranslation>(translation => translation.Index(t => t.TopicId))
        .Index<OfficialAnswer>(answer => answer.Index(a => a.TopicId))
        .Index<Ballot>(ballot => ballot.Index(b => b.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", Roles.Resident)
        .Permission(ForumPermissions.Reply, "Reply to a topic", Roles.Resident)
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Permission(ForumPermissions.CloseTopic, "Close a topic", Roles.Moderator)
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageCategories, "Create, describe, restrict, place and archive categories", Roles.Moderator, Roles.Administrator)
        .Permission(ForumPermissions.Answer, "Answer for the agency, and read what is prepared", Roles.Staff, Roles.Officer)
        .Permission(ForumPermissions.Translate, "Translate what the agency wrote", Roles.Staff, Roles.Moderator)
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries))
        .Query(typeof(AnswerQueries)).Query(typeof(QuestionQueries))
        .Extend<Category>(typeof(CategoryExtensions)).Extend<OfficialAnswer>(typeof(OfficialAnswerExtensions))
        .Extend<Topic>(typeof(AnsweredTopics)).Extend<Topic>(typeof(QuestionExtensions)).Extend<Post>(typeof(AnsweredPosts))
        .Extend<Topic>(typeof(TopicTranslations)).Extend<TopicTranslation>(typeof(TopicTranslationExtensions))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(OpenTopic)).Mutation(typeof(Reply)).Mutation(typeof(Vote)).Mutation(typeof(CloseTopic))
        .Mutation(typeof(DescribeCategory)).Mutation(typeof(TranslateCategory)).Mutation(typeof(RestrictCategory)).Mutation(typeof(PlaceCategory))
        .Mutation(typeof(ArchiveCategory)).Mutation(typeof(ReopenCategory)).Mutation(typeof(MoveTopic)).Mutation(typeof(TranslateTopic))
        .Mutation(typeof(PrepareAnswer)).Mutation(typeof(PublishAnswer)).Mutation(typeof(WithdrawAnswer)).Mutation(typeof(TranslateAnswer))
        .Subscription(typeof(AnswerSubscriptions))
        .Subscription(typeof(PostSubscriptions))
        .Importer<DeliberationImporter>("deliberation");
}

public static class ForumPermissions
{
    public const string OpenTopic = "forums.open-topic";
    public const string Reply = "forums.reply";
    public const string Vote = "forums.vote";
    public const string CloseTopic = "forums.close-topic";
    public const string Moderate = "forums.moderate";
    public const string Answer = "forums.answer";
    public const string Translate = "forums.translate";
    public const string ManageCategories = "forums.manage-categories";
}
