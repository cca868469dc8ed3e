namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The title of a meeting in another language.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title in it, 1 to 200 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the meeting's <c>titleVersion</c> when you read it. Refused where they were changed since.</param>
public sealed record TranslateMeetingInput(Guid MeetingId, string Language, string Title, TranslationStatus Status, int? Of = null);

public static class TranslateMeeting
{
    /// <summary>Translates the title of a meeting, or translates it anew; what is over can be translated too.</summary>
    [Requires(BoardPermissions.Translate)]
    public static Task<Meeting> Handle(TranslateMeetingInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MeetingTranslated Decide(Floor floor, TranslateMeetingInput input)
    {
        var title = floor.Meeting.Title;
        if (input.Of is { } of && of != title.Version) throw Refusal.Conflict();
        return new(title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200), input.Status, floor.At);
    }
}
