namespace Engage.Plugins.TransparencyReports;

/// <summary>Where an edition stands.</summary>
public enum EditionState
{
    /// <summary>Its figures were computed; a second person has to check it.</summary>
    Compiled,

    /// <summary>The second person sent it back; it is never published.</summary>
    Returned,

    /// <summary>A second person has checked it.</summary>
    Approved,

    /// <summary>Everybody reads it.</summary>
    Published,

    /// <summary>A later edition took its place. It can be read for good.</summary>
    Superseded,

    /// <summary>It was taken back. That there was one stays on record, its figures are not shown.</summary>
    Withdrawn
}

/// <summary>An edition of a report: texts and figures as they were at one sequence of the log. Nothing of it is ever changed.</summary>
/// <param name="Id">The edition's id.</param>
/// <param name="Number">From 1.</param>
/// <param name="Sequence">The number in the log up to which events count.</param>
/// <param name="Digest">SHA-256 of the edition's canonical JSON, in lower case hexadecimal digits.</param>
/// <param name="CompiledAt">When its figures were computed.</param>
public sealed record ReportEdition(
    Guid Id, [property: Unpublished] Guid ReportId, int Number, long Sequence, [property: Unpublished] AgencyText Title, [property: Unpublished] AgencyText Summary,
    [property: Unpublished] IReadOnlyList<ReportSection> Sections, [property: Unpublished] IReadOnlyList<ReportFigure> Figures, [property: Unpublished] string? Correction,
    [property: Unpublished] byte[] Salt, string Digest, DateTimeOffset CompiledAt, [property: Unpublished] Guid CompiledEvent)
{
    /// <summary>The version of the method by which its counts were withheld and rounded. A host that has another one cannot reproduce it.</summary>
    public int Method { get; init; } = 1;

    /// <summary>Where it stands.</summary>
    public EditionState State { get; init; } = EditionState.Compiled;

    /// <summary>When it was published; null until it was.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When it was withdrawn; null where it was not.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    [Unpublished] public Guid? Supersedes { get; init; }

    /// <summary>Why it was returned or withdrawn.</summary>
    public string? Reason { get; init; }

    internal static ReportEdition? Evolve(ReportEdition? edition, IEvent happened) => happened.Data switch
    {
        EditionCompiled e => new(
            e.EditionId, happened.StreamId, e.Number, e.Sequence, e.Title, e.Summary, e.Sections, e.Figures, e.Correction, e.Salt, e.Digest, happened.Timestamp,
            happened.Id)
        {
            Method = e.Method
        },
        _ when edition is null => null,
        EditionReturned e => edition with { State = EditionState.Returned, Reason = e.Reason },
        EditionApproved => edition with { State = EditionState.Approved },
        // Told to the edition itself and to the one whose place it takes.
        EditionPublished e when e.EditionId != edition.Id => edition with { State = edition.State is EditionState.Withdrawn ? EditionState.Withdrawn : EditionState.Superseded },
        EditionPublished e => edition with { State = EditionState.Published, PublishedAt = happened.Timestamp, Supersedes = e.Supersedes },
        EditionWithdrawn e => edition with { State = EditionState.Withdrawn, Reason = e.Reason, WithdrawnAt = happened.Timestamp },
        _ => edition
    };
}

public sealed partial class ReportEditionProjection : MultiStreamProjection<ReportEdition, Guid>
{
    public ReportEditionProjection()
    {
        Identity<IEditionEvent>(e => e.EditionId);
        Identities<EditionPublished>(e => e.Supersedes is { } before ? [e.EditionId, before] : [e.EditionId]);
        // Without these a rebuild reads every event of the log.
        IncludeType<EditionCompiled>();
        IncludeType<EditionReturned>();
        IncludeType<EditionApproved>();
        IncludeType<EditionPublished>();
        IncludeType<EditionWithdrawn>();
    }

    public override ReportEdition? Evolve(ReportEdition? snapshot, Guid id, IEvent e) => ReportEdition.Evolve(snapshot, e);
}
