namespace Engage.Processes;

public sealed class StartingAndStopping
{
    private const string OpenTopic = """mutation { openTopic(input: { title: "Lamps", body: "More of them" }) { topic { id } errors { code } } }""";

    [Fact]
    public async Task What_is_needed_starts_with_the_host_and_stops_with_it_and_the_next_start_finds_the_data()
    {
        await using var deployment = new Deployment();
        var first = await deployment.Serve();
        var postgres = deployment.Postgres.ShouldNotBeNull();
        var opened = await first.Data(OpenTopic, deployment.Token("Ada"));
        var topic = opened.GetProperty("openTopic").GetProperty("topic").GetProperty("id").GetString();

        (await first.Interrupt(deployment.Stop)).ExitCode.ShouldBe(0);
        deployment.Postgres.ShouldBeNull();
        await deployment.Gone(postgres);

        var second = await deployment.Serve();
        var found = await second.Data($$"""{ topic(id: "{{topic}}") { title author { name } } }""");
        found.GetProperty("topic").ToString().ShouldBe("""{"title":"Lamps","author":{"name":"Ada"}}""");

        (await second.Terminate(deployment.Stop)).ExitCode.ShouldBe(0);
        deployment.Postgres.ShouldBeNull();
    }

    [Fact]
    public async Task Two_hosts_with_two_data_directories_do_not_disturb_each_other_and_one_that_is_killed_leaves_no_server_behind()
    {
        await using var deployment = new Deployment();
        await using var other = new Deployment();
        var hosts = await Task.WhenAll(deployment.Serve(), other.Serve());
        var (killed, kept) = (deployment.Postgres.ShouldNotBeNull(), other.Postgres.ShouldNotBeNull());
        killed.ShouldNotBe(kept);
        await hosts[0].Data(OpenTopic, deployment.Token("Ada"));

        await hosts[0].Kill(deployment.Stop);
        await deployment.Gone(killed);

        deployment.Postgres.ShouldBeNull();
        other.Postgres.ShouldBe(kept);
        (await hosts[1].Data("{ topics { nodes { id } } }")).ToString().ShouldBe("""{"topics":{"nodes":[]}}""");
    }

    [Fact]
    public async Task Where_it_listens_is_all_that_it_prints()
    {
        await using var deployment = new Deployment { Environment = { ["Engage__PluginsDirectory"] = "none" } };

        var ended = await (await deployment.Serve()).Interrupt(deployment.Stop);

        ended.Lines.ShouldHaveSingleItem().ShouldStartWith("Engage listens on http://127.0.0.1:");
    }
}
