[assembly: EngagePlugin("forums", "Forums", "A place where residents and the agency talk, and where large groups find what they agree on.")]

namespace Engage.Plugins.Forums;

public sealed class ForumsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<CategoryCreated>("category-created")
        .Event<TopicOpened>("topic-opened")
        .Event<TopicClosed>("topic-closed")
        .Event<TopicReopened>("topic-reopened")
        .Event<TopicPinned>("topic-pinned")
        .Event<TopicUnpinned>("topic-unpinned")
        .Event<TopicEdited>("topic-edited")
        .Event<TopicRetagged>("topic-retagged")
        .Event<PostAdded>("post-added")
        .Event<PostEdited>("post-edited")
        .Event<PostWithdrawn>("post-withdrawn")
        .Event<VoteCast>("vote-cast")
        .Event<StatementAccepted>("statement-accepted")
        .Event<StatementRejected>("statement-rejected")
        .Event<StatementMarked>("statement-marked")
        .Search<TopicOpened>(e => new(e.StreamId) { Title = e.Data.Title, Tags = e.Data.Tags ?? [], Body = e.Data.Body })
        .Search<PostAdded>(e => new(e.StreamId) { Body = e.Data.Body })
        .Projection<CategoryProjection>()
        .Projection<TopicProjection>()
        .Projection<PostProjection>()
        .Projection<BallotProjection>()
        .Document<Reader>()
        .Projection<ReaderProjection>()
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Post>(post => post.Index(p => new { p.ParentId, p.Id }))
        // As the list of topics is ordered: pinned ones first.
        .Index<Topic>(topic => topic.Index(t => new { t.Pinned, t.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Pinned, t.Id }))
        .Index<Ballot>(ballot => ballot.Index(b => b.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", [Roles.Resident, .. SpokenRole.Speaking])
        .Permission(ForumPermissions.Reply, "Reply to a topic", [Roles.Resident, .. SpokenRole.Speaking])
        .Projection<DeliberationProjection>(ProjectionLifecycle.Async)
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Id }))
        .Index<Ballot>(ballot => ballot.Index(b => new { b.TopicId, b.Voter }))
        .Index<VoterRecord>(voter => voter.Index(v => v.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", Roles.Resident)
        .Permission(ForumPermissions.Reply, "Reply to a topic", Roles.Resident)
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Permission(ForumPermissions.EditOwn, "Change or withdraw what one wrote", [Roles.Resident, .. SpokenRole.Speaking])
        .Permission(ForumPermissions.Follow, "Follow topics, and note what one has read", [.. Roles.All])
        .Permission(ForumPermissions.CloseTopic, "Close and reopen topics", Roles.Moderator)
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageCategories, "Create categories", Roles.Moderator, Roles.Administrator)
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries)).Query(typeof(PostQueries)).Query(typeof(TagQueries)).Query(typeof(FollowingQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Topic>(typeof(FollowingTopics)).Extend<Category>(typeof(FollowingCategories)).Extend<Post>(typeof(PostExtensions))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(OpenTopic)).Mutation(typeof(Reply)).Mutation(typeof(Vote)).Mutation(typeof(CloseTopic))
        .Mutation(typeof(ReopenTopic)).Mutation(typeof(PinTopic)).Mutation(typeof(UnpinTopic)).Mutation(typeof(RetagTopic)).Mutation(typeof(EditTopic))
        .Mutation(typeof(EditPost)).Mutation(typeof(WithdrawPost))
        .Mutation(typeof(FollowTopic)).Mutation(typeof(UnfollowTopic)).Mutation(typeof(FollowCategory)).Mutation(typeof(UnfollowCategory)).Mutation(typeof(MarkTopicRead))
        .Subscription(typeof(PostSubscriptions)).Subscription(typeof(TopicSubscriptions))
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions))
        .Extend<Topic>(typeof(DeliberationFields)).Extend<DeliberationStatement>(typeof(DeliberationStatementFields)).Extend<Post>(typeof(BallotFields))
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries)).Query(typeof(ForumSearch))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions)).Extend<ForumHit>(typeof(ForumHitExtensions))
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
    public const string EditOwn = "forums.edit-own";
    public const string Follow = "forums.follow";
    public const string CloseTopic = "forums.close-topic";
    public const string Moderate = "forums.moderate";
    public const string ManageCategories = "forums.manage-categories";
}
