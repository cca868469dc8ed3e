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
        .Event<DemographicDefined>("demographic-defined")
        .Event<DemographicAmended>("demographic-amended")
        .Event<DemographicRetired>("demographic-retired")
        .Event<DemographicDonated>("demographic-donated")
        .Event<DemographicWithdrawn>("demographic-withdrawn")
        .Event<ParticipantRegistered>("participant-registered")
        .Projection<CategoryProjection>()
        .Projection<TopicProjection>()
        .Projection<PostProjection>()
        .Projection<BallotProjection>()
        .Projection<DemographicProjection>()
        .Projection<DonationProjection>()
        .Projection<RegisteredParticipantProjection>()
        .Projection<DemographicFiguresProjection>(ProjectionLifecycle.Async)
        .Projection<TopicChannelsProjection>(ProjectionLifecycle.Async)
        .Projection<TookPartProjection>(ProjectionLifecycle.Async)
        .Projection<StaffEntriesProjection>(ProjectionLifecycle.Async)
        // With the id, so that a page is read where it lies and the posts of other topics, or of the pages before, are not.
        .Index<Post>(post => post.Index(p => new { p.TopicId, p.Id }))
        .Index<Topic>(topic => topic.Index(t => new { t.CategoryId, t.Id }))
        .Index<Ballot>(ballot => ballot.Index(b => b.TopicId))
        .Index<DemographicFigures>(figures => figures.Index(f => f.TopicId))
        .Index<TookPart>(person => person.Index(p => new { p.TopicId, p.Wrote }))
        .Permission(ForumPermissions.OpenTopic, "Open a topic", Roles.Resident)
        .Permission(ForumPermissions.Reply, "Reply to a topic", Roles.Resident)
        .Permission(ForumPermissions.Vote, "Vote on a post", Roles.Resident)
        .Permission(ForumPermissions.CloseTopic, "Close a topic", Roles.Moderator)
        .Permission(ForumPermissions.Moderate, "Moderate what people write, and read what is hidden or restricted", Roles.Moderator)
        .Permission(ForumPermissions.ManageCategories, "Create categories", Roles.Moderator, Roles.Administrator)
        .Permission(ForumPermissions.ManageDemographics, "Define what people may be asked about themselves", Roles.Staff, Roles.Administrator)
        .Permission(ForumPermissions.DonateDemographics, "Tell who you are, for the figures on whom a topic reaches", Roles.Resident)
        .Permission(ForumPermissions.EnterForOthers, "Enter what people say who have no device", Roles.Staff)
        .Permission(ForumPermissions.AuditEntries, "See how much each member of staff entered for others", Roles.Auditor)
        .Query(typeof(DemographicQueries)).Query(typeof(DonationQueries)).Query(typeof(RegisteredParticipantQueries)).Query(typeof(StaffEntriesQueries))
        .Extend<Topic>(typeof(ParticipationFields)).Extend<Demographic>(typeof(DemographicExtensions))
        .Mutation(typeof(DefineDemographic)).Mutation(typeof(AmendDemographic)).Mutation(typeof(RetireDemographic))
        .Mutation(typeof(DonateDemographic)).Mutation(typeof(WithdrawDemographic))
        .Mutation(typeof(RegisterParticipant)).Mutation(typeof(EnterTopic)).Mutation(typeof(EnterReply)).Mutation(typeof(EnterVote))
        .Query(typeof(CategoryQueries)).Query(typeof(TopicQueries))
        .Extend<Topic>(typeof(TopicExtensions)).Extend<Post>(typeof(PostExtensions))
        .Mutation(typeof(CreateCategory)).Mutation(typeof(OpenTopic)).Mutation(typeof(Reply)).Mutation(typeof(Vote)).Mutation(typeof(CloseTopic))
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
    public const string ManageDemographics = "forums.manage-demographics";
    public const string DonateDemographics = "forums.donate-demographics";
    public const string EnterForOthers = "forums.enter-for-others";
    public const string AuditEntries = "forums.audit-entries";
}
