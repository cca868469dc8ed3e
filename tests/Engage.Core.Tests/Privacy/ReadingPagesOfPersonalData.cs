using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Privacy;

public sealed class ReadingPagesOfPersonalData(Diaries diaries) : IClassFixture<Diaries>
{
    private EngageClient Ada => diaries.Engage.As("Ada", Roles.Resident);

    [Fact]
    public async Task A_page_of_many_authors_takes_one_query_for_keys_however_deep_they_stand()
    {
        for (var i = 0; i < 20; i++) await Diaries.Write(diaries.Engage.As($"Author {i}", Roles.Resident), $"Text {i}");
        diaries.Engage.Services.GetRequiredService<KnownKeys>().Forget();

        // Other tests run beside, each on a database of its own.
        var database = new NpgsqlConnectionStringBuilder(diaries.Database.ConnectionString).Database!;
        var queries = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Select(tag => tag.Value).OfType<string>().ToList();
                if (tags.Contains(database) && tags.Find(tag => tag.Contains("select subject, name, wrapped", StringComparison.Ordinal)) is { } query) queries.Enqueue(query);
            }
        };
        ActivitySource.AddActivityListener(listener);
        const string page = "{ entries(first: 100) { nodes { text met home { street } writerName } edges { node { text } } } }";
        var entries = (await Ada.Data(page)).GetProperty("entries").GetProperty("nodes").EnumerateArray().ToList();
        entries.ShouldAllBe(entry => entry.GetProperty("text").ValueKind == JsonValueKind.String && entry.GetProperty("met").GetArrayLength() == 2);
        queries.Count.ShouldBe(1, string.Join('\n', queries));
        await Ada.Data(page);
        queries.Count.ShouldBe(1, string.Join('\n', queries));
    }
}
