using Engage.Agencies;
using Engage.GraphQL;
using Engage.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Engage;

/// <summary>Puts Engage under addresses.</summary>
public static class EngageEndpoints
{
    /// <summary>
    /// Maps <c>/graphql</c> for the agency of the setting <c>Engage:DefaultAgency</c> and <c>/agencies/{slug}/graphql</c> for any (a browser gets GraphiQL
    /// there), <c>/agencies/{slug}/ledger/checkpoint</c> and <c>/key</c>, <c>/agencies/{slug}/{plugin}/{file}</c> for the files of plugins, <c>/graphql/schema.graphql</c>, <c>/health/live</c> and <c>/health/ready</c>. <c>/</c> leads to <c>/graphql</c> unless the host maps it.
    /// </summary>
    /// <returns>All of them, for conventions such as rate limits. CORS is off: nothing here answers scripts of other sites.</returns>
    public static IEndpointConventionBuilder MapEngage(this IEndpointRouteBuilder app)
    {
        // Nothing that loads plugins or reads settings is asked for yet: a host that only runs a command has its endpoints mapped too.
        var services = app.ServiceProvider;
        var guard = services.GetRequiredService<Guard>();

        var all = app.MapGroup("");
        all.Map("/graphql", guard.Around(http => GraphQL().Serve(http, services.GetRequiredService<Settings>().DefaultAgency)));
        all.Map("/agencies/{slug}/graphql", guard.Around(async http => await GraphQL().Serve(http, await Addressed(http))));
        Get("/agencies/{slug}/ledger/checkpoint", async http => await services.GetRequiredService<LedgerText>().SendCheckpoint(http, await Addressed(http)));
        Get("/agencies/{slug}/ledger/key", async http => await services.GetRequiredService<LedgerText>().SendKey(http, await Addressed(http)));
        Get("/agencies/{slug}/{plugin}/{file}", async http =>
        {
            var file = services.GetService<Files>()?.Find(Value(http, "plugin"), Value(http, "file")) ?? throw Fault.NotFound();
            await services.GetRequiredService<FileEndpoint>().Send(http, await Addressed(http), file);
        });
        Get("/graphql/schema.graphql", http => http.RequestServices.GetRequiredService<SchemaText>().Send(http));
        Get("/graphql/ui/{version}/{file}", http => services.GetRequiredService<GraphiQL>().Asset(http, Value(http, "version"), Value(http, "file")));
        Get("/health/live", Health.Live);
        Get("/health/ready", http => services.GetRequiredService<Health>().Readiness(http));
        Get("/", ToGraphQL).WithOrder(int.MaxValue);
        return all;

        GraphQLEndpoint GraphQL() => services.GetRequiredService<GraphQLEndpoint>();

        IEndpointConventionBuilder Get(string pattern, RequestDelegate endpoint) => all.MapMethods(pattern, ["GET", "HEAD"], guard.Around(endpoint));
    }

    private static async Task<Agency> Addressed(HttpContext http)
    {
        var slug = Value(http, "slug");
        // Who serves a schema of another making has no agencies to look up.
        var known = Agency.IsSlug(slug) && (http.RequestServices.GetService<AgencyDirectory>() is not { } directory || await directory.Exists(slug, http.RequestAborted));
        return known ? new(slug) : throw Fault.UnknownAgency();
    }

    private static string Value(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    private static Task ToGraphQL(HttpContext http)
    {
        http.Response.Redirect(http.Request.PathBase + "/graphql");
        return Task.CompletedTask;
    }
}
