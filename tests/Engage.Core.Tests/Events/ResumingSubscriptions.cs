using System.Text.Json;
using Engage.GraphQL;
using Engage.Identity;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Events;

public sealed class ResumingSubscriptions(ResumingSubscriptions.Kitchen kitchen) : IClassFixture<ResumingSubscriptions.Kitchen>, IAsyncLifetime
{
    private const string Follow = "subscription ($after: String) { mealCooked(after: $after) { sequence data { name } } }";

    private EngageAgency _agency = null!;

    public async Task InitializeAsync() => _agency = await kitchen.Engage.In(kitchen.NextAgency());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Who_resumes_behind_a_cursor_gets_what_came_since_and_then_what_comes()
    {
        await using var first = await Subscribe();
        await Cook("Soup");
        var soup = await first.Next();
        await Cook("Cake");
        await Cook("Stew");

        await using var second = await Subscribe(soup.Cursor);
        (await second.Next()).Name.ShouldBe("Cake");
        (await second.Next()).Name.ShouldBe("Stew");
        await Cook("Pie");
        (await second.Next()).Name.ShouldBe("Pie");
    }

    [Fact]
    public async Task A_message_has_the_same_cursor_each_time_it_is_sent_and_no_other_message_has_it()
    {
        await using var first = await Subscribe();
        await using var second = await Subscribe();
        await Cook("Soup");
        await Cook("Cake");
        var (soup, cake) = (await first.Next(), await first.Next());

        (await second.Next()).ShouldBe(soup);
        (await second.Next()).ShouldBe(cake);
        soup.Cursor.ShouldNotBe(cake.Cursor);
    }

    [Fact]
    public async Task Who_was_cut_off_in_the_middle_of_what_came_of_one_event_gets_the_rest()
    {
        const string courses = "subscription ($after: String) { courseServed(after: $after) { name } }";
        await using var first = await Subscribe(document: courses);
        await Cook("Soup Cake Coffee");
        await first.Next();
        var cake = await first.Next();

        await using var second = await Subscribe(cake.Cursor, courses);
        (await second.Next()).Name.ShouldBe("Coffee");
    }

    [Fact]
    public async Task Nothing_is_missed_or_doubled_however_often_a_client_comes_back_while_others_write()
    {
        const int count = 600;
        await using var whole = await Subscribe();
        await Cook("Begin");
        var cursor = (await whole.Next()).Cursor;
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(async writer =>
        {
            for (var i = 0; i < count / 3; i++) await Cook($"{writer}-{i}");
        }));

