namespace Engage.Audit;

/// <summary>Somebody read personal data in the clear. Stored as <c>engage.personal-data-read</c>; who it was stands on the event.</summary>
/// <param name="Reason">Why, or what by: <c>export</c>.</param>
/// <param name="Events">The events whose personal parts were read.</param>
/// <param name="Subject">Whose data was read, all of it; null where it was that of single events.</param>
internal sealed record PersonalDataRead(string Reason, IReadOnlyList<Guid> Events, ActorId? Subject = null);
