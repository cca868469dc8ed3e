using Engage.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Engage;

/// <summary>Puts Engage under addresses.</summary>
public static class EngageEndpoints
{
    /// <summary>
    /// Maps <c>/graphql</c> for the agency of the setting <c>Engage:DefaultAgency</c> and <c>/agencies/{slug}/graphql</c> for any (a browser gets GraphiQL
    /// there), <c>/graphql/schema.graphql</c>, <c>/health/live</c> and <c>/health/ready</c>. <c>/</c> leads to <c>/graphql</c> unless the host maps it.
    /// </summary>
    /// <returns>All of them, for conventions such as rate limits. CORS is off: nothing here answers scripts of other sites.</returns>
    /// <exception cref="InvalidOperationException">A setting cannot be used; the message says which and what mends it.</exception>
    public static IEndpointConventionBuilder MapEngage(this IEndpointRouteBuilder app)
    {
        var services = app.ServiceProvider;
        var agency = new Agency(Authentication.DefaultAgency(services.GetRequiredService<IConfiguration>()));
        // Read now, so that a key or a setting that cannot be used stops the start and not the first caller.
        services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);
        var graphql = services.GetRequiredService<GraphQLEndpoint>();
        var guard = services.GetRequiredService<Guard>();

        var all = app.MapGroup("");
        all.Map("/graphql", guard.Around(http => graphql.Serve(http, agency)));
        all.Map("/agencies/{slug}/graphql", guard.Around(http => graphql.Serve(http, Addressed(http))));
        Get("/graphql/schema.graphql", http => http.RequestServices.GetRequiredService<SchemaText>().Send(http));
        Get("/graphql/ui/{version}/{file}", http => services.GetRequiredService<GraphiQL>().Asset(http, Value(http, "version"), Value(http, "file")));
        Get("/health/live", Health.Live);
        Get("/health/ready", http => services.GetRequiredService<Health>().Readiness(http));
        Get("/", ToGraphQL).WithOrder(int.MaxValue);
        return all;

        IEndpointConventionBuilder Get(string pattern, RequestDelegate endpoint) => all.MapMethods(pattern, ["GET", "HEAD"], guard.Around(endpoint));
    }

    private static Agency Addressed(HttpContext http) => Value(http, "slug") is var slug && Agency.IsSlug(slug) ? new(slug) : throw Fault.UnknownAgency();

    private static string Value(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    private static Task ToGraphQL(HttpContext http)
    {
        http.Response.Redirect(http.Request.PathBase + "/graphql");
        return Task.CompletedTask;
    }
}
