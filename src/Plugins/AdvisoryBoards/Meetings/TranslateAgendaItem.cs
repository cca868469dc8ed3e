namespace Engage.Plugins.AdvisoryBoards;

/// <summary>An item of an agenda in another language.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="ItemId">The item.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title in it, 1 to 200 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Description">Its description in it, up to 5,000 characters; left out where it has none.</param>
/// <param name="Of">Of which words it is a translation: the item's <c>textVersion</c> when you read it. Refused where they were changed since.</param>
public sealed record TranslateAgendaItemInput(Guid MeetingId, Guid ItemId, string Language, string Title, TranslationStatus Status, string? Description = null, int? Of = null);

public static class TranslateAgendaItem
{
    /// <summary>Translates an item of an agenda, or translates it anew.</summary>
    [Requires(BoardPermissions.Translate)]
    public static Task<Meeting> Handle(TranslateAgendaItemInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static AgendaItemTranslated Decide(Floor floor, TranslateAgendaItemInput input)
    {
        var item = floor.Item(input.ItemId, nameof(input.ItemId));
        if (input.Of is { } of && of != AgendaItemExtensions.TextVersion(item)) throw Refusal.Conflict();
        return new(
            item.Id, item.Title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            item.Description is null || string.IsNullOrWhiteSpace(input.Description) ? null : Text.Checked(input.Description, nameof(input.Description), 5000), input.Status, floor.At);
    }
}
