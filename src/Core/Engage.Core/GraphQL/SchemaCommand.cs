using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.GraphQL;

[Description("Print the GraphQL schema of the active plugins", Name = "schema")]
public sealed class SchemaCommand : EngageCommand<CommandInput>
{
    protected override Task<bool> Run(CommandInput input, IServiceProvider services)
    {
        Console.WriteLine(services.GetRequiredService<GraphQLServer>().Sdl);
        return Task.FromResult(true);
    }
}
