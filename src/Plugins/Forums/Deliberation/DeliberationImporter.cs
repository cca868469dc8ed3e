namespace Engage.Plugins.Forums;

/// <summary>Imports a deliberation that was held elsewhere, with its times and its authors' pseudonyms.</summary>
public sealed class DeliberationImporter : Importer
{
    private const int Batch = 500;

    /// <summary>The topic's title, where it shall not be the one of the export.</summary>
    public string? Title { get; set; }

    public override async Task Import(ImportRun run, CancellationToken stop)
    {
        var export = DeliberationExport.Read(run);
        var accepted = export.Statements.Where(statement => statement.Accepted).OrderBy(statement => statement.At).ToList();
        if (accepted.Count == 0)
            throw new Refusal("forums.import-empty", "comments.csv holds no accepted statement that can be read, so there is nothing to import.");

        var (topicId, opened) = await Open(run, export, accepted[0].At, stop);
        var posts = accepted.ToDictionary(statement => statement.Id, statement => StreamId.From(statement.At, topicId.ToString(), statement.Id));
        var added = await AddPosts(run, topicId, accepted, posts, stop);
        var (cast, people) = await CastVotes(run, export, topicId, posts, stop);

        CompareCounts(run, export, accepted);
        var moderatedOut = export.Statements.Count - accepted.Count;
        if (moderatedOut > 0) run.Say($"Statements that were moderated out where the deliberation was held, and are left out here: {moderatedOut}.");
        run.Say(opened || added > 0 || cast > 0
            ? $"Imported statements: {added}, votes: {cast}, people who cast them: {people}."
            : "Nothing has changed: what could be read was imported before.");
        run.Say(topicId.ToString());
    }

    private async Task<(Guid Id, bool New)> Open(ImportRun run, DeliberationExport export, DateTimeOffset at, CancellationToken stop)
    {
        await using var session = run.OpenSession();
        var known = await session.Query<Topic>().Where(topic => topic.Source == export.Source).FirstOrDefaultAsync(stop);
        if (known is not null) return (known.Id, false);

        var title = Text.Checked(Title ?? export.Topic, Title is null ? "topic in summary.csv" : "title", 200);
        var id = StreamId.From(at, export.Source);
        var importer = Participant(id, "the importer");
        var opened = new TopicOpened(TopicKind.Deliberation, title, Personal.Of(importer, export.Description), null, Personal.Of(importer, "Imported"), export.Source);
        session.Events.StartStream<Topic>(id, opened.AsEvent().AtTimestamp(at));
        await session.SaveChangesAsync(stop);
        return (id, true);
    }

    private static async Task<int> AddPosts(
        ImportRun run, Guid topicId, List<ExportedStatement> statements, Dictionary<string, Guid> posts, CancellationToken stop)
    {
        await using var session = run.OpenSession();
        var known = (await session.Query<Post>().Where(post => post.TopicId == topicId).Select(post => post.Id).ToListAsync(stop)).ToHashSet();
        var missing = statements.Where(statement => !known.Contains(posts[statement.Id])).ToList();
        var done = 0;
        foreach (var batch in missing.Chunk(Batch))
        {
            foreach (var statement in batch)
            {
                var author = Participant(topicId, statement.Author);
                var added = new PostAdded(topicId, Personal.Of(author, statement.Body), Personal.Of(author, $"Participant {statement.Author}"));
                session.Events.StartStream<Post>(posts[statement.Id], added.AsEvent().AtTimestamp(statement.At));
            }
            await session.SaveChangesAsync(stop);
            run.Progress("statements", done += batch.Length, missing.Count);
        }
        return missing.Count;
    }

    private static async Task<(int Votes, int People)> CastVotes(
        ImportRun run, DeliberationExport export, Guid topicId, Dictionary<string, Guid> posts, CancellationToken stop)
    {
        var moderatedOut = export.Statements.Where(statement => !statement.Accepted).Select(statement => statement.Id).ToHashSet();
        await using var session = run.OpenSession();
        var known = (await session.Query<Ballot>().Where(ballot => ballot.TopicId == topicId).ToListAsync(stop)).ToDictionary(ballot => ballot.Id);
        var last = known.ToDictionary(ballot => ballot.Key, ballot => ballot.Value.Value);
        var versions = new Dictionary<Guid, long>();
        var people = new HashSet<Guid>();
        var done = 0;
        var cast = 0;
        foreach (var batch in export.Votes.OrderBy(vote => vote.At).ThenBy(vote => vote.Line).Chunk(Batch))
        {
            foreach (var vote in batch)
            {
                if (moderatedOut.Contains(vote.StatementId)) continue;
                if (!posts.TryGetValue(vote.StatementId, out var postId))
                {
                    run.Reject("votes.csv", vote.Line, $"comments.csv has no statement {vote.StatementId} that can be read");
                    continue;
                }
                var voter = Ballot.VoterOf(topicId, $"{export.Source} {vote.Voter}");
                var id = Ballot.IdOf(postId, voter);
                // Votes go in by their time, so what is not newer than the ballot of an earlier import was in that import, or changes nothing.
                if (known.TryGetValue(id, out var ballot) && vote.At <= ballot.At) continue;
                VoteValue? previous = last.TryGetValue(id, out var before) ? before : null;
                // With the version, so that of two imports at once one is refused, instead of counting everybody twice.
                if (!versions.TryGetValue(id, out var version) && ballot is not null) version = (await session.Events.FetchStreamStateAsync(id, stop))!.Version;
                session.Events.Append(id, ++version, new VoteCast(topicId, postId, voter, vote.Value, previous).AsEvent().AtTimestamp(vote.At));
                (last[id], versions[id]) = (vote.Value, version);
                people.Add(voter);
                cast++;
            }
            await session.SaveChangesAsync(stop);
            run.Progress("votes", done += batch.Length, export.Votes.Count);
        }
        return (cast, people.Count);
    }

    /// <summary>Whom a participant's words are about: nobody with an account, and yet each can be erased alone.</summary>
    private static ActorId Participant(Guid topicId, string author) => new(StreamId.Of("participant", topicId.ToString(), author).ToString());

    /// <summary>Tells where the export's own counts differ from what is counted here: some exports count a person again who cast the same vote again.</summary>
    private static void CompareCounts(ImportRun run, DeliberationExport export, List<ExportedStatement> statements)
    {
        var people = export.People();
        foreach (var statement in statements)
        {
            var (agrees, disagrees) = people.GetValueOrDefault(statement.Id);
            if ((agrees, disagrees) == (statement.Agrees, statement.Disagrees)) continue;
            run.Say($"Statement {statement.Id}: by votes.csv {agrees} people agree and {disagrees} disagree, each counted once with the last vote, as here; "
                + $"comments.csv says {statement.Agrees} and {statement.Disagrees}.");
        }
    }
}
