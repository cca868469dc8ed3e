using Engage.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using DescriptionAttribute = JasperFx.CommandLine.DescriptionAttribute;

namespace Engage.Ledger;

public sealed class LedgerInput : CommandInput
{
    [Description("export or verify")]
    public string Action { get; set; } = "";

    [Description("The file to write or to verify; without one the live database is verified")]
    public string? File { get; set; }

    [Description("The agency whose ledger it is; the default agency where it is left out")]
    public string? AgencyFlag { get; set; }

    [Description("The key that must have signed the checkpoints, as the agency publishes it")]
    public string? KeyFlag { get; set; }
}

[Description("Write an agency's ledger into a file, or verify one: ledger export FILE --agency SLUG, ledger verify FILE --key KEY", Name = "ledger")]
public sealed class LedgerCommand : EngageCommand<LedgerInput>
{
    public LedgerCommand()
    {
        Usage("Export a ledger, or verify a file").Arguments(input => input.Action, input => input.File!);
        Usage("Verify the live database").Arguments(input => input.Action);
    }

    protected override async Task<bool> Run(LedgerInput input, IServiceProvider services)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        Console.WriteLine(await Answer(input, services, stop.Token));
        return true;
    }

    private static async Task<string> Answer(LedgerInput input, IServiceProvider services, CancellationToken stop)
    {
        var key = input.KeyFlag is null ? null : NoteKey.Parse(input.KeyFlag)
            ?? throw new Refusal("engage.ledger-key",
                "That is no key of a ledger. Pass it whole, as /agencies/{slug}/ledger/key gives it: name, id and public key, joined by plus signs.");
        switch (input)
        {
            case { Action: "verify", File: { } path }:
                var (ledger, read) = await Shown(progress => VerifyFile.Run(path, key, progress, stop));
                return key is not null ? $"{Right(read)} The key is the one you passed."
                    : $"{Right(read)} The key is the file's own, so this proves nothing against whoever wrote the file. "
                    + $"Compare it with the published one, or pass that with --key: {ledger.Key}";
            case { Action: "verify" }:
                await Store(services);
                var database = ActivatorUtilities.CreateInstance<VerifyDatabase>(services);
                return Right(await Shown(progress => database.Run(AgencyOf(input, services), key, progress, stop)));
            case { Action: "export", File: { } path } when key is null:
                await Store(services);
                var export = ActivatorUtilities.CreateInstance<ExportLedger>(services);
                var written = await Shown(progress => export.Run(AgencyOf(input, services), path, progress, stop));
                return $"Written: {written.Size} leaves of {written.Origin}. It holds the events as they are stored, whoever may read them.";
            default:
                throw new Refusal("engage.usage",
                    "Write ledger export FILE --agency SLUG, ledger verify FILE --key KEY, or ledger verify --agency SLUG. 'help ledger' shows how ledger is written.");
        }
    }

    private static string AgencyOf(LedgerInput input, IServiceProvider services) =>
        AgencyOf(input.AgencyFlag, services.GetRequiredService<IConfiguration>()).Slug;

    private static string Right(LedgerAudit audit) => $"All is as it was signed: {audit.Size} leaves, {audit.Checkpoints} checkpoints."
        + (audit.Vouched < audit.Size ? $" The checkpoints vouch for {audit.Vouched} leaves; the {audit.Size - audit.Vouched} behind them are not signed yet." : "");

    private static async Task<T> Shown<T>(Func<Action<long, long>, Task<T>> work)
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("Leaves");
            return await work((done, all) => (task.MaxValue, task.Value) = (all, done));
        });
    }
}
