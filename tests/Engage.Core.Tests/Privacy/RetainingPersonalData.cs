using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Privacy;

public sealed class RetainingPersonalData : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private readonly Diaries _diaries = new();

    private EngageClient Ada => _diaries.Engage.As("Ada", Roles.Resident);

    public Task InitializeAsync() => _diaries.Start(services => services.AddSingleton<TimeProvider>(_clock));

    public Task DisposeAsync() => _diaries.DisposeAsync();

    [Fact]
    public async Task The_personal_part_of_an_event_and_what_was_made_of_it_can_be_read_for_the_days_that_its_plugin_says_and_no_longer()
    {
        var visit = (await Diaries.Mutation(Ada, "bookVisit", """{ address: "Basalt Row 5" }""", "visit { id }")).GetProperty("visit").GetProperty("id").GetGuid();
        var entry = await Diaries.Write(Ada, "Kept");
        var at = (await _diaries.Engage.Events()).Single(each => each.Alias == "diaries.visit-booked").At.UtcDateTime;
        var end = new DateTimeOffset(at.Date, TimeSpan.Zero).AddDays(31);
        var stored = await _diaries.Documents();
        stored.ShouldContain($"diaries.visit-booked/{at:yyyy-MM-dd}");

        _clock.Set(end.AddSeconds(-1));
        (await Address(visit)).GetString().ShouldBe("Basalt Row 5");

        // It was read a moment ago, and is over all the same.
        _clock.Set(end);
        (await Address(visit)).ValueKind.ShouldBe(JsonValueKind.Null);

        var said = _diaries.Engage.Services.GetRequiredService<Events.EventLog>();
        using var heard = said.Listen("default", type => type == typeof(PersonalDataExpired));
        _diaries.Engage.Services.GetRequiredService<ExpirePersonalData>().Wake();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await foreach (var each in heard.Events(stop.Token))
        {
            each.Data.ShouldBe(new PersonalDataExpired("diaries.visit-booked", DateOnly.FromDateTime(at), 1));
            break;
        }
        (await _diaries.Scalar("select count(*) from engage_keys.subject_keys where name <> ''")).ShouldBe(0L);
        (await Address(visit)).ValueKind.ShouldBe(JsonValueKind.Null);
        // What has no rule stays, and nothing was stored anew.
        (await Diaries.Entry(_diaries.Engage.Anonymous, entry)).GetProperty("text").GetString().ShouldBe("Kept");
        (await _diaries.Documents()).ShouldBe(stored);
    }

    [Fact]
    public async Task Whoever_is_erased_before_is_erased_whole()
    {
        var visit = (await Diaries.Mutation(Ada, "bookVisit", """{ address: "Basalt Row 5" }""", "visit { id }")).GetProperty("visit").GetProperty("id").GetGuid();
        var erased = await Diaries.Erase(Ada, await _diaries.IdOf(Ada));
        erased.GetProperty("erasureReceipt").GetProperty("keys").GetInt32().ShouldBe(2);
        (await Address(visit)).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Everybody_can_read_the_rules() =>
        (await _diaries.Engage.Anonymous.Data("{ retention { event days } }")).GetProperty("retention").EnumerateArray().Select(rule => rule.ToString())
            .ShouldContain("""{"event":"diaries.visit-booked","days":30}""");

    [Fact]
    public void A_rule_names_whole_days_and_an_event_that_is_declared()
    {
        var plugin = new PluginBuilder("diaries").Event<Noted>("noted");
        Should.Throw<ArgumentException>(() => plugin.Retain<Noted>(TimeSpan.FromHours(36)));
        Should.Throw<ArgumentException>(() => plugin.Retain<Noted>(TimeSpan.Zero));
        Should.Throw<ArgumentException>(() => plugin.Retain<string>(TimeSpan.FromDays(1))).Message.ShouldContain("Event<String>");
        plugin.Retain<Noted>(TimeSpan.FromDays(36)).Retentions.Single().Days.ShouldBe(36);
    }

    private async Task<JsonElement> Address(Guid visit) =>
        (await _diaries.Engage.Anonymous.Data($"{{ visit(id: \"{visit}\") {{ address }} }}")).GetProperty("visit").GetProperty("address");

    private sealed record Noted(Personal<string> What);

    private sealed class MovedClock : TimeProvider
    {
        private DateTimeOffset? _now;

        public void Set(DateTimeOffset now) => _now = now;

        public override DateTimeOffset GetUtcNow() => _now ?? System.GetUtcNow();
    }
}
