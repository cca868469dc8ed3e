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
        if (accepted.Count == 0) throw new Refusal("forums.import-empty", "comments.csv holds no accepted statement that can be read, so there is nothing to import.");

        var (topicId, opened) = await Open(run, export, accepted[0].At, stop);
        var posts = accepted.ToDictionary(statement => statement.Id, statement => StreamId.From(statement.At, topicId.ToString(), statement.Id));
        var added = await AddPosts(run, topicId, accepted, posts, stop);
        var cast = await CastVotes(run, export, topicId, posts, stop);
        await CompareCounts(run, topicId, accepted, posts, stop);

        var moderatedOut = export.Statements.Count - accepted.Count;
        if (moderatedOut > 0) run.Say($"{moderatedOut} statements were moderated out where the deliberation was held, and are left out here.");
        run.Say(opened || added > 0 || cast > 0
            ? $"Imported {added} statements and {cast} votes of {export.Votes.Select(vote => vote.Voter).Distinct().Count()} people."
            : "Nothing has changed: all of it was imported before.");
        run.Say(topicId.ToString());
    }

    private async Task<(Guid Id, bool New)> Open(ImportRun run, DeliberationExport export, DateTimeOffset at, CancellationToken stop)
    {
        await using var session = run.OpenSession();
        var known = await session.Query<Topic>().Where(topic => topic.Source == export.Source).FirstOrDefaultAsync(stop);
        if (known is not null) return (known.Id, false);

        var title = Text.Checked(Title ?? export.Topic, Title is null ? "topic in summary.csv" : "title", 200);
        var id = StreamId.From(at, export.Source);
        session.Events.StartStream<Topic>(id, new TopicOpened(TopicKind.Deliberation, title, export.Description, null, "Imported", export.Source).AsEvent().AtTimestamp(at));
        await session.SaveChangesAsync(stop);
        return (id, true);
    }

    private static async Task<int> AddPosts(ImportRun run, Guid topicId, List<ExportedStatement> statements, Dictionary<string, Guid> posts, CancellationToken stop)
    {
        await using var session = run.OpenSession();
        var known = (await session.Query<Post>().Where(post => post.TopicId == topicId).Select(post => post.Id).ToListAsync(stop)).ToHashSet();
        var missing = statements.Where(statement => !known.Contains(posts[statement.Id])).ToList();
        var done = 0;
        foreach (var batch in missing.Chunk(Batch))
        {
            foreach (var statement in batch)
            {
                session.Events.StartStream<Post>(posts[statement.Id],
                    new PostAdded(topicId, statement.Body, $"Participant {statement.Author}").AsEvent().AtTimestamp(statement.At));
            }
            await session.SaveChangesAsync(stop);
            run.Progress("statements", done += batch.Length, missing.Count);
        }
        return missing.Count;
    }

    private static async Task<int> CastVotes(ImportRun run, DeliberationExport export, Guid topicId, Dictionary<string, Guid> posts, CancellationToken stop)
    {
        var moderatedOut = export.Statements.Where(statement => !statement.Accepted).Select(statement => statement.Id).ToHashSet();
        await using var session = run.OpenSession();
        var ballots = (await session.Query<Ballot>().Where(ballot => ballot.TopicId == topicId).ToListAsync(stop)).ToDictionary(ballot => ballot.Id);
        var done = 0;
        var cast = 0;
        foreach (var batch in export.Votes.OrderBy(vote => vote.At).ThenBy(vote => vote.Line).Chunk(Batch))
        {
            foreach (var vote in batch)
            {
                if (moderatedOut.Contains(vote.StatementId)) continue;
                if (!posts.TryGetValue(vote.StatementId, out var postId))
                {
                    run.Reject("votes.csv", vote.Line, $"there is no statement {vote.StatementId} in comments.csv");
                    continue;
                }
                var voter = Ballot.VoterOf(topicId, $"{export.Source} {vote.Voter}");
                var id = Ballot.IdOf(postId, voter);
                var before = ballots.GetValueOrDefault(id);
                // Rows stand in order of time, so what is not newer than the ballot was imported before.
                if (before is not null && vote.At <= before.At) continue;
                var decided = new VoteCast(topicId, postId, voter, vote.Value, before?.Value);
                session.Events.Append(id, decided.AsEvent().AtTimestamp(vote.At));
                ballots[id] = new(id, topicId, postId, voter, vote.Value, vote.At);
                cast++;
            }
            await session.SaveChangesAsync(stop);
            run.Progress("votes", done += batch.Length, export.Votes.Count);
        }
        return cast;
    }

    /// <summary>Tells where the export's own counts differ from ours: an export counts rows, we count people.</summary>
    private static async Task CompareCounts(ImportRun run, Guid topicId, List<ExportedStatement> statements, Dictionary<string, Guid> posts, CancellationToken stop)
    {
        await using var session = run.OpenSession();
        var counted = (await session.Query<Post>().Where(post => post.TopicId == topicId).ToListAsync(stop)).ToDictionary(post => post.Id);
        foreach (var statement in statements)
        {
            if (counted.GetValueOrDefault(posts[statement.Id]) is not { } post || (post.Agrees, post.Disagrees) == (statement.Agrees, statement.Disagrees)) continue;
            run.Say($"Statement {statement.Id}: {post.Agrees} people agree and {post.Disagrees} disagree; comments.csv says {statement.Agrees} and {statement.Disagrees}. "
                + "It counts a vote again that the same person cast again; here the last vote of each person counts once.");
        }
    }
}
