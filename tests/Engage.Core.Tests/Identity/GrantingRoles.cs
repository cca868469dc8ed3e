using System.Text.Json;
using Engage.Events;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Identity;

public sealed class GrantingRoles(GrantingRoles.Fixture fixture) : IClassFixture<GrantingRoles.Fixture>
{
    private readonly EngageHarness _engage = fixture.Engage;

    private EngageClient Admin => _engage.As("Admin", Roles.Administrator);

    [Fact]
    public async Task Who_is_anonymous_is_told_so() =>
        (await _engage.Anonymous.Data("{ me { id name kind roles permissions } }")).GetProperty("me").ToString()
            .ShouldBe("""{"id":null,"name":"Anonymous","kind":"ANONYMOUS","roles":[],"permissions":[]}""");

    [Fact]
    public async Task Who_is_known_is_told_who_they_are()
    {
        var me = (await _engage.As("Nell", Roles.Auditor, "wizard").Data("{ me { id name kind roles } }")).GetProperty("me");
        me.GetProperty("id").GetGuid().ShouldNotBe(Guid.Empty);
        me.GetProperty("name").GetString().ShouldBe("Nell");
        me.GetProperty("kind").GetString().ShouldBe("PERSON");
        me.GetProperty("roles").ToString().ShouldBe("""["auditor"]""");
    }

    [Fact]
    public async Task A_granted_role_counts_with_the_next_request_and_a_revoked_one_no_longer_even_where_the_token_names_it()
    {
        var ada = _engage.As("Ada");
        (await May(ada, "engage.manage-roles")).ShouldBeFalse();
        Code(await Decide(Admin, "grantRole", await IdOf(ada), Roles.Administrator, "for the summer")).ShouldBeNull();
        (await May(ada, "engage.manage-roles")).ShouldBeTrue();
        var why = (await ada.Data("""{ whyMay(permission: "engage.manage-roles") { role source permissionFrom grantedBy at reason } }""")).GetProperty("whyMay").EnumerateArray().Single();
        why.GetProperty("source").GetString().ShouldBe("GRANT");
        why.GetProperty("permissionFrom").GetString().ShouldBe("DECLARED");
        why.GetProperty("grantedBy").GetGuid().ShouldBe(await IdOf(Admin));
        why.GetProperty("reason").GetString().ShouldBe("for the summer");

        Code(await Decide(Admin, "revokeRole", await IdOf(ada), Roles.Administrator)).ShouldBeNull();
        (await May(_engage.As("Ada", Roles.Administrator), "engage.manage-roles")).ShouldBeFalse();
        (await _engage.Events()).Where(each => each.Alias is "engage.role-granted" or "engage.role-revoked").Select(each => each.Actor).ShouldContain((await IdOf(Admin)).ToString());
    }

    [Fact]
    public async Task What_counts_in_one_agency_counts_in_no_other()
    {
        var (north, south) = (await _engage.In("north"), await _engage.In("south"));
        var (here, there) = (await IdOf(north.As("Ned")), await IdOf(south.As("Ned")));
        here.ShouldNotBe(there);
        Code(await Decide(south.As("Sue", Roles.Administrator), "grantRole", here, Roles.Auditor)).ShouldBe("engage.not-found");
        Code(await Decide(north.As("Nat", Roles.Administrator), "grantRole", here, Roles.Auditor)).ShouldBeNull();
        (await RolesOf(south.As("Ned"))).ShouldBeEmpty();
        (await RolesOf(north.As("Ned"))).ShouldBe(["auditor"]);
    }

    [Fact]
    public async Task A_role_that_an_agency_makes_itself_allows_what_it_says_there_only()
    {
        var east = await _engage.In("east");
        var admin = east.As("Eva", Roles.Administrator);
        var defined = (await admin.Data("""mutation { definePermissionsOfRole(input: { role: "youth-council", permissions: ["engage.manage-roles"] }) { role { name permissions from } errors { code } } }""")).GetProperty("definePermissionsOfRole");
        defined.GetProperty("role").ToString().ShouldBe("""{"name":"youth-council","permissions":["engage.manage-roles"],"from":"DEFINED"}""");
        (await May(east.As("Yan", "youth-council"), "engage.manage-roles")).ShouldBeTrue();
        (await May(_engage.As("Yan", "youth-council"), "engage.manage-roles")).ShouldBeFalse();
        (await east.Anonymous.Data("{ roles { name } }")).ToString().ShouldContain("youth-council");
        (await _engage.Anonymous.Data("{ roles { name } }")).ToString().ShouldNotContain("youth-council");
    }

    [Fact]
    public async Task Managing_roles_takes_the_permission()
    {
        var ada = await IdOf(_engage.As("Ada"));
        foreach (var (who, code) in new[] { (_engage.Anonymous, "engage.unauthenticated"), (_engage.As("Sam", Roles.Staff), "engage.forbidden") })
        {
            Code(await Decide(who, "grantRole", ada, Roles.Resident)).ShouldBe(code);
            Code(await Decide(who, "revokeRole", ada, Roles.Resident)).ShouldBe(code);
            Code((await who.Data("""mutation { definePermissionsOfRole(input: { role: "x", permissions: [] }) { errors { code } } }""")).GetProperty("definePermissionsOfRole")).ShouldBe(code);
        }
    }

    [Fact]
    public async Task Somebody_who_was_never_here_is_granted_nothing() =>
        Code(await Decide(Admin, "grantRole", Guid.NewGuid(), Roles.Resident)).ShouldBe("engage.not-found");

