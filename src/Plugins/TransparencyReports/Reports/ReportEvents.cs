namespace Engage.Plugins.TransparencyReports;

/// <summary>Something happened to a report.</summary>
public interface IReportEvent;

/// <summary>Something happened to an edition of a report.</summary>
public interface IEditionEvent : IReportEvent
{
    Guid EditionId { get; }
}

public sealed record ReportDrafted(string Name, string Title, string Summary, string? Language, ActorId By) : IReportEvent;

public sealed record ReportDescribed(string? Title, string? Summary, string? Language, ActorId By) : IReportEvent;

public sealed record ReportTranslated(string Language, string Title, string Summary, TranslationStatus Status, ActorId By) : IReportEvent;

/// <summary>What the next edition will hold.</summary>
public sealed record SectionsWritten(IReadOnlyList<SectionText> Sections, ActorId By) : IReportEvent;

/// <summary>A section as somebody wrote it.</summary>
/// <param name="Text">Markdown.</param>
public sealed record SectionText(Guid Id, string Heading, string Text, IReadOnlyList<FigureRequest> Figures);

public sealed record SectionTranslated(Guid SectionId, string Language, string Heading, string Text, TranslationStatus Status, ActorId By) : IReportEvent;

/// <summary>The figures were computed of all events up to a sequence. From here on nothing of the edition changes.</summary>
/// <param name="Number">From 1; a correction is the next one.</param>
/// <param name="Correction">What it corrects, and why; null for what is no correction.</param>
/// <param name="Salt">What the commitments of its rows are made with. Only auditors read it.</param>
/// <param name="Digest">SHA-256 of the edition's canonical JSON, in lower case hexadecimal digits.</param>
/// <param name="Method">The version of the method by which counts are withheld and rounded: by another one it would be other bytes.</param>
public sealed record EditionCompiled(
    Guid EditionId, int Number, long Sequence, AgencyText Title, AgencyText Summary, IReadOnlyList<ReportSection> Sections, IReadOnlyList<ReportFigure> Figures,
    string? Correction, byte[] Salt, string Digest, ActorId By, int Method = 1) : IEditionEvent;

/// <summary>The second person sends it back: it is never published.</summary>
public sealed record EditionReturned(Guid EditionId, string Reason, ActorId By) : IEditionEvent;

/// <summary>The second person has checked it.</summary>
public sealed record EditionApproved(Guid EditionId, ActorId By) : IEditionEvent;

/// <summary>Everybody can read it. The edition before it is superseded.</summary>
public sealed record EditionPublished(Guid EditionId, Guid? Supersedes, ActorId By) : IEditionEvent;

/// <summary>It should not have been published. That it was stays on record, its figures are not shown.</summary>
public sealed record EditionWithdrawn(Guid EditionId, string Reason, ActorId By) : IEditionEvent;

/// <summary>An auditor looked at what is behind a row, whether it is told or not. In a stream of its own: to look at a report must not stand in the way of who changes it.</summary>
/// <param name="Reason">Why, for whoever audits the auditors.</param>
public sealed record FigureOpened(Guid EditionId, Guid RowId, string Reason, ActorId By);
