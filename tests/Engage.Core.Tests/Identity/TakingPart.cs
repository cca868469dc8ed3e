using System.Text.Json;
using Engage.GraphQL;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Engage.Identity;

/// <summary>Acting under another name than one's own, and how it is found out whose that was.</summary>
public sealed class TakingPart(TakingPart.Fixture fixture) : IClassFixture<TakingPart.Fixture>
{
    private const string Acting = IdentityPermissions.ManageRoles;
    private static readonly Guid Thread = Guid.NewGuid();
    private readonly EngageHarness _engage = fixture.Engage;

    private EngageClient Admin => _engage.As("Admin", Roles.Administrator);

    private EngageClient Second => _engage.As("Second", Roles.Administrator);

    [Fact]
    public async Task Until_an_agency_decides_otherwise_people_act_under_their_own_names()
    {
        (await _engage.Anonymous.Data($"{{ participation(permission: \"{IdentityPermissions.Unmask}\") {{ permission tiers }} }}")).ToString().ShouldContain("""["NAME"]""");
        (await _engage.Anonymous.Data($"{{ participation(permission: \"{Acting}\") {{ tiers }} }}")).ToString().ShouldContain("""["NAME","PSEUDONYM","THREAD_PSEUDONYM","ANONYMOUS"]""");
        foreach (var tier in Enum.GetValues<Participation>().Except([Participation.Name]))
            (await Should.ThrowAsync<Refusal>(Act("Ada", tier, permission: IdentityPermissions.Unmask))).Code.ShouldBe("engage.participation-not-allowed");
        (await (await _engage.In("north")).Anonymous.Data($"{{ participation(permission: \"{Acting}\") {{ tiers }} }}")).ToString().ShouldContain("""["NAME"]""");
    }

    [Fact]
    public async Task Under_their_own_name_the_event_names_the_actor()
    {
        var (participant, stored, request) = await Act("Ada", Participation.Name);
        participant.ShouldBe(new(request.Actor.Id, "Ada", Participation.Name));
        stored.ShouldBe((request.Actor.Id.Value, request.CorrelationId));
    }

    [Fact]
    public async Task A_pseudonym_is_the_same_each_time_and_differs_from_person_to_person_and_from_agency_to_agency()
    {
        var (one, stored, request) = await Act("Ada", Participation.Pseudonym);
        var (again, _, _) = await Act("Ada", Participation.Pseudonym, thread: Guid.NewGuid());
        again.ShouldBe(one);
        one.Id.ShouldNotBe(request.Actor.Id);
        one.Name.ShouldNotBe("Ada");
        stored.Author.ShouldBe(one.Id.Value);
        stored.Correlation.ShouldNotBe(request.CorrelationId);
        (await Act("Bo", Participation.Pseudonym)).Participant.Id.ShouldNotBe(one.Id);
    }

    [Fact]
    public async Task A_pseudonym_of_a_thread_is_the_same_in_it_and_another_in_the_next()
    {
        var one = (await Act("Ada", Participation.ThreadPseudonym)).Participant;
        (await Act("Ada", Participation.ThreadPseudonym)).Participant.ShouldBe(one);
        (await Act("Ada", Participation.ThreadPseudonym, thread: Guid.NewGuid())).Participant.Id.ShouldNotBe(one.Id);
        (await Act("Ada", Participation.Pseudonym)).Participant.Id.ShouldNotBe(one.Id);
    }

    [Fact]
    public async Task Who_acts_anonymously_leaves_nothing_that_tells_two_people_apart()
    {
        var (ada, stored, request) = await Act("Ada", Participation.Anonymous);
        var (bo, _, _) = await Act("Bo", Participation.Anonymous);
        ada.Name.ShouldBe(bo.Name);
        (await Act("Ada", Participation.Anonymous)).Participant.Id.ShouldNotBe(ada.Id);
        stored.Author.ShouldBe(ada.Id.Value);
        stored.Correlation.ShouldNotBe(request.CorrelationId);
    }

    [Fact]
    public async Task A_session_that_is_opened_after_that_names_the_participant_too()
    {
        await using var scope = await Scope("Ada");
        var participant = await scope.ServiceProvider.GetRequiredService<IParticipants>().As(Participation.Pseudonym, Acting, null, CancellationToken.None);
        await using var later = scope.ServiceProvider.GetRequiredService<ISessionFactory>().OpenSession();
        later.LastModifiedBy.ShouldBe(participant.Id.Value);
    }

