using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Engage.Http;

public sealed class TellingHealth
{
    [Fact]
    public async Task A_host_that_serves_is_alive_whatever_ails_it()
    {
        await using var host = await With(HealthCheckResult.Unhealthy());

        var answer = await host.Get("/health/live");
        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"healthy","checks":{}}""");
    }

    [Fact]
    public async Task A_host_is_ready_when_its_checks_say_so()
    {
        await using var host = await With(HealthCheckResult.Healthy());

        var answer = await host.Get("/health/ready");
        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"healthy","checks":{"database":{"status":"healthy"}}}""");
    }

    [Fact]
    public async Task A_host_that_is_worse_off_can_still_work()
    {
        await using var host = await With(HealthCheckResult.Degraded());

        ((int)(await host.Get("/health/ready")).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task A_host_that_is_not_ready_says_which_check_failed_and_nothing_of_why()
    {
        await using var host = await With(HealthCheckResult.Unhealthy("password wrong", new InvalidOperationException("at 10.0.0.7")));

        var answer = await host.Get("/health/ready");
        ((int)answer.StatusCode).ShouldBe(503);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"status":"unhealthy","checks":{"database":{"status":"unhealthy"}}}""");
    }

    private static Task<HttpHost> With(HealthCheckResult database) => HttpHost.Start(configure: builder => builder.Services.AddHealthChecks()
        .AddCheck("database", () => database, ["ready"])
        .AddCheck("another", () => HealthCheckResult.Unhealthy()));
}
