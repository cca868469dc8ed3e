namespace Engage.Benchmarks;

/// <summary>Writes a deliberation as Polis exports it, for the host's own importer: so the log and the read models are what production has.</summary>
internal static class DeliberationFiles
{
    /// <summary>When the first post was written; the others follow a second apart. Ids of posts begin with their time, so pgbench can name one by it.</summary>
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int VotesOfAVoter = 100;

    public static void Write(string folder, int posts, int votes)
    {
        Directory.CreateDirectory(folder);
        var start = Start.ToUnixTimeMilliseconds();
        var voters = (votes - 1) / Math.Min(VotesOfAVoter, posts) + 1;
        var counts = new (int Agrees, int Disagrees)[posts];
        using (var file = new StreamWriter(Path.Combine(folder, "votes.csv")))
        {
            file.WriteLine("timestamp,datetime,comment-id,voter-id,vote");
            for (var i = 0; i < votes; i++)
            {
                var (voter, vote) = (i % voters, i % 7 % 3 - 1);
                var post = (int)((i / voters + voter * 7919L) % posts);
                if (vote > 0) counts[post].Agrees++;
                if (vote < 0) counts[post].Disagrees++;
                file.WriteLine($"{start + posts * 1000L + i * 10L},,{post},{voter},{vote}");
            }
        }
        using (var file = new StreamWriter(Path.Combine(folder, "comments.csv")))
        {
            file.WriteLine("timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body");
            for (var i = 0; i < posts; i++)
                file.WriteLine($"{start + i * 1000L},,{i},{i % 997},{counts[i].Agrees},{counts[i].Disagrees},1,{Body(i)}");
        }
        File.WriteAllText(Path.Combine(folder, "summary.csv"), "topic,What would make our streets safer?\nurl,https://example.org/benchmark\n");
    }

    public static string Body(int post) =>
        $"Statement {post}: the lamps along the canal should burn all night since people come home from late shifts there and the last bus stops a good ten minutes away. " +
        "Those who live beside it asked for shades and for a warmer light.";
}
