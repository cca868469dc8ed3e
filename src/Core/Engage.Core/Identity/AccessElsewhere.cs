using Engage.Events;
using JasperFx.Events;

namespace Engage.Identity;

/// <summary>Forgets on this host what another one decided over actors.</summary>
internal class AccessElsewhere(EventLog log, Access access) : ForgettingElsewhere(log)
{
    protected override bool Concerns(Type type) => Access.Concerns(type);

    protected override void Forget() => access.ForgetAll();

    protected override void Forget(IEvent each) => access.Take(each);
}
