[assembly: EngagePlugin("forums", "Forums", "A place where residents and the agency talk, and where large groups find what they agree on.")]

namespace Engage.Plugins.Forums;

public sealed class ForumsPlugin : Plugin
{
    private static readonly string[] Everybody = [Roles.Resident, Roles.CommunityLeader, Roles.BoardMember, Roles.Officer, Roles.Staff, Roles.Moderator];

    public override void Configure(PluginBuilder plugin) => plugin
        .Event<CategoryCreated>("category-created")
        .Event<TopicOpened>("topic-opened")
        .Event<TopicClosed>("topic-closed")
        .Event<PostAdded>("post-added")
        .Event<VoteCast>("vote-cast")
        .Event<RuleAdopted>("rule-adopted")
        .Event<RuleAmended>("rule-amended")
        .Event<RuleTranslated>("rule-translated")
        .Event<RuleRepealed>("rule-repealed")
        .Event<FlagRaised>("flag-raised")
        .Event<FlagWithdrawn>("flag-withdrawn")
        .Event<ReviewClaimed>("review-claimed")
        .Event<ReviewClaimReleased>("review-claim-released")
        .Event<ContributionHeld>("contribution-held")
        .Event<ContributionHidden>("contribution-hidden")
        .Event<ContributionKept>("contribution-kept")
        .Event<ContributionRestored>("contribution-restored")
        .Event<DecisionAppealed>("decision-appealed")
        .Event<AppealDecided>("appeal-decided")
        // Of what people say when they flag the agency needs no more than it takes to decide, and to answer an appeal.
        .Retain<FlagRaised>(TimeSpan.FromDays(365))
        .Projection<CategoryProjection>()
        .Projection<TopicProjection>()
        .Projection<PostProjection>()
        .Projection<BallotProjection>()
        .Projection<RuleProjection>()
        .Projection<ReviewProjection>()
        .Projection<ModerationDecisionProjection>()
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Id }))
        .Index<Ballot>(ballot => ballot.Index(b => b.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", Roles.Resident)
        .Permission(ForumPermissions.Reply, "Reply to a topic", Roles.Resident)
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Permission(ForumPermissions.CloseTopic, "Close a topic", Roles.Moderator)
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageRules, "Adopt, amend, translate and repeal the rules of the forum", Roles.Administrator)
        .Permission(ForumPermissions.Flag, "Tell moderators that something breaks a rule", Everybody)
        .Permission(ForumPermissions.Appeal, "Appeal the decision that hid what one wrote", Everybody)
        .Permission(ForumPermissions.ManageCategories, "Create categories", Roles.Moderator, Roles.Administrator)
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(OpenTopic)).Mutation(typeof(Reply)).Mutation(typeof(Vote)).Mutation(typeof(CloseTopic))
        .Subscription(typeof(PostSubscriptions))
        .Setting<ModerationSettings>()
        .Index<Review>(review => review.Index(r => r.State))
        .Index<Review>(review => review.GinIndexJsonData())
        .Query(typeof(RuleQueries)).Query(typeof(ModerationQueries)).Query(typeof(ModerationSummaryQueries)).Query(typeof(NoticeQueries))
        .Extend<Rule>(typeof(RuleExtensions)).Extend<RuleVersion>(typeof(RuleVersionExtensions))
        .Extend<ModerationDecision>(typeof(ModerationDecisionExtensions)).Extend<Review>(typeof(ReviewExtensions))
        .Extend<Post>(typeof(HiddenPosts)).Extend<Post>(typeof(PostNotices)).Extend<Topic>(typeof(HiddenTopics)).Extend<Topic>(typeof(TopicNotices))
        .Mutation(typeof(AdoptRule)).Mutation(typeof(AmendRule)).Mutation(typeof(TranslateRule)).Mutation(typeof(RepealRule))
        .Mutation(typeof(FlagContribution)).Mutation(typeof(WithdrawFlag)).Mutation(typeof(ClaimReview)).Mutation(typeof(ReleaseClaim))
        .Mutation(typeof(DecideReview)).Mutation(typeof(RestoreContribution)).Mutation(typeof(AppealDecision)).Mutation(typeof(DecideAppeal))
        .Subscription(typeof(NoticeSubscriptions))
        .Importer<DeliberationImporter>("deliberation");
}

public static class ForumPermissions
{
    public const string OpenTopic = "forums.open-topic";
    public const string Reply = "forums.reply";
    public const string Vote = "forums.vote";
    public const string CloseTopic = "forums.close-topic";
    public const string Moderate = "forums.moderate";
    public const string ManageRules = "forums.manage-rules";
    public const string Flag = "forums.flag";
    public const string Appeal = "forums.appeal";
    public const string ManageCategories = "forums.manage-categories";
}
