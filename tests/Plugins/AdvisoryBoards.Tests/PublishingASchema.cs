using Microsoft.Extensions.DependencyInjection;
using Snapshooter.Xunit;

namespace Engage.Plugins.AdvisoryBoards;

public sealed class PublishingASchema(BoardFixture boards) : IClassFixture<BoardFixture>
{
    [Fact]
    public void Integrators_program_against_this() => Snapshot.Match(boards.Engage.Services.GetRequiredService<GraphQL.GraphQLServer>().Sdl);

    [Fact]
    public void The_plugin_references_the_contract_and_no_other_plugin() =>
        typeof(AdvisoryBoardsPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name.StartsWith("Engage")).ShouldBe(["Engage.Abstractions"]);
}
