namespace Engage.Plugins.TransparencyReports;

/// <summary>Something happened to a metric.</summary>
public interface IMetricEvent;

public sealed record MetricDefined(string Name, string Title, string Explanation, string? Language, MetricDefinition Definition, ActorId By) : IMetricEvent;

/// <summary>It is computed in another way from now on. What was published by the versions before stays as it is.</summary>
public sealed record MetricRevised(MetricDefinition Definition, string Reason, ActorId By) : IMetricEvent;

public sealed record MetricDescribed(string? Title, string? Explanation, string? Language) : IMetricEvent;

public sealed record MetricTranslated(string Language, string Title, string Explanation, TranslationStatus Status) : IMetricEvent;

/// <summary>New reports do not use it any more.</summary>
public sealed record MetricRetired(string Reason) : IMetricEvent;
