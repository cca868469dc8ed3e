using System.Runtime.CompilerServices;

namespace Engage.Plugins.TransparencyReports;

/// <summary>
/// Whoever has all records read waits for their turn: in a host one reader at a time, and beside them one of those who compile and audit, so that however many
/// read, neither is every core taken nor anybody kept from publishing.
/// </summary>
/// <param name="patience">How long somebody waits.</param>
internal sealed class Turns(TimeSpan patience)
{
    public static readonly ConditionalWeakTable<IDocumentStore, Turns> Hosts = [];

    private readonly SemaphoreSlim _readers = new(1);
    private readonly SemaphoreSlim _staff = new(1);

    public static Turns Of(IQuerySession session) => Hosts.GetValue(session.DocumentStore, static _ => new(TimeSpan.FromSeconds(10)));

    public Task<T> Reader<T>(Func<Task<T>> read, CancellationToken stop) => InTurn(_readers, read, stop);

    public Task<T> Staff<T>(Func<Task<T>> read, CancellationToken stop) => InTurn(_staff, read, stop);

    private async Task<T> InTurn<T>(SemaphoreSlim one, Func<Task<T>> read, CancellationToken stop)
    {
        if (!await one.WaitAsync(patience, stop))
            throw new Refusal("engage.busy", "Others have as much read just now, and nothing was done. Try again in a moment.");
        try
        {
            return await read();
        }
        finally
        {
            one.Release();
        }
    }
}
