using Engage.Events;
using Microsoft.Extensions.Hosting;

namespace Engage.Identity;

/// <summary>Forgets on this host what another one changed. Should what it listens to fail, then what is known is forgotten by itself soon after.</summary>
internal sealed class AccessElsewhere(EventLog log, Access access) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var listener = log.Listen(null, Access.Concerns);
            // Whatever was changed while nobody listened.
            access.ForgetAll();
            try
            {
                await foreach (var each in listener.Events(stop)) access.Take(each);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops, or never came to start.
            }
            catch (Refusal)
            {
                // An event that cannot be read; the next ones can.
            }
        }
    }
}
