using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Search;

public sealed class SearchInput : CommandInput
{
    [Description("What to do with the index: rebuild")]
    public string Task { get; set; } = "";
}

[Description("Throw the index of words away, so that the host makes it anew from the log: search rebuild", Name = "search")]
public sealed class SearchCommand : EngageCommand<SearchInput>
{
    public SearchCommand() => Usage("Make the index of words anew").Arguments(input => input.Task);

    protected override async Task<bool> Run(SearchInput input, IServiceProvider services)
    {
        if (input.Task != "rebuild") throw new Refusal("engage.usage", $"There is no 'search {input.Task}'. Write 'search rebuild'.");
        await Store(services);
        await services.GetRequiredService<SearchGrowth>().Clear(CancellationToken.None);
        Console.WriteLine("The index of words is empty. A host that runs makes it anew from the log, or the next one that starts; until then not everything is found.");
        return true;
    }
}
