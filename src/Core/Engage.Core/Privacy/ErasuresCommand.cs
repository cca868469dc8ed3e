using Engage.CommandLine;
using JasperFx.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Privacy;

public sealed class ErasuresInput : CommandInput
{
    [Description("What to do with them: apply")]
    public string Task { get; set; } = "";
}

[Description("After a restore: destroy again the keys of everybody who was erased, as the log says: erasures apply", Name = "erasures")]
public sealed class ErasuresCommand : EngageCommand<ErasuresInput>
{
    public ErasuresCommand() => Usage("Destroy again the keys of everybody who was erased").Arguments(input => input.Task);

    protected override async Task<bool> Run(ErasuresInput input, IServiceProvider services)
    {
        if (input.Task != "apply") throw new Refusal("engage.usage", $"There is no 'erasures {input.Task}'. Write 'erasures apply'.");
        await Store(services);
        var (named, again, keys) = await services.GetRequiredService<Erasures>().Apply(CancellationToken.None);
        Console.WriteLine($"The log names {named} who were erased. Of them {again} were here again, with {keys} keys; these are destroyed.");
        return true;
    }
}
