using JasperFx.Events;
using Microsoft.Extensions.Hosting;

namespace Engage.Events;

/// <summary>Forgets on this host what another one changed. Should what it listens to fail, then what is known is forgotten by itself soon after.</summary>
internal abstract class ForgettingElsewhere(EventLog log) : BackgroundService
{
    /// <summary>Whether events of a type change anything that is known here.</summary>
    protected abstract bool Concerns(Type type);

    /// <summary>Forgets all that may have changed.</summary>
    protected abstract void Forget();

    /// <summary>Forgets what an event changed.</summary>
    protected abstract void Forget(IEvent each);

    protected sealed override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var listener = log.Listen(null, Concerns);
            // Whatever was changed while nobody listened.
            Forget();
            try
            {
                await foreach (var each in listener.Events(stop)) Forget(each);
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
