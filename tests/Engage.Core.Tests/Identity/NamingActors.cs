using Engage.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Identity;

/// <summary>What an identity provider calls somebody is not kept; an id of our own stands for them.</summary>
public sealed class NamingActors(NamingActors.Fixture fixture) : IClassFixture<NamingActors.Fixture>
{
    private const string Mail = "ada@example.org";
    private static readonly Agency North = new("north");
    private readonly EngageHarness _engage = fixture.Engage;

    private Subjects Subjects => _engage.Services.GetRequiredService<Subjects>();

    [Fact]
    public async Task Somebody_has_the_same_id_each_time_and_another_one_in_another_agency_or_from_another_issuer()
    {
        var ada = await IdOf(North, "one", Mail);
        (await IdOf(North, "one", Mail)).ShouldBe(ada);
        (await IdOf(new("south"), "one", Mail)).ShouldNotBe(ada);
        (await IdOf(North, "two", Mail)).ShouldNotBe(ada);
        (await IdOf(North, "oneada", "@example.org")).ShouldNotBe(await IdOf(North, "one", "ada@example.org"));
    }

    [Fact]
    public async Task Two_hosts_that_see_somebody_at_once_agree_on_the_id()
    {
        using var other = Another();
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Subjects : other).IdOf(North, "one", "crowd", CancellationToken.None).AsTask()));
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_database_holds_nothing_of_what_the_provider_calls_somebody()
    {
        await IdOf(North, "one", Mail);
        await using var command = Database.CreateCommand("select string_agg(t::text || encode(lookup, 'escape'), '') from engage.subjects t");
        ((string)(await command.ExecuteScalarAsync())!).ShouldNotContain("ada");
    }

    [Fact]
    public async Task Whoever_was_erased_is_somebody_new_at_once_on_the_host_that_did_it_and_on_others_after_a_minute()
    {
        var clock = new SetClock();
        using var other = Another(clock);
        var (first, _) = (await IdOf(North, "one", "eve"), await other.IdOf(North, "one", "eve", CancellationToken.None));
        await using (var erase = Database.CreateCommand("delete from engage.subjects where id = $1"))
        {
            erase.Parameters.AddWithValue(first);
            await erase.ExecuteNonQueryAsync();
        }
        Subjects.Forget(North, first);

        var second = await IdOf(North, "one", "eve");
        second.ShouldNotBe(first);
        (await other.IdOf(North, "one", "eve", CancellationToken.None)).ShouldBe(first);
        clock.Now += Subjects.Life;
        (await other.IdOf(North, "one", "eve", CancellationToken.None)).ShouldBe(second);
        (await Subjects.Has(North, first, CancellationToken.None)).ShouldBeFalse();
        (await Subjects.Has(North, second, CancellationToken.None)).ShouldBeTrue();
        (await Subjects.Has(new("south"), second, CancellationToken.None)).ShouldBeFalse();
    }

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    private Subjects Another(TimeProvider? clock = null) => new(Database, _engage.Services.GetRequiredService<Secrets>(), clock ?? TimeProvider.System);

    private async Task<Guid> IdOf(Agency agency, string issuer, string subject) => await Subjects.IdOf(agency, issuer, subject, CancellationToken.None);

    public sealed class Fixture : IAsyncLifetime
    {
        public EngageHarness Engage { get; private set; } = null!;

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(plugins: "none");

        public async Task DisposeAsync() => await Engage.DisposeAsync();
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
