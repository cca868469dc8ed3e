using System.Net;
using System.Text.Json;
using Engage.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Idempotency;

public sealed class RepeatingMutations : IAsyncLifetime
{
    private const string Selected = "meal { id name note ready } clientMutationId errors { code message path }";

    private readonly MovedClock _clock = new();
    private EngageHarness _engage = null!;

    private EngageClient Ada => _engage.As("Ada", Roles.Resident);

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(
        plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>(), services: services => services.AddSingleton<TimeProvider>(_clock));

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task A_repeat_is_answered_as_the_first_was_and_does_nothing()
    {
        var first = await Cook(Ada, "Soup", "a-1");
        first.GetProperty("meal").GetProperty("name").GetString().ShouldBe("Soup");
        first.GetProperty("clientMutationId").GetString().ShouldBe("a-1");
        (await Cook(Ada, "Soup", "a-1")).ToString().ShouldBe(first.ToString());
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_may_ask_for_something_else()
    {
        var first = await Cook(Ada, "Soup", "a-1");
        var again = (await Ada.Data("mutation { cook(input: { name: \"Soup\", clientMutationId: \"a-1\" }) { meal { id shout taste weights } } }")).GetProperty("cook").GetProperty("meal");
        again.GetProperty("id").GetString().ShouldBe(first.GetProperty("meal").GetProperty("id").GetString());
        again.GetProperty("shout").GetString().ShouldBe("SOUP!");
        again.GetProperty("weights")[0].GetDouble().ShouldBe(1.5);
    }

    [Fact]
    public async Task A_repeat_is_answered_by_another_host_and_after_a_restart_too()
    {
        var first = await Cook(Ada, "Soup", "a-1");
        await using (var other = await _engage.Again())
            (await Cook(other.As("Ada", Roles.Resident), "Soup", "a-1")).ToString().ShouldBe(first.ToString());
        await _engage.DisposeAsync();
        _engage = await _engage.Again();
        (await Cook(Ada, "Soup", "a-1")).ToString().ShouldBe(first.ToString());
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_a_hundred_at_once_on_two_hosts_one_is_done_and_all_are_answered()
    {
        await using var other = await _engage.Again();
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Cook((i % 2 == 0 ? _engage : other).As("Ada", Roles.Resident), "Soup", "a-1")));
        answers.Select(answer => answer.ToString()).Distinct().ShouldHaveSingleItem().ShouldContain("\"errors\":[]");
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_input_under_the_same_key_is_refused()
    {
        await Cook(Ada, "Soup", "a-1");
        CodeOf(await Cook(Ada, "Cake", "a-1")).ShouldBe("engage.idempotency-key-reused");
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_key_of_one_person_or_mutation_is_nothing_to_another()
    {
        var first = await Cook(Ada, "Soup", "a-1");
        var other = await Cook(_engage.As("Bo", Roles.Resident), "Soup", "a-1");
        IdOf(other).ShouldNotBe(IdOf(first));
        CodeOf(await Season(Ada, IdOf(first), "salt", "a-1")).ShouldBeNull();
        (await _engage.Events()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_header_counts_for_each_mutation_of_the_document_by_its_response_name()
    {
        const string document = "mutation { a: cook(input: { name: \"Soup\" }) { meal { id } } b: cook(input: { name: \"Soup\" }) { meal { id } } }";
        var first = await Ada.With("Idempotency-Key", "\"k-1\"").Data(document);
        first.GetProperty("a").ToString().ShouldNotBe(first.GetProperty("b").ToString());
        (await Ada.With("Idempotency-Key", "k-1").Data(document)).ToString().ShouldBe(first.ToString());
        (await _engage.Events()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_refused_may_be_tried_again_under_the_same_key()
    {
        var meal = IdOf(await Cook(Ada, "Soup"));
        CodeOf(await Season(Ada, meal, "none", "s-1")).ShouldBe("kitchen.bland");
        CodeOf(await Season(Ada, meal, "salt", "s-1")).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_of_nothing_is_an_answer()
    {
        var meal = IdOf(await Cook(Ada, "Soup"));
        for (var i = 0; i < 2; i++)
        {
            var answer = await Season(Ada, meal, "pepper", "s-1");
            answer.GetProperty("meal").ValueKind.ShouldBe(JsonValueKind.Null);
            CodeOf(answer).ShouldBeNull();
        }
        (await _engage.Events()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Where_the_host_went_down_before_it_kept_its_answer_a_repeat_learns_that_it_was_done()
    {
        await Cook(Ada, "Soup", "a-1");
        await Execute("update engage.idempotency_keys set answer = null");
        CodeOf(await Cook(Ada, "Soup", "a-1")).ShouldBe("engage.already-done");
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_answer_cannot_be_read_any_more_a_repeat_learns_that_it_was_done()
    {
        await Cook(Ada, "Soup", "a-1");
        // As another version might have sealed it, and as nobody would have.
        foreach (var unreadable in new[] { "substr(answer, 2) || substr(answer, 1, 1)", "'short'" })
        {
            await Execute($"update engage.idempotency_keys set answer = {unreadable}");
            CodeOf(await Cook(Ada, "Soup", "a-1")).ShouldBe("engage.already-done");
        }
        (await _engage.Events()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_day_later_the_key_is_new_again()
    {
        var meal = IdOf(await Cook(Ada, "Soup"));
        await Season(_engage.Anonymous, meal, "salt", "s-1");
        _clock.Ahead = TimeSpan.FromHours(23.9);
        await Season(_engage.Anonymous, meal, "salt", "s-1");
        (await _engage.Events()).Count.ShouldBe(2);

        _clock.Ahead = TimeSpan.FromHours(26);
        CodeOf(await Season(_engage.Anonymous, meal, "salt", "s-1")).ShouldBeNull();
        (await _engage.Events()).Count.ShouldBe(3);

        _clock.Ahead = TimeSpan.FromHours(52);
        await _engage.Services.GetRequiredService<IdempotencyKeys>().Forget(CancellationToken.None);
        (await Scalar("select count(*) from engage.idempotency_keys")).ShouldBe(0L);
    }

    [Fact]
    public async Task Nothing_of_what_was_sent_or_answered_can_be_read_in_the_database()
    {
        await Cook(Ada, "Bouillabaisse", "written-down-once");
        var row = (string)(await Scalar("select encode(key, 'escape') || encode(fingerprint, 'escape') || encode(answer, 'escape') || at from engage.idempotency_keys"))!;
        row.ShouldNotContain("Bouillabaisse");
        row.ShouldNotContain("written-down-once");
        (await Scalar("select at = date_trunc('hour', at) from engage.idempotency_keys")).ShouldBe(true);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_kept()
    {
        await Cook(Ada, "Soup");
        (await Scalar("select count(*) from engage.idempotency_keys")).ShouldBe(0L);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("256")]
    public async Task A_key_that_is_none_is_refused(string key)
    {
        if (key == "256") key = new string('k', 256);
        var answer = await Cook(Ada, "Soup", key);
        CodeOf(answer).ShouldBe("engage.idempotency-key");
        answer.GetProperty("errors")[0].GetProperty("path").ToString().ShouldBe("""["input","clientMutationId"]""");

        using var http = new HttpClient { BaseAddress = _engage.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"{ stars }"}""", null, "application/json") };
        request.Headers.Add("Idempotency-Key", ["one", "two"]);
        var response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("engage.idempotency-key");
        (await _engage.Events()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mutation_without_an_input_takes_a_key_too() =>
        (await Ada.Data("mutation { burn(input: { clientMutationId: \"b-1\" }) { clientMutationId errors { code } } }"))
            .GetProperty("burn").GetProperty("clientMutationId").GetString().ShouldBe("b-1");

    [Fact]
    public async Task Of_many_writers_of_one_stream_one_wins_and_the_others_are_told()
    {
        const int writers = 32;
        var meal = IdOf(await Cook(Ada, "Soup"));
        var (arrived, all) = (0, new TaskCompletionSource());
        GraphQL.Season.BeforeWriting = () =>
        {
            if (Interlocked.Increment(ref arrived) == writers) all.SetResult();
            return all.Task.WaitAsync(TimeSpan.FromMinutes(1));
        };
        try
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, writers).Select(i => Season(Ada, meal, $"spice {i}", $"s-{i}")));
            answers.Count(answer => CodeOf(answer) is null).ShouldBe(1);
            answers.Count(answer => CodeOf(answer) is "engage.conflict").ShouldBe(writers - 1);
        }
        finally
        {
            GraphQL.Season.BeforeWriting = () => Task.CompletedTask;
        }
        (await _engage.Events()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Every_event_says_which_mutation_caused_it()
    {
        await Cook(Ada, "Soup");
        (await Scalar("select causation_id from engage.mt_events")).ShouldBe("mutation:cook");
    }

    private static Task<JsonElement> Cook(EngageClient by, string name, string? key = null) =>
        Done(by, "cook", "CookInput", new { name, clientMutationId = key });

    private static Task<JsonElement> Season(EngageClient by, string? meal, string spice, string key) =>
        Done(by, "season", "SeasonInput", new { meal, spice, clientMutationId = key });

    private static async Task<JsonElement> Done(EngageClient by, string mutation, string type, object input) =>
        (await by.Data($"mutation ($input: {type}!) {{ {mutation}(input: $input) {{ {Selected} }} }}", new { input })).GetProperty(mutation);

    private static string? IdOf(JsonElement payload) => payload.GetProperty("meal").GetProperty("id").GetString();

    private static string? CodeOf(JsonElement payload) => payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    private async Task Execute(string sql)
    {
        await using var command = _engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var command = _engage.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
