namespace Engage.Benchmarks;

/// <summary>Writes a deliberation as Polis exports it, for the host's own importer: so the log and the read models are what production has.</summary>
internal static class DeliberationFiles
{
    /// <summary>When the first post was written; the others follow a second apart. Ids of posts begin with their time, so pgbench can name one by it.</summary>
    public static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int VotesOfAVoter = 100;

    public static void Write(string folder, int posts, int votes) => Write(folder, posts, votes, (votes - 1) / Math.Min(VotesOfAVoter, posts) + 1, mind: null);

    /// <param name="mind">What a voter votes on a post: 1, 0 or -1; null where it does not matter.</param>
    public static void Write(string folder, int posts, int votes, int voters, Func<int, int, int>? mind)
    {
        Directory.CreateDirectory(folder);
        var start = Start.ToUnixTimeMilliseconds();
        var counts = new (int Agrees, int Disagrees)[posts];
        using (var file = new StreamWriter(Path.Combine(folder, "votes.csv")))
        {
            file.WriteLine("timestamp,datetime,comment-id,voter-id,vote");
            for (var i = 0; i < votes; i++)
            {
                var (voter, post) = (i % voters, PostOf(i, voters, posts));
                var vote = mind?.Invoke(voter, post) ?? i % 7 % 3 - 1;
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

    /// <summary>Which post a vote is on: one after the other for each voter, who begin at different ones.</summary>
    public static int PostOf(int vote, int voters, int posts) => (int)((vote / voters + vote % voters * 7919L) % posts);

    public static string Body(int post) =>
        $"Statement {post}: the lamps along the canal should burn all night since people come home from late shifts there and the last bus stops a good ten minutes away. " +
        "Those who live beside it asked for shades and for a warmer light.";
}