    [Fact]
    public async Task Nothing_that_is_stored_ties_a_pseudonym_to_the_person()
    {
        var (participant, _, request) = await Act("Ada", Participation.Pseudonym);
        await using var tables = Database.CreateCommand("select table_schema || '.' || table_name from information_schema.tables where table_schema like 'engage%'");
        var names = new List<string>();
        await using (var rows = await tables.ExecuteReaderAsync())
            while (await rows.ReadAsync()) names.Add(rows.GetString(0));
        foreach (var name in names)
        {
            await using var both = Database.CreateCommand($"select count(*) from {name} t where t::text like $1 and t::text like $2");
            both.Parameters.AddWithValue($"%{participant.Id}%");
            both.Parameters.AddWithValue($"%{request.Actor.Id}%");
            ((long)(await both.ExecuteScalarAsync())!).ShouldBe(0, name);
        }
    }

    [Fact]
    public async Task Whoever_sent_no_token_acts_anonymously_or_not_at_all()
    {
        (await Act(null, Participation.Anonymous)).Participant.Name.ShouldBe("Anonymous");
        (await Should.ThrowAsync<Refusal>(Act(null, Participation.Pseudonym))).Code.ShouldBe("engage.unauthenticated");
    }

    [Fact]
    public async Task A_program_acts_under_its_own_name()
    {
        var program = new Actor(new(Guid.NewGuid().ToString()), "Feed", [], [], ActorKind.Program);
        await using var scope = Scope(program);
        (await Should.ThrowAsync<Refusal>(scope.ServiceProvider.GetRequiredService<IParticipants>().As(Participation.Pseudonym, Acting, null, CancellationToken.None)))
            .Code.ShouldBe("engage.participation-not-allowed");
    }