    [Fact]
    public async Task Why_others_may_is_told_to_who_manages_roles_and_to_auditors_only()
    {
        var ada = await IdOf(_engage.As("Ada"));
        var ask = $$"""{ whyMay(actorId: "{{ada}}", permission: "engage.manage-roles") { role } }""";
        (await Admin.GraphQL(ask)).TryGetProperty("errors", out _).ShouldBeFalse();
        (await _engage.As("Sam", Roles.Staff).GraphQL(ask)).ToString().ShouldContain("engage.forbidden");
        (await _engage.Anonymous.GraphQL(ask)).ToString().ShouldContain("engage.forbidden");
        (await Admin.GraphQL("""{ whyMay(permission: "engage.fly") { role } }""")).ToString().ShouldContain("engage.unknown-permission");
        (await _engage.Anonymous.Data("""{ whyMay(permission: "engage.manage-roles") { role } }""")).GetProperty("whyMay").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Of_two_administrators_who_take_the_role_from_each_other_at_once_one_keeps_it()
    {
        for (var i = 0; i < 5; i++)
        {
            var west = await _engage.In($"west-{i}");
            var (one, two) = (west.As("One", Roles.Administrator), west.As("Two", Roles.Administrator));
            var (first, second) = (await IdOf(one), await IdOf(two));
            var codes = (await Task.WhenAll(Decide(one, "revokeRole", second, Roles.Administrator), Decide(two, "revokeRole", first, Roles.Administrator))).Select(Code).ToArray();
            codes.Count(code => code is null).ShouldBe(1);
            new[] { await May(one, "engage.manage-roles"), await May(two, "engage.manage-roles") }.Count(may => may).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Somebody_who_has_been_connected_for_a_while_is_looked_at_again_from_memory()
    {
        var actors = _engage.Services.GetRequiredService<Actors>();
        var agency = new Agency(Agency.Default);
        var then = await actors.Of(agency, new("engage-development", "dev:long", "Long", [], []), CancellationToken.None);
        await Decide(Admin, "grantRole", Guid.Parse(then.Id.Value), Roles.Administrator);
        (await actors.Now(agency, then, CancellationToken.None)).May("engage.manage-roles").ShouldBeTrue();
        (await actors.Now(agency, Actor.Anonymous, CancellationToken.None)).ShouldBe(Actor.Anonymous);
    }

    [Fact]
    public async Task Another_host_hears_of_a_change_though_its_memory_would_last_for_ever()
    {
        var (agency, ida) = (new Agency(Agency.Default), await IdOf(_engage.As("Ida")));
        using var other = new Access(_engage.Services.GetRequiredService<IDocumentStore>(), _engage.Services.GetRequiredService<DeclaredPermissions>(), new StoppedClock());
        using var hearing = new Hearing(_engage.Services.GetRequiredService<EventLog>(), other, ida);
        await hearing.StartAsync(CancellationToken.None);
        (await other.Grants(agency, ida, CancellationToken.None)).ShouldBeEmpty();

        await Decide(Admin, "grantRole", ida, Roles.Auditor);
        await hearing.Grant.WaitAsync(TimeSpan.FromMinutes(1));
        (await other.Grants(agency, ida, CancellationToken.None)).ShouldHaveSingleItem();
        await hearing.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Every_permission_is_listed_with_what_it_allows()
    {
        var all = (await _engage.Anonymous.Data("{ permissions { name description } }")).GetProperty("permissions").EnumerateArray().ToList();
        all.ShouldContain(each => each.GetProperty("name").GetString() == "engage.manage-roles");
        all.ShouldAllBe(each => each.GetProperty("description").GetString() != "");
    }

    private static async Task<Guid> IdOf(EngageClient client) => (await client.Data("{ me { id } }")).GetProperty("me").GetProperty("id").GetGuid();

    private static async Task<bool> May(EngageClient client, string permission) => (await client.Data("{ me { permissions } }")).GetProperty("me").GetProperty("permissions").EnumerateArray().Any(each => each.GetString() == permission);

    private static async Task<string?[]> RolesOf(EngageClient client) => [.. (await client.Data("{ me { roles } }")).GetProperty("me").GetProperty("roles").EnumerateArray().Select(each => each.GetString())];

    private static async Task<JsonElement> Decide(EngageClient by, string mutation, Guid actor, string role, string? reason = null) =>
        (await by.Data($"mutation ($actor: ID!, $role: String!, $reason: String) {{ {mutation}(input: {{ actorId: $actor, role: $role, reason: $reason }}) {{ grant {{ role held }} errors {{ code }} }} }}", new { actor, role, reason })).GetProperty(mutation);

    private static string? Code(JsonElement payload) => payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    private sealed class Hearing(EventLog log, Access access, Guid actor) : AccessElsewhere(log, access)
    {
        private readonly TaskCompletionSource _heard = new();

        public Task Grant => _heard.Task;

        protected override void Forget(IEvent each)
        {
            base.Forget(each);
            if (each.Data is RoleGranted granted && granted.ActorId == actor) _heard.TrySetResult();
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
    }

    public sealed class Fixture : IAsyncLifetime
    {
        public EngageHarness Engage { get; private set; } = null!;

        public async Task InitializeAsync() => Engage = await EngageHarness.Start(plugins: "none");

        public async Task DisposeAsync() => await Engage.DisposeAsync();
    }
}
