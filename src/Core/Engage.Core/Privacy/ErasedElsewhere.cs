using Engage.Events;
using Engage.Identity;
using Microsoft.Extensions.Hosting;

namespace Engage.Privacy;

/// <summary>Forgets on this host whom another host erased. Should what it listens to fail, then what is known is forgotten by itself soon after.</summary>
internal sealed class ErasedElsewhere(EventLog log, KnownKeys known, Subjects subjects) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var listener = log.Listen(null, static type => type == typeof(SubjectErased));
            // Whoever was erased while nobody listened.
            known.Forget();
            try
            {
                await foreach (var _ in listener.Events(stop))
                {
                    known.Forget();
                    subjects.Forget();
                }
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
