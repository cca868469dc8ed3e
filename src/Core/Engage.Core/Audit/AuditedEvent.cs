namespace Engage.Audit;

/// <summary>An event of the log, as auditors see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">Its place in the log of the deployment: it only ever grows, with gaps.</param>
/// <param name="StreamId">The stream that it belongs to.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Alias">What kind it is: <c>forums.topic-opened</c>.</param>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who caused it; null where nobody is named.</param>
/// <param name="CausedBy">What caused it: <c>mutation:openTopic</c>, <c>import:forums deliberation</c>, <c>job:...</c>.</param>
/// <param name="CorrelationId">What it has in common with everything else that the same request did.</param>
/// <param name="Data">What it holds, as JSON text. Personal parts read <c>"[personal]"</c>; only the mutation readPersonal shows them.</param>
internal sealed record AuditedEvent(
    Guid Id, long Sequence, Guid StreamId, long Version, string Alias, DateTimeOffset At, string? Actor, string? CausedBy, string? CorrelationId, string Data);

/// <summary>Which events to list. What is left out does not matter.</summary>
/// <param name="Alias">What kind: <c>forums.topic-opened</c>.</param>
/// <param name="Actor">Who caused them, by their id.</param>
/// <param name="Stream">The stream that they belong to.</param>
/// <param name="From">Not before this moment.</param>
/// <param name="To">Before this moment.</param>
/// <param name="CorrelationId">What they have in common with everything else that the same request did.</param>
/// <param name="CausedBy">What caused them: <c>mutation:openTopic</c>.</param>
internal sealed record EventFilter(
    string? Alias = null, string? Actor = null, Guid? Stream = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? CorrelationId = null, string? CausedBy = null);
