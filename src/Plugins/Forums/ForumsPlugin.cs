[assembly: EngagePlugin("forums", "Forums", "A place where residents and the agency talk, and where large groups find what they agree on.")]

namespace Engage.Plugins.Forums;

public sealed class ForumsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<CategoryCreated>("category-created")
        .Event<TopicOpened>("topic-opened")
        .Event<TopicClosed>("topic-closed")
        .Event<PostAdded>("post-added")
        .Event<VoteCast>("vote-cast")
        .Event<StatementAccepted>("statement-accepted")
        .Event<StatementRejected>("statement-rejected")
        .Event<StatementMarked>("statement-marked")
        .Projection<CategoryProjection>()
        .Projection<TopicProjection>()
        .Projection<PostProjection>()
        .Projection<BallotProjection>()
        .Projection<DeliberationProjection>(ProjectionLifecycle.Async)
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Id }))
        .Index<Ballot>(ballot => ballot.Index(b => new { b.TopicId, b.Voter }))
        .Index<VoterRecord>(voter => voter.Index(v => v.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", Roles.Resident)
        .Permission(ForumPermissions.Reply, "Reply to a topic", Roles.Resident)
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Permission(ForumPermissions.CloseTopic, "Close a topic", Roles.Moderator)
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageCategories, "Create categories", Roles.Moderator, Roles.Administrator)
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions))
        .Extend<Topic>(typeof(DeliberationFields)).Extend<DeliberationStatement>(typeof(DeliberationStatementFields)).Extend<Post>(typeof(BallotFields))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(OpenTopic)).Mutation(typeof(Reply)).Mutation(typeof(Vote)).Mutation(typeof(CloseTopic))
        .Mutation(typeof(AcceptStatement)).Mutation(typeof(RejectStatement)).Mutation(typeof(MarkStatementMeta))
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
    public const string ManageCategories = "forums.manage-categories";
}
