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
        var ids = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? Subjects : other).Of(North, "one", "crowd", CancellationToken.None).AsTask()));
        ids.Select(known => known.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_database_holds_nothing_of_what_the_provider_calls_somebody()
    {
        await IdOf(North, "one", Mail);
        await using var command = Database.CreateCommand("select string_agg(t::text || encode(lookup, 'escape'), '') from engage.subjects t");
        ((string)(await command.ExecuteScalarAsync())!).ShouldNotContain("ada@");
    }

    [Fact]
    public async Task Whoever_was_erased_is_refused_for_thirty_days_and_somebody_new_after_that()
    {
        var clock = new SetClock();
        using var other = Another(clock);
        var (first, _) = (await IdOf(North, "one", "eve"), await other.Of(North, "one", "eve", CancellationToken.None));
        (await Delete(first, clock.Now)).ShouldBeTrue();
        (await Delete(first, clock.Now)).ShouldBeFalse();
        Subjects.Forget();

        (await Should.ThrowAsync<Refusal>(() => IdOf(North, "one", "eve"))).Code.ShouldBe("engage.erased");
        (await other.Of(North, "one", "eve", CancellationToken.None)).Id.ShouldBe(first);
        clock.Now += Subjects.Life;
        (await Should.ThrowAsync<Refusal>(() => other.Of(North, "one", "eve", CancellationToken.None).AsTask())).Code.ShouldBe("engage.erased");
        (await Subjects.Has(North, first, CancellationToken.None)).ShouldBeFalse();

        clock.Now += Subjects.Absence;
        var second = (await other.Of(North, "one", "eve", CancellationToken.None)).Id;
        second.ShouldNotBe(first);
        Subjects.Forget();
        (await IdOf(North, "one", "eve")).ShouldBe(second);
        (await Subjects.Has(North, second, CancellationToken.None)).ShouldBeTrue();
        (await Subjects.Has(new("south"), second, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_role_that_was_taken_from_somebody_stays_taken_when_they_come_back_however_often_they_are_erased()
    {
        var clock = new SetClock();
        using var other = Another(clock);
        var admin = _engage.As("Root", Roles.Administrator);
        var holder = new TokenHolder("one", "mal", "Mal", [Roles.Moderator, Roles.Resident], []);
        var actors = new KnownActors(other, _engage.Services.GetRequiredService<Access>(), _engage.Services.GetRequiredService<DeclaredPermissions>(), null!, clock);
        var mal = await actors.Of(new(Agency.Default), holder, CancellationToken.None);
        (await admin.Data($$"""mutation { revokeRole(input: { actorId: "{{mal.Id}}", role: "moderator" }) { errors { code } } }""")).ToString().ShouldContain("[]");
        for (var i = 0; i < 2; i++)
        {
            var id = (await actors.Of(new(Agency.Default), holder, CancellationToken.None)).Id;
            (await Delete(Guid.Parse(id.Value), clock.Now, Agency.Default)).ShouldBeTrue();
            clock.Now += Subjects.Absence;
            var back = await actors.Of(new(Agency.Default), holder, CancellationToken.None);
            back.Id.ShouldNotBe(id);
            back.Roles.ShouldBe([Roles.Resident]);
            (await actors.Now(new(Agency.Default), back, CancellationToken.None)).Roles.ShouldBe([Roles.Resident]);
        }
    }

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    private Subjects Another(TimeProvider? clock = null) => new(Database, _engage.Services.GetRequiredService<Secrets>(), clock ?? TimeProvider.System);

    private async Task<Guid> IdOf(Agency agency, string issuer, string subject) => (await Subjects.Of(agency, issuer, subject, CancellationToken.None)).Id;

    private async Task<bool> Delete(Guid id, DateTimeOffset now, string agency = "north")
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var deleted = await Subjects.Delete(connection, agency, id, now, CancellationToken.None);
        await transaction.CommitAsync();
        return deleted;
    }

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