    [Theory]
    [InlineData(Participation.Pseudonym)]
    [InlineData(Participation.ThreadPseudonym)]
    public async Task Two_persons_find_out_who_goes_by_a_pseudonym_and_every_step_is_recorded(Participation tier)
    {
        var (participant, _, request) = await Act("Ada", tier);
        var thread = tier is Participation.ThreadPseudonym ? $"\"{Thread}\"" : "null";
        var before = (await _engage.Events()).Count;
        var id = (await Do(Admin, "requestUnmasking", $"{{ pseudonym: \"{participant.Id}\", thread: {thread}, reason: \"A threat\" }}", "unmasking { id state }")).GetProperty("unmasking").GetProperty("id").GetGuid();
        Code(await Do(Admin, "approveUnmasking", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.second-person-needed");
        Code(await Do(Admin, "readUnmasked", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.second-person-needed");
        Code(await Do(Second, "approveUnmasking", $"{{ requestId: \"{id}\" }}")).ShouldBeNull();
        foreach (var who in new[] { Admin, Second })
            (await Do(who, "readUnmasked", $"{{ requestId: \"{id}\" }}", "unmasked { actorId }")).GetProperty("unmasked").GetProperty("actorId").GetString().ShouldBe(request.Actor.Id.Value);
        Code(await Do(_engage.As("Third", Roles.Administrator), "readUnmasked", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.not-found");

        var events = (await _engage.Events()).Skip(before).ToList();
        events.Select(each => each.Alias).ShouldBe(["engage.unmasking-requested", "engage.unmasking-approved", "engage.unmasked-read", "engage.unmasked-read"]);
        events.ShouldAllBe(each => !each.Data.ToString().Contains(request.Actor.Id.Value));
        (await Admin.Data("{ unmaskings { nodes { id state readings reason requestedBy decidedBy expiresAt } } }")).ToString().ShouldContain("\"readings\":2");
    }

    [Fact]
    public async Task Nobody_finds_out_who_acted_anonymously_or_was_erased()
    {
        var (participant, _, request) = await Act("Eve", Participation.Pseudonym);
        await using (var erase = Database.CreateCommand("delete from engage.subjects where id = $1"))
        {
            erase.Parameters.AddWithValue(Guid.Parse(request.Actor.Id.Value));
            await erase.ExecuteNonQueryAsync();
        }
        foreach (var pseudonym in new[] { participant.Id.Value, Guid.NewGuid().ToString() })
        {
            var id = (await Do(Admin, "requestUnmasking", $"{{ pseudonym: \"{pseudonym}\", reason: \"A threat\" }}", "unmasking { id }")).GetProperty("unmasking").GetProperty("id").GetGuid();
            await Do(Second, "approveUnmasking", $"{{ requestId: \"{id}\" }}");
            Code(await Do(Second, "readUnmasked", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.cannot-unmask");
        }
    }

    [Theory]
    [InlineData("mutation { requestUnmasking(input: { pseudonym: \"00000000-0000-0000-0000-000000000000\", reason: \"x\" }) { errors { code } } }")]
    [InlineData("mutation { approveUnmasking(input: { requestId: \"00000000-0000-0000-0000-000000000000\" }) { errors { code } } }")]
    [InlineData("mutation { declineUnmasking(input: { requestId: \"00000000-0000-0000-0000-000000000000\" }) { errors { code } } }")]
    [InlineData("mutation { readUnmasked(input: { requestId: \"00000000-0000-0000-0000-000000000000\" }) { errors { code } } }")]
    [InlineData("mutation { allowParticipation(input: { permission: \"engage.unmask\", tiers: [ANONYMOUS] }) { errors { code } } }")]
    [InlineData("{ unmaskings { nodes { id } } }")]
    public async Task All_of_this_takes_a_permission(string document)
    {
        (await _engage.Anonymous.GraphQL(document)).ToString().ShouldContain("engage.unauthenticated");
        (await _engage.As("Sam", Roles.Staff).GraphQL(document)).ToString().ShouldContain("engage.forbidden");
    }

    [Fact]
    public async Task A_request_can_be_declined_and_withdrawn()
    {
        foreach (var (who, state) in new[] { (Admin, "WITHDRAWN"), (Second, "DECLINED") })
        {
            var id = (await Do(Admin, "requestUnmasking", $"{{ pseudonym: \"{Guid.NewGuid()}\", reason: \"A threat\" }}", "unmasking { id }")).GetProperty("unmasking").GetProperty("id").GetGuid();
            (await Do(who, "declineUnmasking", $"{{ requestId: \"{id}\", reason: \"No\" }}", "unmasking { state }")).GetProperty("unmasking").GetProperty("state").GetString().ShouldBe(state);
            Code(await Do(Second, "approveUnmasking", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.unmasking-decided");
        }
    }

    [Fact]
    public async Task A_secret_ballot_is_the_same_in_its_thread_and_nobody_can_be_unmasked_by_it()
    {
        var (ballot, stored, request) = await Act("Ada", (participants, stop) => participants.Secretly(Thread, stop));
        (await Act("Ada", (participants, stop) => participants.Secretly(Thread, stop))).Participant.Id.ShouldBe(ballot.Id);
        (await Act("Bo", (participants, stop) => participants.Secretly(Thread, stop))).Participant.Id.ShouldNotBe(ballot.Id);
        (await Act("Ada", (participants, stop) => participants.Secretly(Guid.NewGuid(), stop))).Participant.Id.ShouldNotBe(ballot.Id);
        (await Act("Ada", Participation.ThreadPseudonym)).Participant.Id.ShouldNotBe(ballot.Id);
        stored.Author.ShouldBe(ballot.Id.Value);
        stored.Correlation.ShouldNotBe(request.CorrelationId);

        var id = (await Do(Admin, "requestUnmasking", $"{{ pseudonym: \"{ballot.Id}\", thread: \"{Thread}\", reason: \"A threat\" }}", "unmasking { id }")).GetProperty("unmasking").GetProperty("id").GetGuid();
        await Do(Second, "approveUnmasking", $"{{ requestId: \"{id}\" }}");
        Code(await Do(Second, "readUnmasked", $"{{ requestId: \"{id}\" }}")).ShouldBe("engage.cannot-unmask");

        await using var scope = await Scope("Ada");
        (await scope.ServiceProvider.GetRequiredService<IParticipants>().Ballot(Thread, CancellationToken.None)).ShouldBe(ballot.Id);
        await using var nobody = Scope(Actor.Anonymous);
        var unknown = nobody.ServiceProvider.GetRequiredService<IParticipants>();
        (await unknown.Ballot(Thread, CancellationToken.None)).ShouldBeNull();
        (await Should.ThrowAsync<Refusal>(unknown.Secretly(Thread, CancellationToken.None))).Code.ShouldBe("engage.unauthenticated");
    }

    [Theory]
    [InlineData(Participation.Name)]
    [InlineData(Participation.Pseudonym)]
    [InlineData(Participation.ThreadPseudonym)]
    public async Task Who_wrote_something_goes_on_under_the_name_that_they_wrote_it_under(Participation tier)
    {
        var wrote = (await Act("Ada", tier)).Participant;
        var written = Personal.Of(wrote.Id, "words");
        var (author, stored, _) = await Act("Ada", async (participants, stop) => (await participants.AsAuthor(written, Thread, stop))!);
        author.ShouldBe(wrote);
        stored.Author.ShouldBe(wrote.Id.Value);

        await using var bo = await Scope("Bo");
        (await bo.ServiceProvider.GetRequiredService<IParticipants>().AsAuthor(written, Thread, CancellationToken.None)).ShouldBeNull();
        bo.ServiceProvider.GetRequiredService<RequestContext>().Participant.ShouldBeNull("who is refused acts under no name");
        await using var ada = await Scope("Ada");
        (await ada.ServiceProvider.GetRequiredService<IParticipants>().Selves(Thread, CancellationToken.None)).ShouldContain(wrote.Id);
    }

    [Fact]
    public async Task What_was_written_anonymously_is_nobodys()
    {
        var written = Personal.Of((await Act("Ada", Participation.Anonymous)).Participant.Id, "words");
        foreach (var name in new[] { "Ada", null })
        {
            await using var scope = await Scope(name);
            (await scope.ServiceProvider.GetRequiredService<IParticipants>().AsAuthor(written, Thread, CancellationToken.None)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_permission_that_there_is_not_has_no_policy()
    {
        (await _engage.Anonymous.GraphQL("{ participation(permission: \"engage.fly\") { tiers } }")).ToString().ShouldContain("engage.unknown-permission");
        Code(await Do(Admin, "allowParticipation", "{ permission: \"engage.fly\", tiers: [NAME] }")).ShouldBe("engage.unknown-permission");
        Code(await Do(Admin, "allowParticipation", $"{{ permission: \"{Acting}\", tiers: [] }}")).ShouldBe("engage.no-tier");
    }

    private NpgsqlDataSource Database => _engage.Services.GetRequiredService<NpgsqlDataSource>();

    private Task<(Participant Participant, (string Author, string Correlation) Stored, RequestContext Request)> Act(string? name, Participation tier, Guid? thread = null, string permission = Acting) =>
        Act(name, (participants, stop) => participants.As(tier, permission, thread ?? Thread, stop));

    private async Task<(Participant Participant, (string Author, string Correlation) Stored, RequestContext Request)> Act(string? name, Func<IParticipants, CancellationToken, Task<Participant>> act)
    {
        await using var scope = await Scope(name);
        // As a use case has it: its session is there before it says under what name it acts.
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var participant = await act(scope.ServiceProvider.GetRequiredService<IParticipants>(), CancellationToken.None);
        var id = Guid.NewGuid();
        session.Events.StartStream(id, new ParticipationAllowed("something.done", []));
        await session.SaveChangesAsync();
        await using var command = Database.CreateCommand("select user_name, correlation_id from engage.mt_events where stream_id = $1");
        command.Parameters.AddWithValue(id);
        await using var rows = await command.ExecuteReaderAsync();
        (await rows.ReadAsync()).ShouldBeTrue();
        return (participant, (rows.GetString(0), rows.GetString(1)), scope.ServiceProvider.GetRequiredService<RequestContext>());
    }

    private async Task<AsyncServiceScope> Scope(string? name) => Scope(name is null
        ? Actor.Anonymous
        : await _engage.Services.GetRequiredService<Actors>().Of(new(Agency.Default), new("test", name, name, [], []), CancellationToken.None));

    private AsyncServiceScope Scope(Actor actor)
    {
        var scope = _engage.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Actor = actor;
        return scope;
    }

    private static async Task<JsonElement> Do(EngageClient by, string mutation, string input, string select = "__typename") =>
        (await by.Data($"mutation {{ {mutation}(input: {input}) {{ {select} errors {{ code }} }} }}")).GetProperty(mutation);

    private static string? Code(JsonElement payload) => payload.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()).SingleOrDefault();

    public sealed class Fixture : IAsyncLifetime
    {
        public EngageHarness Engage { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Engage = await EngageHarness.Start(plugins: "none");
            await Do(Engage.As("Admin", Roles.Administrator), "allowParticipation", $"{{ permission: \"{Acting}\", tiers: [NAME, PSEUDONYM, THREAD_PSEUDONYM, ANONYMOUS] }}");
        }

        public async Task DisposeAsync() => await Engage.DisposeAsync();
    }
}
