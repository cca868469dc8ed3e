[assembly: EngagePlugin("forums", "Forums", "A place where residents and the agency talk, and where large groups find what they agree on.")]

namespace Engage.Plugins.Forums;

public sealed class ForumsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin)
    {
        Categories(plugin);
        Topics(plugin);
        Posts(plugin);
        Answers(plugin);
        Deliberations(plugin);
        Demographics(plugin);
        Entries(plugin);
        Moderation(plugin);
        Reading(plugin);
    }

    private static void Categories(PluginBuilder plugin) => plugin
        .Event<CategoryCreated>("category-created")
        .Event<CategoryDescribed>("category-described")
        .Event<CategoryTranslated>("category-translated")
        .Event<CategoryRestricted>("category-restricted")
        .Event<CategoryPlaced>("category-placed")
        .Event<CategoryArchived>("category-archived")
        .Event<CategoryReopened>("category-reopened")
        .Projection<CategoryProjection>()
        .Permission(ForumPermissions.ManageCategories, "Create, describe, restrict, place and archive categories", Roles.Moderator, Roles.Administrator)
        .Permission(ForumPermissions.Translate, "Translate what the agency wrote", Roles.Staff, Roles.Moderator)
        .Query(typeof(CategoryQueries)).Extend<Category>(typeof(CategoryExtensions))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(DescribeCategory)).Mutation(typeof(TranslateCategory)).Mutation(typeof(RestrictCategory))
        .Mutation(typeof(PlaceCategory)).Mutation(typeof(ArchiveCategory)).Mutation(typeof(ReopenCategory));

    private static void Topics(PluginBuilder plugin) => plugin
        .Event<TopicOpened>("topic-opened")
        .Event<TopicEdited>("topic-edited")
        .Event<TopicTranslated>("topic-translated")
        .Event<TopicRetagged>("topic-retagged")
        .Event<TopicMoved>("topic-moved")
        .Event<TopicPinned>("topic-pinned")
        .Event<TopicUnpinned>("topic-unpinned")
        .Event<TopicClosed>("topic-closed")
        .Event<TopicReopened>("topic-reopened")
        .Search<TopicOpened>(e => new(e.StreamId) { Title = e.Data.Title, Tags = e.Data.Tags, Body = e.Data.Body })
        .Search<TopicEdited>(e => new(e.StreamId) { Title = e.Data.Title, Tags = e.Data.Tags, Body = e.Data.Body })
        .Search<TopicRetagged>(e => new(e.StreamId) { Tags = e.Data.Tags })
        .Projection<TopicProjection>()
        .Projection<TopicTranslationProjection>()
        // As the list of topics is ordered: pinned ones first.
        .Index<Topic>(topic => topic.Index(t => new { t.Pinned, t.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Pinned, t.Id }))
        .Index<TopicTranslation>(translation => translation.Index(t => t.TopicId))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", [Roles.Resident, .. SpokenRole.Speaking])
        .Permission(ForumPermissions.CloseTopic, "Close and reopen topics", Roles.Moderator)
        .Query(typeof(TopicQueries)).Query(typeof(TagQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Topic>(typeof(TopicTranslations)).Extend<TopicTranslation>(typeof(TopicTranslationExtensions))
        .Mutation(typeof(OpenTopic)).Mutation(typeof(EditTopic)).Mutation(typeof(TranslateTopic)).Mutation(typeof(RetagTopic)).Mutation(typeof(MoveTopic))
        .Mutation(typeof(PinTopic)).Mutation(typeof(UnpinTopic)).Mutation(typeof(CloseTopic)).Mutation(typeof(ReopenTopic))
        .Subscription(typeof(TopicSubscriptions));

    private static void Posts(PluginBuilder plugin) => plugin
        .Event<PostAdded>("post-added")
        .Event<PostEdited>("post-edited")
        .Event<PostWithdrawn>("post-withdrawn")
        .Search<PostAdded>(e => new(e.StreamId) { Body = e.Data.Body })
        .Search<PostEdited>(e => new(e.StreamId) { Body = e.Data.Body })
        .Search<PostWithdrawn>(e => new(e.StreamId) { Body = "" })
        .Projection<PostProjection>()
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Post>(post => post.Index(p => new { p.ParentId, p.Id }))
        .Permission(ForumPermissions.Reply, "Reply to a topic", [Roles.Resident, .. SpokenRole.Speaking])
        .Permission(ForumPermissions.EditOwn, "Change or withdraw what one wrote", [Roles.Resident, .. SpokenRole.Speaking])
        .Query(typeof(PostQueries)).Extend<Post>(typeof(PostExtensions)).Extend<Revision>(typeof(RevisionExtensions))
        .Mutation(typeof(Reply)).Mutation(typeof(EditPost)).Mutation(typeof(WithdrawPost))
        .Subscription(typeof(PostSubscriptions));

    private static void Answers(PluginBuilder plugin) => plugin
        .Event<AnswerPrepared>("answer-prepared")
        .Event<AnswerPublished>("answer-published")
        .Event<AnswerWithdrawn>("answer-withdrawn")
        .Event<AnswerTranslated>("answer-translated")
        .Search<AnswerPrepared>(e => new(e.StreamId) { Body = $"{e.Data.Text}\n\n{e.Data.Reasons}" })
        .Projection<OfficialAnswerProjection>()
        .Index<OfficialAnswer>(answer => answer.Index(a => a.TopicId))
        .Permission(ForumPermissions.Answer, "Answer for the agency, and read what is prepared", Roles.Staff, Roles.Officer)
        .Query(typeof(AnswerQueries)).Query(typeof(QuestionQueries))
        .Extend<OfficialAnswer>(typeof(OfficialAnswerExtensions)).Extend<Topic>(typeof(AnsweredTopics)).Extend<Topic>(typeof(QuestionExtensions)).Extend<Post>(typeof(AnsweredPosts))
        .Extend<AnswerTranslation>(typeof(AnswerTranslationExtensions))
        .Mutation(typeof(PrepareAnswer)).Mutation(typeof(PublishAnswer)).Mutation(typeof(WithdrawAnswer)).Mutation(typeof(TranslateAnswer))
        .Subscription(typeof(AnswerSubscriptions));

    private static void Deliberations(PluginBuilder plugin) => plugin
        .Event<StatementAccepted>("statement-accepted")
        .Event<StatementRejected>("statement-rejected")
        .Event<StatementMarked>("statement-marked")
        .Event<VoteCast>("vote-cast")
        .Projection<BallotProjection>()
        .Projection<DeliberationProjection>(ProjectionLifecycle.Async)
        .Index<Ballot>(ballot => ballot.Index(b => new { b.TopicId, b.Voter }))
        .Index<RecordedVote>(vote => vote.Index(v => v.TopicId))
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Extend<Topic>(typeof(DeliberationFields)).Extend<DeliberationStatement>(typeof(DeliberationStatementFields)).Extend<Post>(typeof(BallotFields))
        .Mutation(typeof(Vote)).Mutation(typeof(AcceptStatement)).Mutation(typeof(RejectStatement)).Mutation(typeof(MarkStatementMeta))
        .Importer<DeliberationImporter>("deliberation");

    private static void Demographics(PluginBuilder plugin) => plugin
        .Event<DemographicDefined>("demographic-defined")
        .Event<DemographicAmended>("demographic-amended")
        .Event<DemographicTranslated>("demographic-translated")
        .Event<DemographicRetired>("demographic-retired")
        .Event<DemographicDonated>("demographic-donated")
        .Event<DemographicWithdrawn>("demographic-withdrawn")
        .Projection<DemographicProjection>()
        .Projection<DonationProjection>()
        .Projection<DemographicFiguresProjection>(ProjectionLifecycle.Async)
        .Projection<TopicReachProjection>(ProjectionLifecycle.Async)
        .Index<DemographicFigures>(figures => figures.Index(f => f.TopicId))
        .Permission(ForumPermissions.ManageDemographics, "Define what people may be asked about themselves", Roles.Staff, Roles.Administrator)
        .Permission(ForumPermissions.DonateDemographics, "Tell who you are, for the figures on whom a topic reaches", Roles.Resident)
        .Query(typeof(DemographicQueries)).Query(typeof(DonationQueries))
        .Extend<Topic>(typeof(ParticipationFields)).Extend<Demographic>(typeof(DemographicExtensions)).Extend<DemographicGroup>(typeof(DemographicGroupExtensions))
        .Mutation(typeof(DefineDemographic)).Mutation(typeof(AmendDemographic)).Mutation(typeof(TranslateDemographic)).Mutation(typeof(RetireDemographic))
        .Mutation(typeof(DonateDemographic)).Mutation(typeof(WithdrawDemographic));

    private static void Entries(PluginBuilder plugin) => plugin
        .Event<ParticipantRegistered>("participant-registered")
        .Projection<RegisteredParticipantProjection>()
        .Projection<StaffEntriesProjection>(ProjectionLifecycle.Async)
        .Permission(ForumPermissions.EnterForOthers, "Enter what people say who have no device", Roles.Staff)
        .Permission(ForumPermissions.AuditEntries, "See how much each member of staff entered for others", Roles.Auditor)
        .Query(typeof(RegisteredParticipantQueries)).Query(typeof(StaffEntriesQueries))
        .Mutation(typeof(RegisterParticipant)).Mutation(typeof(EnterTopic)).Mutation(typeof(EnterReply)).Mutation(typeof(EnterVote));

    private static void Moderation(PluginBuilder plugin) => plugin
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
        .Projection<RuleProjection>()
        .Projection<ReviewProjection>()
        .Projection<ModerationDecisionProjection>()
        .Index<Review>(review => review.Index(r => r.State))
        // To find the flags of one person.
        .Index<Review>(review => review.GinIndexJsonData())
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageRules, "Adopt, amend and repeal the rules of the forum", Roles.Administrator)
        .Permission(ForumPermissions.Flag, "Tell moderators that something breaks a rule", [Roles.Resident, .. SpokenRole.Speaking])
        .Permission(ForumPermissions.Appeal, "Appeal the decision that hid what one wrote", [Roles.Resident, .. SpokenRole.Speaking])
        .Setting<ModerationSettings>()
        .Query(typeof(RuleQueries)).Query(typeof(ModerationQueries)).Query(typeof(ModerationSummaryQueries)).Query(typeof(NoticeQueries))
        .Extend<Rule>(typeof(RuleExtensions)).Extend<RuleVersion>(typeof(RuleVersionExtensions))
        .Extend<RuleCount>(typeof(RuleCountExtensions)).Extend<ModerationDecision>(typeof(ModerationDecisionExtensions)).Extend<Review>(typeof(ReviewExtensions))
        .Extend<Post>(typeof(HiddenPosts)).Extend<Post>(typeof(PostNotices)).Extend<Topic>(typeof(HiddenTopics)).Extend<Topic>(typeof(TopicNotices))
        .Mutation(typeof(AdoptRule)).Mutation(typeof(AmendRule)).Mutation(typeof(TranslateRule)).Mutation(typeof(RepealRule))
        .Mutation(typeof(FlagContribution)).Mutation(typeof(WithdrawFlag)).Mutation(typeof(ClaimReview)).Mutation(typeof(ReleaseClaim))
        .Mutation(typeof(DecideReview)).Mutation(typeof(RestoreContribution)).Mutation(typeof(AppealDecision)).Mutation(typeof(DecideAppeal))
        .Subscription(typeof(NoticeSubscriptions));

    private static void Reading(PluginBuilder plugin) => plugin
        .Document<Reader>()
        .Projection<ReaderProjection>()
        .Permission(ForumPermissions.Follow, "Follow topics, and note what one has read", [.. Roles.All])
        .Query(typeof(FollowingQueries)).Query(typeof(ForumSearch))
        .Extend<Topic>(typeof(FollowingTopics)).Extend<Category>(typeof(FollowingCategories)).Extend<ForumHit>(typeof(ForumHitExtensions))
        .Mutation(typeof(FollowTopic)).Mutation(typeof(UnfollowTopic)).Mutation(typeof(FollowCategory)).Mutation(typeof(UnfollowCategory)).Mutation(typeof(MarkTopicRead));
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
    public const string ManageRules = "forums.manage-rules";
    public const string Flag = "forums.flag";
    public const string Appeal = "forums.appeal";
    public const string Answer = "forums.answer";
    public const string Translate = "forums.translate";
    public const string ManageCategories = "forums.manage-categories";
    public const string ManageDemographics = "forums.manage-demographics";
    public const string DonateDemographics = "forums.donate-demographics";
    public const string EnterForOthers = "forums.enter-for-others";
    public const string AuditEntries = "forums.audit-entries";
}
