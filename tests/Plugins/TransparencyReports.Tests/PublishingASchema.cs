using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.TransparencyReports;

public sealed class PublishingASchema(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public void Integrators_program_against_this() => Snapshot.Match(reports.Engage.Services.GetRequiredService<GraphQL.GraphQLServer>().Sdl);

    [Fact]
    public void The_plugin_references_the_contract_and_no_other_plugin() =>
        typeof(TransparencyReportsPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("Engage")).ShouldBe(["Engage.Abstractions"]);
}
