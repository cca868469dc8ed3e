using Engage.Events;
using Engage.Identity;
using JasperFx.Events;

namespace Engage.Privacy;

/// <summary>Forgets on this host whom another host erased.</summary>
internal sealed class ErasedElsewhere(EventLog log, KnownKeys known, Subjects subjects) : ForgettingElsewhere(log)
{
    protected override bool Concerns(Type type) => type == typeof(SubjectErased);

    protected override void Forget()
    {
        known.Forget();
        subjects.Forget();
    }

    protected override void Forget(IEvent each) => Forget();
}
