namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The whole agenda of a meeting, in its order.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Items">The items, at most 100; a part of an item stands behind it, wherever it stands here.</param>
public sealed record SetAgendaInput(Guid MeetingId, IReadOnlyList<AgendaItemInput> Items);

/// <summary>An item of an agenda.</summary>
/// <param name="Title">What it is about, 1 to 200 characters.</param>
/// <param name="Minutes">How long it is to take, 1 to 1,440 minutes; the parts of an item take no longer than the item, and the items no longer than the meeting.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Id">The item of the agenda before that it is; left out for a new one.</param>
/// <param name="PartOf">The item that it is a part of, by its place in this list from 1. A part has no parts.</param>
/// <param name="PartOfId">The same by its id, where it was in the agenda before.</param>
/// <param name="Description">More about it, up to 5,000 characters.</param>
/// <param name="Language">The language of both texts, a tag of BCP 47; without it the one that they were in, or that the agency uses by default.</param>
public sealed record AgendaItemInput(
    string Title, int Minutes, AgendaKind Kind, Guid? Id = null, int? PartOf = null, Guid? PartOfId = null, string? Description = null, string? Language = null);

public static class SetAgenda
{
    private const int Limit = 100;

    /// <summary>
    /// Sets the agenda of a meeting in place of the one before. From the last moment to notice the meeting on, what was noticed holds: items can be left out, put in another
    /// order and given another time, and none is added or worded anew. Before that it needs no new notice.
    /// </summary>
    [Requires(BoardPermissions.Clerk)]
    public static Task<Meeting> Handle(SetAgendaInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        Guid[] ids = [.. input.Items.Take(Limit).Select(item => item.Id ?? StreamId.New(clock))];
        return Record.Put(session, input.MeetingId, null, actor, clock, calendar, floor => [Decide(floor, input, ids)], stop);
    }

    /// <param name="ids">The ids of the items, one for each.</param>
    public static AgendaSet Decide(Floor floor, SetAgendaInput input, IReadOnlyList<Guid> ids)
    {
        floor.MustBeAhead();
        var meeting = floor.Meeting;
        if (input.Items.Count > Limit) throw new Refusal("advisory-boards.too-many-items", $"An agenda has {Limit} items at most.", nameof(input.Items));
        if (input.Items.FirstOrDefault(item => item.Id is { } id && meeting.Items.All(there => there.Id != id)) is not null) throw Refusal.NotFound("agenda item", nameof(input.Items));
        if (ids.Distinct().Count() != ids.Count) throw new Refusal("advisory-boards.item-twice", "An item stands in an agenda once.", nameof(input.Items));
        if (meeting.State is MeetingState.Noticed && input.Items.Count == 0) throw NoAgenda();

        var entries = input.Items.Select((item, i) => new AgendaEntry(
            ids[i], Parent(input.Items, ids, i), Text.Checked(item.Title, nameof(item.Title), 200), ScheduleMeeting.Length(item.Minutes, nameof(item.Minutes)), item.Kind,
            string.IsNullOrWhiteSpace(item.Description) ? null : Text.Checked(item.Description, nameof(item.Description), 5000),
            item.Language is { } language ? LanguageTag.Checked(language, nameof(item.Language)) : null)).ToList();
        var parts = entries.ToLookup(entry => entry.ParentId);
        foreach (var entry in entries) MustFit(parts[entry.ItemId].Sum(part => part.Minutes), entry.Minutes, nameof(input.Items));
        MustFit(parts[null].Sum(entry => entry.Minutes), meeting.Minutes, nameof(input.Items));
        // Open-meetings laws let a body act on nothing that the notice did not name: changing the words of an item would be a way around.
        if (meeting.State is MeetingState.Noticed && floor.At > NoticePeriod.Latest(meeting, floor.Rules) && entries.Any(entry => !WasNoticed(entry, meeting)))
            throw new Refusal("advisory-boards.agenda-noticed", $"The agenda was noticed, and the notice period began at {NoticePeriod.Latest(meeting, floor.Rules):O}. Items can be left out, reordered and given another time, and none is added or worded anew.", nameof(input.Items));
        return new([.. parts[null].SelectMany(entry => parts[entry.ItemId].Prepend(entry))], floor.At);
    }

    internal static Refusal NoAgenda() => new("advisory-boards.no-agenda", "The public is told of a meeting with its agenda. Set one with at least one item.");

    internal static void MustFit(int sum, int minutes, string field)
    {
        if (sum > minutes) throw new Refusal("advisory-boards.agenda-too-long", $"Parts of {sum:N0} minutes do not fit into {minutes:N0} minutes. Shorten them, or lengthen the whole.", field);
    }

    private static bool WasNoticed(AgendaEntry entry, Meeting meeting) =>
        meeting.Items.FirstOrDefault(item => item.Id == entry.ItemId) is { } item && item.Title.Text == entry.Title && item.Description?.Text == entry.Description && item.Kind == entry.Kind;

    private static Guid? Parent(IReadOnlyList<AgendaItemInput> items, IReadOnlyList<Guid> ids, int i)
    {
        if (items[i] is { PartOf: null, PartOfId: null }) return null;
        var place = items[i] is { PartOf: { } part, PartOfId: null } ? part - 1 : items[i] is { PartOf: null, PartOfId: { } id } ? ids.IndexOf(id) : -1;
        return place >= 0 && place < items.Count && place != i && items[place] is { PartOf: null, PartOfId: null }
            ? ids[place]
            : throw new Refusal("advisory-boards.agenda-part", "A part belongs to another item of this list, which is no part itself. Name that by its place from 1, or by its id, and not by both.", "items");
    }

    private static int IndexOf(this IReadOnlyList<Guid> ids, Guid id) => ids.TakeWhile(each => each != id).Count() is var place && place < ids.Count ? place : -1;
}
