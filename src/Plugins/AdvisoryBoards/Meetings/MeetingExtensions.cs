namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A title in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">The title.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether the original was changed since.</param>
public sealed record MeetingTranslation(string Language, string Title, TranslationStatus Status, bool Outdated);

/// <summary>The texts of an agenda item in another language.</summary>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Description">More about it; null where that was not translated.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Outdated">Whether one of the originals was changed since.</param>
public sealed record AgendaItemTranslation(string Language, string Title, string? Description, TranslationStatus Status, bool Outdated);

public static class MeetingExtensions
{
    /// <summary>What it is called.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(Meeting meeting, string? language = null) => meeting.Title.In(language);

    /// <summary>The languages that its title was translated into.</summary>
    public static IReadOnlyList<MeetingTranslation> TitleTranslations(Meeting meeting) =>
        [.. meeting.Title.Translations.Select(each => new MeetingTranslation(each.Language, each.Text, each.Status, meeting.Title.IsOutdated(each)))];

    /// <summary>A number that grows whenever its title is changed, for translators to say which words they translated.</summary>
    public static int TitleVersion(Meeting meeting) => meeting.Title.Version;

    /// <summary>The board that meets.</summary>
    public static async Task<IReadOnlyList<Board>> Board(IReadOnlyList<Meeting> meetings, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(meetings.Select(meeting => meeting.BoardId), stop);
        return [.. meetings.Select(meeting => boards[meeting.BoardId])];
    }

    /// <summary>Its agenda, in its order, the parts of an item behind it.</summary>
    public static Connection<AgendaItem> Agenda(Meeting meeting, Page page) => meeting.Items.ToConnection(page, item => item.Id);

    /// <summary>The last moment to notice it, by the rules of the board on the day that it was noticed on, or else of today.</summary>
    public static async Task<IReadOnlyList<DateTimeOffset>> LatestNotice(
        IReadOnlyList<Meeting> meetings, IQuerySession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        var (boards, days) = (await session.BoardsOf(meetings.Select(meeting => meeting.BoardId), stop), await calendar.Read(stop));
        return [.. meetings.Select(meeting => NoticePeriod.Latest(meeting, InOffice.RulesOn(boards[meeting.BoardId], days.DayOf(meeting.NoticedAt ?? clock.GetUtcNow()))))];
    }
}

public static class AgendaItemExtensions
{
    /// <summary>What it is about.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Title(AgendaItem item, string? language = null) => item.Title.In(language);

    /// <summary>More about it; null where there is none.</summary>
    /// <param name="language">The language to read it in, as with the title.</param>
    public static string? Description(AgendaItem item, string? language = null) => item.Description?.In(language);

    /// <summary>A number that grows whenever its title or its description is changed, for translators to say which words they translated.</summary>
    public static int TextVersion(AgendaItem item) => item.Title.Version + (item.Description?.Version ?? 1) - 1;

    /// <summary>The languages that it was translated into.</summary>
    public static IReadOnlyList<AgendaItemTranslation> Translations(AgendaItem item) => [.. item.Title.Translations.Select(title =>
    {
        var description = item.Description?.Translations.FirstOrDefault(each => each.Language == title.Language);
        return new AgendaItemTranslation(
            title.Language, title.Text, description?.Text, title.Status, item.Title.IsOutdated(title) || (description is not null && item.Description!.IsOutdated(description)));
    })];
}
