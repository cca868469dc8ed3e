using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Engage.GraphQL;

public sealed class RunningRequests : IAsyncLifetime
{
    private readonly Journal _journal = new();
    private EngageHarness _engage = null!;

    private EngageClient Cook => _engage.As("Cook", Roles.Resident);

    public async Task InitializeAsync() => _engage = await EngageHarness.Start(
        plugins: "none", configure: engage => engage.AddPlugin<KitchenPlugin>(), services: services => services.AddSingleton<ILoggerProvider>(_journal));

    public async Task DisposeAsync() => await _engage.DisposeAsync();

    [Fact]
    public async Task Arguments_services_settings_and_the_actor_are_handed_in()
    {
        var answer = await Cook.Data("""{ greeting(name: "ha", loud: true) stars whoami sum(numbers: [1, 2, 3]) }""");
        answer.GetProperty("greeting").GetString().ShouldBe("HAHA");
        answer.GetProperty("stars").GetInt32().ShouldBe(3);
        answer.GetProperty("whoami").GetString().ShouldBe("Cook in default");
        answer.GetProperty("sum")[0].GetInt32().ShouldBe(6);
        (await _engage.Anonymous.Data("{ whoami }")).GetProperty("whoami").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task The_same_document_is_run_with_the_variables_of_each_request()
    {
        const string document = "query ($name: String!, $times: Int = 1) { greeting(name: $name, times: $times) }";
        foreach (var (name, times) in new[] { ("a", 1), ("b", 3), ("a", 2) })
            (await Cook.Data(document, new { name, times })).GetProperty("greeting").GetString().ShouldBe(string.Concat(Enumerable.Repeat(name, times)));
        CodeOf(await Cook.GraphQL(document, new { times = 1 })).ShouldBe("engage.invalid-value");
    }

    [Fact]
    public async Task A_field_of_many_parents_is_asked_for_once()
    {
        foreach (var name in new[] { "Soup", "Cake", "Stew" }) await Cooked(name);
        var before = MealExtensions.Asked;
        var nodes = (await Cook.Data("""{ meals(first: 2) { nodes { together shout(suffix: "?") } } }""")).GetProperty("meals").GetProperty("nodes");
        nodes.EnumerateArray().Select(node => node.GetProperty("together").GetString()).ShouldBe(["Soup of 2", "Cake of 2"]);
        nodes[0].GetProperty("shout").GetString().ShouldBe("SOUP?");
        (MealExtensions.Asked - before).ShouldBe(1);
    }

    [Fact]
    public async Task A_field_that_takes_a_permission_is_kept_from_those_without()
    {
        CodeOf(await _engage.Anonymous.GraphQL("{ tasted }")).ShouldBe("engage.unauthenticated");
        CodeOf(await Cook.GraphQL("{ tasted }")).ShouldBe("engage.forbidden");
        (await _engage.As("Sam", Roles.Staff).Data("{ tasted }")).GetProperty("tasted").GetString().ShouldBe("Good.");
    }

    [Fact]
    public async Task A_subscription_that_takes_a_permission_is_kept_from_those_without()
    {
        CodeOf(await FirstOf(_engage.Anonymous, "subscription { mealTasted { sequence } }")).ShouldBe("engage.unauthenticated");
        CodeOf(await FirstOf(Cook, "subscription { mealTasted { sequence } }")).ShouldBe("engage.forbidden");
    }

    [Fact]
    public async Task A_refusal_of_a_query_keeps_its_code() => CodeOf(await Cook.GraphQL("{ refused }")).ShouldBe("kitchen.closed");

    [Theory]
    [InlineData("{ broken }")]
    [InlineData("mutation { cook(input: { name: \"exploded\" }) { meal { id } errors { code message } } }")]
    public async Task A_fault_is_masked_outside_and_logged_inside_under_one_correlation_id(string document)
    {
        var answer = (await Cook.GraphQL(document)).ToString();
        answer.ShouldContain("engage.internal");
        answer.ShouldNotContain("saffron");
        var (level, text, fault) = _journal.Entries.Last(entry => entry.Level >= LogLevel.Error);
        fault.ShouldBeOfType<InvalidOperationException>();
        text.ShouldMatch("correlation id [0-9a-f]+");
        answer.ShouldContain(text[(text.IndexOf("id ", StringComparison.Ordinal) + 3)..text.IndexOf(')')]);
    }

    [Fact]
    public async Task What_a_refused_mutation_left_undone_is_not_done_by_the_next()
    {
        await Cook.Data(
            """
            mutation {
              a: cook(input: { name: "spoilt" }) { errors { code path } }
              b: cook(input: { name: "exploded" }) { errors { code } }
              c: cook(input: { name: "Soup" }) { meal { name } errors { code } }
            }
            """);
        (await _engage.Events()).Select(each => each.Data.GetProperty("name").GetString()).ShouldBe(["Soup"]);
    }

    [Fact]
    public async Task A_mutation_may_answer_with_nothing()
    {
        var answer = await _engage.Anonymous.Data("mutation { burn { errors { code } } ring { string errors { code } } }");
        answer.GetProperty("burn").GetProperty("errors").GetArrayLength().ShouldBe(0);
        answer.GetProperty("ring").GetProperty("string").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Every_event_names_its_actor_its_agency_and_the_request_that_caused_it()
    {
        await Cooked("Soup");
        await using var command = _engage.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand("select tenant_id, user_name, correlation_id from engage.mt_events");
        await using var rows = await command.ExecuteReaderAsync();
        (await rows.ReadAsync()).ShouldBeTrue();
        rows.GetString(0).ShouldBe("default");
        Guid.TryParse(rows.GetString(1), out _).ShouldBeTrue();
        rows.GetString(2).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Whoever_subscribed_hears_of_events_as_they_are_committed()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var heard = (await Cook.Subscribe("subscription { mealCooked { sequence streamId at data { name taste } } }", stop: stop.Token)).GetAsyncEnumerator(stop.Token);
        var meal = await Cooked("Soup");
        (await heard.MoveNextAsync()).ShouldBeTrue();
        var cooked = heard.Current.GetProperty("data").GetProperty("mealCooked");
        cooked.GetProperty("streamId").GetGuid().ShouldBe(meal);
        cooked.GetProperty("data").GetProperty("taste").GetString().ShouldBe("SWEET");
    }

    [Fact]
    public async Task The_host_is_ready_when_its_database_answers()
    {
        using var http = new HttpClient { BaseAddress = _engage.Address };
        var health = JsonDocument.Parse(await http.GetStringAsync("/health/ready")).RootElement.GetProperty("checks");
        health.EnumerateObject().Select(check => check.Name).ShouldBe(["database", "plugins", "projections", "ledger", "search"], ignoreOrder: true);
        health.GetProperty("plugins").GetProperty("active").GetInt64().ShouldBe(1);
        health.GetProperty("projections").GetProperty("lag").GetInt64().ShouldBe(0);
        health.GetProperty("ledger").GetProperty("lag").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_mistake_behind_a_lone_carriage_return_is_a_syntax_error_too() =>
        CodeOf(await Cook.GraphQL("{ stars\r b(")).ShouldBe("engage.syntax-error");

    [Fact]
    public async Task A_character_that_cannot_be_stored_is_refused_wherever_it_stands()
    {
        var answer = await Cook.Data("mutation ($name: String!) { cook(input: { name: $name }) { errors { code } } }", new { name = "So\0up" });
        answer.GetProperty("cook").GetProperty("errors")[0].GetProperty("code").GetString().ShouldBe("engage.text-unreadable");
    }

    [Fact]
    public async Task The_schema_can_be_read_whole() =>
        (await Cook.Data(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "GraphQL", "introspection.graphql")))).GetProperty("__schema").GetProperty("types").GetArrayLength().ShouldBeGreaterThan(20);

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task The_schema_does_not_answer_with_itself_over_and_over(int turns)
    {
        var deep = "name";
        for (var i = 0; i < turns; i++) deep = $"fields {{ type {{ {deep} }} }}";
        CodeOf(await Cook.GraphQL($"{{ __schema {{ types {{ {deep} }} }} }}")).ShouldBe("engage.too-complex");
    }

    [Fact]
    public async Task Fragments_that_spread_each_other_over_and_over_are_refused_at_once()
    {
        var document = new System.Text.StringBuilder("{ ...f0 }");
        for (var i = 0; i < 40; i++) document.Append($" fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}");
        CodeOf(await Cook.GraphQL(document.Append(" fragment f40 on Query { __typename @skip(if: true) }").ToString())).ShouldBe("engage.too-complex");
    }

    [Fact]
    public async Task Fragments_in_a_circle_are_refused() =>
        CodeOf(await Cook.GraphQL("{ ...a } fragment a on Query { ...b } fragment b on Query { stars ...a }")).ShouldBe("engage.invalid-document");

    [Fact]
    public async Task A_field_counts_as_many_fields_as_its_plugin_says()
    {
        static string Sums(int times) => $"{{ {string.Join(' ', Enumerable.Range(0, times).Select(i => $"s{i}: sum(numbers: [1])"))} }}";
        (await Cook.Data(Sums(16))).GetProperty("s15")[0].GetInt32().ShouldBe(1);
        CodeOf(await Cook.GraphQL(Sums(17))).ShouldBe("engage.too-complex");
    }

    [Fact]
    public async Task A_field_that_is_asked_for_hundreds_of_times_is_refused() =>
        CodeOf(await Cook.GraphQL("{" + string.Concat(Enumerable.Repeat(" plugins { id }", 800)) + "}")).ShouldBe("engage.too-complex");

    [Theory]
    [InlineData("subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { a: mealCooked { at } b: mealCooked { at } }")]
    [InlineData("subscription { mealCooked @skip(if: true) { at } }")]
    public async Task A_subscription_follows_exactly_one_field(string document) => CodeOf(await FirstOf(Cook, document)).ShouldBe("engage.invalid-document");

    [Fact]
    public async Task A_text_keeps_its_lines_however_they_end() =>
        (await Cook.Data("{ greeting(times: 1, name: \"\"\"one\r\ntwo\"\"\") }")).GetProperty("greeting").GetString().ShouldBe("one\ntwo");

    [Fact]
    public async Task Lists_are_arguments_and_their_ids_are_checked_like_any_other()
    {
        (await Cook.Data("{ total(numbers: [1, 2]) }")).GetProperty("total").GetInt32().ShouldBe(3);
        (await Cook.Data("query ($ids: [ID!]!) { count(ids: $ids) }", new { ids = new[] { Guid.NewGuid(), Guid.NewGuid() } })).GetProperty("count").GetInt32().ShouldBe(2);
        CodeOf(await Cook.GraphQL("{ count(ids: [\"x\"]) }")).ShouldBe("engage.invalid-value");
    }

    [Theory]
    [InlineData("kept", "kitchen.closed")]
    [InlineData("unknown", "engage.internal")]
    public async Task What_fails_for_many_parents_fails_for_each_at_its_own_place_and_is_logged_once(string field, string code)
    {
        foreach (var name in new[] { "Soup", "Cake", "Stew" }) await Cooked(name);
        var answer = await Cook.GraphQL($"{{ meals {{ nodes {{ name {field} }} }} }}");
        var errors = answer.GetProperty("errors").EnumerateArray().ToList();
        errors.ShouldAllBe(error => error.GetProperty("extensions").GetProperty("code").GetString() == code);
        errors.Select(error => error.GetProperty("path")[2].GetInt32()).ShouldBe([0, 1, 2], ignoreOrder: true);
        _journal.Entries.Count(entry => entry.Level >= LogLevel.Error).ShouldBe(code == "engage.internal" ? 1 : 0);
    }

    [Fact]
    public async Task A_document_that_is_too_long_is_refused() =>
        CodeOf(await Cook.GraphQL("{" + string.Concat(Enumerable.Repeat(" stars", 3000)) + "}")).ShouldBe("engage.document-too-large");

    private async Task<Guid> Cooked(string name) => (await Cook.Data("mutation ($name: String!) { cook(input: { name: $name }) { meal { id } } }", new { name }))
        .GetProperty("cook").GetProperty("meal").GetProperty("id").GetGuid();

    private static async Task<JsonElement> FirstOf(EngageClient client, string subscription)
    {
        await using var responses = (await client.Subscribe(subscription)).GetAsyncEnumerator();
        (await responses.MoveNextAsync()).ShouldBeTrue();
        return responses.Current;
    }

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    /// <summary>What was logged.</summary>
    private sealed class Journal : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> Entries { get; } = new();

        public ILogger CreateLogger(string category) => this;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> format) => Entries.Enqueue((level, format(state, fault), fault));

        public bool IsEnabled(LogLevel level) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Dispose() { }
    }
}
