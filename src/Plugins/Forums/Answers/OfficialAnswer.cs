namespace Engage.Plugins.Forums;

// The text is the agency's word and no single person's, so it is not personal: an officer who leaves, or is erased, takes no answer along.
/// <param name="PostId">The post that it answers; null where it answers the topic.</param>
/// <param name="ReferredTo">Who is responsible, where the question was referred.</param>
/// <param name="Role">The role that the author spoke in, held when the answer was prepared.</param>
public sealed record AnswerPrepared(
    Guid TopicId, Guid? PostId, AnswerVerdict Verdict, string Text, string? Reasons, string? ReferredTo, Personal<string> Author, string Role, string? Language = null);

/// <param name="PostId">The post that it answers; null where it answers the topic.</param>
/// <param name="Role">The role that the publisher spoke in, held when the answer was published.</param>
public sealed record AnswerPublished(Guid TopicId, Guid? PostId, Personal<string> Publisher, string Role) : ITopicChange;

public sealed record AnswerWithdrawn;

/// <param name="Reasons">The reasons in the language; null where the answer gives none.</param>
public sealed record AnswerTranslated(string Language, string Text, string? Reasons, TranslationStatus Status);

/// <summary>What the agency says to what it was asked.</summary>
public enum AnswerVerdict
{
    /// <summary>It will do it.</summary>
    Accepted,

    /// <summary>It will do a part of it; the reasons say why not the rest.</summary>
    Partly,

    /// <summary>It will not do it; the reasons say why.</summary>
    Declined,

    /// <summary>It explains.</summary>
    Answered,

    /// <summary>Somebody else is responsible; the reasons say why.</summary>
    Referred
}

/// <summary>Where an official answer stands.</summary>
public enum AnswerState
{
    /// <summary>Written, and read by nobody but those who answer for the agency.</summary>
    Prepared,

    /// <summary>Given. It is not changed any more: a later answer takes its place, and it stays to be read.</summary>
    Published,

    /// <summary>Taken back before it was published.</summary>
    Withdrawn
}

/// <summary>What the agency says to a topic or a post, with its reasons.</summary>
/// <param name="Id">The answer's id.</param>
/// <param name="TopicId">The topic it belongs to.</param>
/// <param name="PostId">The post that it answers; null where it answers the topic.</param>
/// <param name="Verdict">What the agency will do.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reasons">Why.</param>
/// <param name="ReferredTo">Who is responsible, where the question was referred.</param>
/// <param name="State">Where it stands.</param>
/// <param name="PreparedBy">Who prepared it.</param>
/// <param name="PreparedAt">When it was prepared.</param>
/// <param name="PublishedBy">Who published it, in the role that they held then; null until it is.</param>
/// <param name="PublishedAt">When it was published; null until it is.</param>
public sealed record OfficialAnswer(
    Guid Id, Guid TopicId, Guid? PostId, AnswerVerdict Verdict, [property: Unpublished] AgencyText Text, [property: Unpublished] AgencyText? Reasons, string? ReferredTo,
    AnswerState State, [property: Unpublished] Author PreparedBy, DateTimeOffset PreparedAt, Author? PublishedBy, DateTimeOffset? PublishedAt)
{
    /// <summary>Refuses what is done with an answer before it is published.</summary>
    public void MustBePrepared()
    {
        if (State is not AnswerState.Prepared)
            throw new Refusal("forums.answer-not-prepared", "This answer was published or withdrawn, and is not changed any more. Prepare another one: it takes its place when it is published.");
    }
}

public sealed partial class OfficialAnswerProjection : SingleStreamProjection<OfficialAnswer, Guid>
{
    public static OfficialAnswer Create(IEvent<AnswerPrepared> e) => new(
        e.StreamId, e.Data.TopicId, e.Data.PostId, e.Data.Verdict, new(e.Data.Text, e.Data.Language), e.Data.Reasons is { } reasons ? new(reasons, e.Data.Language) : null,
        e.Data.ReferredTo, AnswerState.Prepared, new(e.Data.Author, e.Data.Role), e.Timestamp, PublishedBy: null, PublishedAt: null);

    public static OfficialAnswer Apply(IEvent<AnswerPublished> e, OfficialAnswer answer) =>
        answer with { State = AnswerState.Published, PublishedBy = new(e.Data.Publisher, e.Data.Role), PublishedAt = e.Timestamp };

    public static OfficialAnswer Apply(AnswerWithdrawn _, OfficialAnswer answer) => answer with { State = AnswerState.Withdrawn };

    public static OfficialAnswer Apply(AnswerTranslated e, OfficialAnswer answer) => answer with
    {
        Text = answer.Text.Translated(e.Language, e.Text, e.Status),
        Reasons = e.Reasons is { } reasons ? answer.Reasons?.Translated(e.Language, reasons, e.Status) : answer.Reasons
    };
}
