using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.Forums;

public sealed class PublishingASchema(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public void Integrators_program_against_this() => Snapshot.Match(forum.Engage.Services.GetRequiredService<GraphQL.GraphQLServer>().Sdl);

    [Fact]
    public void The_plugin_references_the_contract_and_no_other_plugin() =>
        typeof(ForumsPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("Engage")).ShouldBe(["Engage.Abstractions"]);
}