        var names = new List<string>();
        for (var stay = 1; names.Count < count; stay = stay % 40 + 1)
        {
            await using var visit = await Subscribe(cursor);
            for (var i = 0; i < stay && names.Count < count; i++)
            {
                var message = await visit.Next();
                cursor = message.Cursor;
                names.Add(message.Name);
            }
        }
        await writing;
        var expected = new List<string>();
        while (expected.Count < count) expected.Add((await whole.Next()).Name);
        names.ShouldBe(expected);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("====")]
    [InlineData("ZGVmYXVsdDotMTow")]
    public async Task What_is_no_cursor_is_refused(string cursor) => (await Refused(cursor)).ShouldBe(await Refused("nonsense"));

    [Fact]
    public async Task A_cursor_of_another_agency_is_refused_as_one_that_never_was() =>
        (await Refused(new FeedCursor("elsewhere", 1, 0).ToString())).ShouldBe(await Refused("nonsense"));

    [Fact]
    public async Task Behind_the_end_of_the_log_it_waits_until_the_log_has_come_so_far()
    {
        await Cook("Soup");
        await kitchen.Caught();
        await using var ahead = await Subscribe(new FeedCursor(_agency.Slug, kitchen.Log.Position + 2, 0).ToString());
        foreach (var name in new[] { "One", "Two", "Three" }) await Cook(name);
        (await ahead.Next()).Name.ShouldBe("Three");
    }

    [Fact]
    public async Task The_cursor_is_the_id_of_the_server_sent_event_and_a_browser_resumes_by_the_header()
    {
        await using var whole = await Subscribe();
        await Cook("Soup");
        var soup = await whole.Next();
        await Cook("Cake");
        var cake = await whole.Next();

        // As a browser does it: the address that it was given, the old cursor in it, and how far it came in the header.
        var address = $"/agencies/{_agency.Slug}/graphql?query={Uri.EscapeDataString(Follow)}&variables={Uri.EscapeDataString(JsonSerializer.Serialize(new { after = "nonsense" }))}";
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(kitchen.Engage.Address, address)) { Headers = { { "Accept", "text/event-stream" }, { "Last-Event-ID", soup.Cursor } } };
        using var http = new HttpClient();
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        string?[] told = [await lines.ReadLineAsync(), await lines.ReadLineAsync(), await lines.ReadLineAsync(), await lines.ReadLineAsync(), await lines.ReadLineAsync()];
        told.ShouldBe([$"id: {soup.Cursor}", ":", "", $"id: {cake.Cursor}", "event: next"]);
    }

    [Fact]
    public async Task Who_is_cut_off_before_the_first_message_knows_where_to_resume()
    {
        var feed = await Feed();
        await Cook("Soup");
        await using var resumed = await Subscribe(feed.Start!.ToString());
        (await resumed.Next()).Name.ShouldBe("Soup");
    }

    [Fact]
    public async Task Who_falls_behind_a_little_reads_the_log_until_they_have_caught_up()
    {
        var feed = await Feed();
        await using var events = feed.Of<MealCooked>(kitchen.Stop).GetAsyncEnumerator();
        // Listens before anything happens: who begins later may find it in the log, and has fallen behind nothing.
        var first = events.MoveNextAsync();
        await Cook("Soup");
        (await first).ShouldBeTrue();
        await Cook([.. Enumerable.Range(0, Listener.Capacity + 700).Select(i => $"{i}")]);
        await kitchen.Caught();
        for (var i = 0; i < Listener.Capacity + 700; i++)
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
            events.Current.Data.Name.ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task Who_falls_far_behind_is_let_go_with_a_cursor_to_resume_from()
    {
        const string after = "subscription ($after: String) { mealCooked(after: $after) { data { name } } }";
        var feed = await Feed();
        await using var events = feed.Of<MealCooked>(kitchen.Stop).GetAsyncEnumerator();
        // Listens before anything happens: who begins later may find it in the log, and has fallen behind nothing.
        var first = events.MoveNextAsync();
        await Cook("Soup");
        (await first).ShouldBeTrue();
        await Cook([.. Enumerable.Range(0, Listener.Capacity + 1).Select(i => $"{i}")]);
        await using (var skip = kitchen.Database.CreateCommand($"select setval('engage.mt_events_sequence', (select max(seq_id) from engage.mt_events) + {EventFeed.Behind})")) await skip.ExecuteNonQueryAsync();
        await Cook("Late");
        await kitchen.Caught();

        var read = 0;
        var refusal = await Should.ThrowAsync<Refusal>(async () =>
        {
            while (await events.MoveNextAsync()) read++;
        });
        (read, refusal.Code).ShouldBe((Listener.Capacity, "engage.feed-overrun"));
        await using var resumed = await Subscribe(feed.At!.ToString(), after);
        (await resumed.Next()).Name.ShouldBe($"{Listener.Capacity}");
        (await resumed.Next()).Name.ShouldBe("Late");
    }

    [Fact]
    public async Task To_resume_costs_a_share_for_each_page_that_is_read_and_none_for_what_is_not_there()
    {
        await Cook("Soup");
        await using (var skip = kitchen.Database.CreateCommand("select setval('engage.mt_events_sequence', (select max(seq_id) from engage.mt_events) + 5000)")) await skip.ExecuteNonQueryAsync();
        await Cook("Cake");
        await kitchen.Caught();
        var spent = new List<double>();
        var feed = await Feed(new FeedCursor(_agency.Slug, 0, FeedCursor.Done).ToString(), cost =>
        {
            spent.Add(cost);
            return true;
        });
        await using var events = feed.Of<MealCooked>(kitchen.Stop).GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.Data.Name.ShouldBe("Cake");
        spent.ShouldBe([2.0]);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await Cook([.. Enumerable.Range(0, 1100).Select(i => $"{i}")]);
        await kitchen.Caught();
        var feed = await Feed(new FeedCursor(_agency.Slug, 0, FeedCursor.Done).ToString());
        await using var events = feed.Of<MealCooked>(kitchen.Stop).GetAsyncEnumerator();
        for (var i = 0; i < 1100; i++)
        {
            (await events.MoveNextAsync()).ShouldBeTrue();
            events.Current.Data.Name.ShouldBe($"{i}");
        }
    }

    [Fact]
    public async Task Who_has_spent_their_share_reads_no_further()
    {
        await Cook("Soup");
        await kitchen.Caught();
        var feed = await Feed(new FeedCursor(_agency.Slug, 0, FeedCursor.Done).ToString(), _ => false);
        await using var events = feed.Of<MealCooked>(kitchen.Stop).GetAsyncEnumerator();
        (await Should.ThrowAsync<Refusal>(async () => await events.MoveNextAsync())).Code.ShouldBe("engage.rate-limited");
    }

    [Fact]
    public async Task Events_that_have_a_type_in_common_are_one_feed()
    {
        await kitchen.Caught();
        var feed = await Feed();
        await using var events = feed.Of<object>(kitchen.Stop).GetAsyncEnumerator();
        await Cook("Soup");
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.Data.ShouldBe(new MealCooked("Soup", Taste.Sweet));
    }

    [Fact]
    public async Task Who_loses_the_permission_is_sent_nothing_more()
    {
        await using var tasted = await Subscribe(document: "subscription { mealTasted { data { name } } }", client: _agency.As("Sam", Roles.Staff));
        await Cook("Soup");
        (await tasted.Next()).Name.ShouldBe("Soup");

        kitchen.Revoked.Add(_agency.Slug);
        await Cook("Cake");
        var last = await tasted.Response();
        last.ToString().ShouldNotContain("Cake");
        last.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString().ShouldBe("engage.forbidden");
        last.GetProperty("errors")[0].GetProperty("extensions").GetProperty("cursor").GetString().ShouldNotBeNullOrEmpty();
        (await tasted.Ended()).ShouldBeTrue();
    }

    private Task Cook(params string[] names) => kitchen.Cook(_agency.Slug, names);

    private async Task<string> Refused(string after)
    {
        await using var refused = await Subscribe(after);
        var error = (await refused.Response()).GetProperty("errors")[0];
        error.GetProperty("extensions").GetProperty("code").GetString().ShouldBe("engage.cursor");
        return error.GetProperty("message").GetString()!;
    }

    private async Task<Following> Subscribe(string? after = null, string document = Follow, EngageClient? client = null)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(kitchen.Stop);
        object? variables = document.Contains("$after") ? new { after } : null;
        return new((await (client ?? _agency.Anonymous).Subscribe(document, variables, stop.Token)).GetAsyncEnumerator(stop.Token), stop);
    }

    /// <summary>A feed that is read without a client.</summary>
    private async Task<EventFeed> Feed(string? after = null, Func<double, bool>? spend = null)
    {
        var scope = kitchen.Engage.Services.CreateScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestContext>();
        (request.Agency, request.Spend) = (new(_agency.Slug), spend ?? request.Spend);
        var feed = scope.ServiceProvider.GetRequiredService<EventFeed>();
        await feed.Begin(after, kitchen.Stop);
        return feed;
    }

    private sealed record Message(string Name, string Cursor);

    private sealed class Following(IAsyncEnumerator<JsonElement> responses, CancellationTokenSource stop) : IAsyncDisposable
    {
        public async Task<JsonElement> Response()
        {
            (await responses.MoveNextAsync()).ShouldBeTrue();
            return responses.Current;
        }

        public async Task<Message> Next()
        {
            var response = await Response();
            var data = response.GetProperty("data").EnumerateObject().Single().Value;
            var name = (data.TryGetProperty("data", out var meal) ? meal : data).GetProperty("name").GetString()!;
            return new(name, response.GetProperty("extensions").GetProperty("cursor").GetString()!);
        }

        public async Task<bool> Ended() => !await responses.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            await responses.DisposeAsync();
            await stop.CancelAsync();
        }
    }

    /// <summary>Takes all permissions in some agencies back from those who are connected.</summary>
    private sealed class Revocable(Actors actors, IEnumerable<string> revoked) : Actors
    {
        public override ValueTask<Actor> Of(Agency agency, TokenHolder holder, CancellationToken stop) => actors.Of(agency, holder, stop);

        public override ValueTask<ProgramCaller?> OfApiKey(Agency agency, string key, CancellationToken stop) => actors.OfApiKey(agency, key, stop);

        public override ValueTask<Actor> Now(Agency agency, Actor actor, CancellationToken stop) =>
            revoked.Contains(agency.Slug) ? new(new Actor(actor.Id, actor.Name, [], [])) : actors.Now(agency, actor, stop);
    }

    public sealed class Kitchen : IAsyncLifetime
    {
        private int _agencies;

        public EngageHarness Engage { get; private set; } = null!;

        internal EventLog Log => Engage.Services.GetRequiredService<EventLog>();

        public NpgsqlDataSource Database => Engage.Services.GetRequiredService<NpgsqlDataSource>();

        public System.Collections.Concurrent.ConcurrentBag<string> Revoked { get; } = [];

        public CancellationToken Stop => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(
            plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>(),
            services: services => services.AddSingleton<Actors>(provider => new Revocable(ActivatorUtilities.CreateInstance<KnownActors>(provider), Revoked)));

        public async Task DisposeAsync() => await Engage.DisposeAsync();

        public string NextAgency() => $"agency-{Interlocked.Increment(ref _agencies)}";

        public async Task Cook(string agency, params string[] names)
        {
            await using var session = Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(agency);
            foreach (var name in names) session.Events.StartStream<Meal>(Guid.NewGuid(), new MealCooked(name, Taste.Sweet));
            await session.SaveChangesAsync();
        }

        /// <summary>Waits until the log has handed out all that was committed.</summary>
        public async Task Caught()
        {
            await using var command = Database.CreateCommand("select max(seq_id) from engage.mt_events");
            await Log.Advanced((long)(await command.ExecuteScalarAsync())! - 1, Stop);
        }
    }
}
