namespace Engage.Plugins.Forums;

/// <summary>
/// Records votes and analyses deliberations behind them, never in a request. It reads nothing that another projection writes, so that each can be
/// rebuilt at any time; and it analyses a topic once for all its events of a batch.
/// </summary>
public sealed partial class DeliberationProjection : BatchProjection
{
    /// <summary>While so many votes more wait, as in an import, an analysis would be out of date before it is stored.</summary>
    private const int ManyWaiting = 1_000;

    /// <summary>While people vote one after the other it would take a processor for itself, and say nearly the same each time.</summary>
    private const int SomeWaiting = 10;

    private const int LookAhead = 5_000;

    public DeliberationProjection()
    {
        IncludeType<TopicOpened>();
        IncludeType<PostAdded>();
        IncludeType<StatementAccepted>();
        IncludeType<StatementRejected>();
        IncludeType<StatementMarked>();
        IncludeType<PostWithdrawn>();
        IncludeType<VoteCast>();
        IncludeType<ContributionHeld>();
        IncludeType<ContributionHidden>();
        IncludeType<ContributionKept>();
        IncludeType<ContributionRestored>();
        IncludeType<AppealDecided>();
        Options.DeleteViewTypeOnTeardown<DeliberationRecord>();
        Options.DeleteViewTypeOnTeardown<RecordedVote>();
        Options.DeleteViewTypeOnTeardown<Deliberation>();
    }

    protected override async Task ApplyBatch(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken stop)
    {
        var deliberations = (await operations.LoadManyAsync<DeliberationRecord>(stop, [.. events.Select(TopicOf).Distinct()])).ToDictionary(each => each.Id);
        var changed = new HashSet<Guid>();
        var votes = new List<RecordedVote>();
        foreach (var e in events)
        {
            if (e.Data is TopicOpened { Kind: TopicKind.Deliberation }) deliberations[e.StreamId] = DeliberationRecord.Opened(e.StreamId, e.Timestamp, []);
            if (!deliberations.TryGetValue(TopicOf(e), out var deliberation)) continue;
            deliberations[deliberation.Id] = With(deliberation, e);
            changed.Add(deliberation.Id);
            if (e.Data is VoteCast vote) votes.Add(new(e.Id, vote.TopicId, vote.Voter, vote.PostId, vote.Value, e.Timestamp, e.Sequence));
        }
        operations.Store<RecordedVote>(votes);
        foreach (var id in changed)
            operations.Store(deliberations[id].Due ? await Analyse(operations, deliberations[id], votes, events[^1].Sequence, stop) : deliberations[id]);
    }

    private static async Task<DeliberationRecord> Analyse(
        IDocumentOperations operations, DeliberationRecord deliberation, List<RecordedVote> votes, long until, CancellationToken stop)
    {
        // However many wait, what is shown is made of two thirds of the votes at least, or of 99 in 100.
        if (deliberation.Votes < deliberation.Analysed * 1.5 && await Waiting(operations, deliberation.Id, until, stop) is var waiting
            && waiting >= (deliberation.Votes < deliberation.Analysed * 1.01 ? SomeWaiting : ManyWaiting)) return deliberation;
        var before = await operations.Query<RecordedVote>().Where(vote => vote.TopicId == deliberation.Id).ToListAsync(stop);
        // What this batch records is not in the database yet.
        var all = DeliberationAnalysis.Order(before.Concat(votes.Where(vote => vote.TopicId == deliberation.Id)));
        try
        {
            var analysis = DeliberationAnalysis.Of(deliberation, all, deliberation.At);
            operations.Store(analysis);
            return deliberation with { Analysed = analysis.Votes, AnalysedAt = analysis.AsOf, Since = [.. all.Skip(analysis.Votes).Select(vote => vote.Voter).Distinct().Order()], Due = false };
        }
        catch (Exception)
        {
            // What cannot be worked out stays as it was, and due; the other topics, of all agencies, wait behind it otherwise.
            return deliberation;
        }
    }

    /// <summary>How many votes on it will come with the next batches. Each of those analyses, or sees more to come: so the last one does.</summary>
    private static async Task<long> Waiting(IDocumentOperations operations, Guid topicId, long until, CancellationToken stop)
    {
        var events = operations.DocumentStore.Options.Events.DatabaseSchemaName;
        return (await operations.QueryAsync<long>(
            $"""
            select count(*) from (
              select from {events}.mt_events
              where seq_id > ? and seq_id <= ? and tenant_id = ? and type = 'forums.vote-cast' and data ->> 'topicId' = ? limit {ManyWaiting}) waiting
            """,
            stop, until, until + LookAhead, operations.TenantId, topicId.ToString()))[0];
    }

    private static Guid TopicOf(IEvent e) => e.Data switch
    {
        PostAdded post => post.TopicId,
        VoteCast vote => vote.TopicId,
        PostWithdrawn post => post.TopicId,
        StatementAccepted statement => statement.TopicId,
        StatementRejected statement => statement.TopicId,
        StatementMarked statement => statement.TopicId,
        ContributionHeld decision => decision.TopicId,
        ContributionHidden decision => decision.TopicId,
        ContributionKept decision => decision.TopicId,
        ContributionRestored decision => decision.TopicId,
        AppealDecided decision => decision.TopicId,
        _ => e.StreamId
    };

    private static DeliberationRecord With(DeliberationRecord deliberation, IEvent e)
    {
        var next = deliberation with
        {
            At = e.Timestamp > deliberation.At ? e.Timestamp : deliberation.At,
            Late = deliberation.Late + (e.Timestamp < deliberation.At ? 1 : 0)
        };
        return e.Data switch
        {
            PostAdded { ParentId: null } post => next with { Due = true, Statements = [.. next.Statements, new(e.StreamId, [new(e.Timestamp, post.State ?? StatementState.Accepted)])] },
            StatementAccepted => Changed(e.StreamId, new(e.Timestamp, StatementState.Accepted)),
            StatementRejected => Changed(e.StreamId, new(e.Timestamp, StatementState.Rejected)),
            StatementMarked marked => Changed(e.StreamId, new(e.Timestamp, Meta: marked.Meta)),
            PostWithdrawn => Changed(e.StreamId, new(e.Timestamp, Withdrawn: true)),
            ContributionHeld decision => Changed(decision.PostId, new(e.Timestamp, Hidden: true)),
            ContributionHidden decision => Changed(decision.PostId, new(e.Timestamp, Hidden: true)),
            ContributionKept decision => Changed(decision.PostId, new(e.Timestamp, Hidden: false)),
            ContributionRestored decision => Changed(decision.PostId, new(e.Timestamp, Hidden: false)),
            AppealDecided { Outcome: AppealOutcome.Overturned } decision => Changed(decision.PostId, new(e.Timestamp, Hidden: false)),
            VoteCast vote => next.With(vote.Voter, e.Timestamp),
            _ => next
        };

        // Talk about a statement can be withdrawn and hidden too, and changes nothing.
        DeliberationRecord Changed(Guid? id, StatementChange change) => next.Statements.All(statement => statement.Id != id) ? next : next with
        {
            Due = true,
            Statements = [.. next.Statements.Select(statement => statement.Id == id ? statement with { Changes = [.. statement.Changes, change] } : statement)]
        };
    }
}
