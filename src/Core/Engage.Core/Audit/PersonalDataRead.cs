namespace Engage.Audit;

/// <summary>Somebody read personal data in the clear. Stored as <c>engage.personal-data-read</c>; who it was stands on the event.</summary>
/// <param name="Purpose">What it was read by: <c>export</c>, <c>audit</c>.</param>
/// <param name="Subject">Whose data it was, all of it; null where it was that of single events.</param>
/// <param name="Events">The events whose personal parts were read.</param>
/// <param name="Reason">Why, in the reader's words.</param>
internal sealed record PersonalDataRead(string Purpose, ActorId? Subject, IReadOnlyList<Guid> Events, string? Reason = null);
