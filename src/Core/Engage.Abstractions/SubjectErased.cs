namespace Engage;

/// <summary>
/// Everything that was kept of a person was made unreadable; stored as <c>engage.subject-erased</c>. A projection that keeps what it made of personal values,
/// such as an index to search, handles this event and deletes what it keeps of the subject.
/// </summary>
/// <param name="Subject">Who was erased. It names nobody any more: a person who comes back gets another id.</param>
/// <param name="Keys">How many keys were destroyed.</param>
/// <param name="Reason">Why.</param>
public sealed record SubjectErased(ActorId Subject, int Keys, ErasureReason Reason);

/// <summary>Why a person was erased.</summary>
public enum ErasureReason
{
    /// <summary>The person asked for it.</summary>
    Asked,

    /// <summary>The person withdrew their consent, or objected.</summary>
    Objected,

    /// <summary>What was kept is no longer needed for what it was kept for.</summary>
    NoLongerNeeded,

    /// <summary>It should not have been kept.</summary>
    Unlawful,

    /// <summary>A law or a court demands it.</summary>
    LegalDuty
}
