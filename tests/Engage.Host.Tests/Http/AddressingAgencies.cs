using Microsoft.Extensions.Configuration;

namespace Engage.Http;

public sealed class AddressingAgencies
{
    [Theory]
    [InlineData("/graphql", "default")]
    [InlineData("/agencies/default/graphql", "default")]
    [InlineData("/agencies/north-hills-2/graphql", "north-hills-2")]
    public async Task The_address_names_the_agency(string path, string agency)
    {
        await using var host = await HttpHost.Start();

        (await (await host.Post(HttpHost.Query("{ me }"), path: path)).Data("me")).ShouldBe($"{agency}|anonymous|Anonymous||");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("North")]
    [InlineData("a--b")]
    [InlineData("..%2f..")]
    [InlineData("a'b")]
    public async Task What_cannot_be_an_agency_is_not_found(string slug)
    {
        await using var host = await HttpHost.Start();

        await (await host.Post(HttpHost.Query("{ me }"), path: $"/agencies/{slug}/graphql")).ShouldBeRefused(404, "engage.unknown-agency");
    }

    [Fact]
    public async Task A_deployment_chooses_its_default_agency()
    {
        await using var host = await HttpHost.Start(configure: builder => Default(builder.Configuration, "elm-county"));

        (await (await host.Post(HttpHost.Query("{ me }"))).Data("me")).ShouldStartWith("elm-county|");
    }

    [Fact]
    public async Task A_default_agency_that_cannot_be_one_stops_the_start()
    {
        var start = () => HttpHost.Start(configure: builder => Default(builder.Configuration, "Elm County"));

        var error = await Should.ThrowAsync<Refusal>(start);

        error.Message.ShouldContain("Engage:DefaultAgency");
    }

    private static void Default(IConfigurationBuilder configuration, string slug) =>
        configuration.AddInMemoryCollection([new("Engage:DefaultAgency", slug)]);
}
