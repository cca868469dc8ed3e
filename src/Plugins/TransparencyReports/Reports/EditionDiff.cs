using System.Text.Json;

namespace Engage.Plugins.TransparencyReports;

internal static class EditionDiff
{
    /// <summary>What one edition says in another way than the one before it.</summary>
    /// <param name="countedBefore">The files whose records counted then.</param>
    /// <param name="countedAfter">The files whose records count now.</param>
    public static EditionChanges Between(ReportEdition before, ReportEdition after, IReadOnlyList<CountedImport> countedBefore, IReadOnlyList<CountedImport> countedAfter)
    {
        var figures = Paired(before.Figures, after.Figures, figure => figure.Id).ToList();
        return new(
            before, [.. figures.Where(pair => pair is { Was: not null, Now: not null }).SelectMany(pair => Rows(pair.Was!, pair.Now!))], [.. figures.Select(Figure).OfType<FigureChange>()],
            [.. Texts(before, after)],
            [.. Paired(countedBefore, countedAfter, import => import.Id).Where(pair => pair.Was is null || pair.Now is null)
                .Select(pair => pair.Now is { } now ? new ImportChange(EditionChangeKind.Added, now) : new ImportChange(EditionChangeKind.Removed, pair.Was!))]);
    }

    private static IEnumerable<RowChange> Rows(ReportFigure before, ReportFigure after)
    {
        foreach (var (was, now) in Paired(before.Rows, after.Rows, row => row.Id))
        {
            var (told, tells) = (RowNumbers.Told(was), RowNumbers.Told(now));
            // Of two rows that are withheld nothing is told, not even whether what is behind them changed.
            EditionChangeKind? kind = (was, now, told, tells) switch
            {
                (null, _, _, _) => EditionChangeKind.Added,
                (_, null, _, _) => EditionChangeKind.Removed,
                (_, _, null, null) => null,
                (_, _, not null, null) => EditionChangeKind.Withheld,
                (_, _, null, not null) => EditionChangeKind.Told,
                _ => told == tells ? null : EditionChangeKind.Changed
            };
            if (kind is not { } changed) continue;
            var hidden = changed is EditionChangeKind.Withheld or EditionChangeKind.Told;
            yield return new(after.Id, (now ?? was)!.Id, after.Title, (now ?? was)!.Group, changed, hidden ? null : told, hidden ? null : tells);
        }
    }

    private static FigureChange? Figure((ReportFigure? Was, ReportFigure? Now) pair)
    {
        if (pair.Was is not { } was) return new(pair.Now!.Id, pair.Now.Title, EditionChangeKind.Added, null, pair.Now.MetricVersion, []);
        if (pair.Now is not { } now) return new(was.Id, was.Title, EditionChangeKind.Removed, was.MetricVersion, null, []);
        var (fields, other) = (Fields(was), Fields(now));
        var changes = fields.Keys.Union(other.Keys).Where(field => fields.GetValueOrDefault(field) != other.GetValueOrDefault(field))
            .Select(field => new DefinitionChange(field, fields.GetValueOrDefault(field), other.GetValueOrDefault(field))).ToList();
        return changes.Count == 0 && was.MetricVersion == now.MetricVersion ? null
            : new(now.Id, now.Title, EditionChangeKind.Changed, was.MetricVersion, now.MetricVersion, changes);
    }

    private static Dictionary<string, string> Fields(ReportFigure figure)
    {
        var fields = JsonSerializer.SerializeToElement(figure.Definition, EditionJson.Definition).EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());
        (fields["metric"], fields["from"], fields["until"]) = (JsonSerializer.Serialize(figure.Metric), $"\"{figure.From:O}\"", $"\"{figure.Until:O}\"");
        return fields;
    }

    private static IEnumerable<TextChange> Texts(ReportEdition before, ReportEdition after) =>
    [
        .. Texts(EditionText.Title, null, before.Title, after.Title), .. Texts(EditionText.Summary, null, before.Summary, after.Summary),
        .. Paired(before.Sections, after.Sections, section => section.Id).SelectMany(pair => new[]
        {
            Texts(EditionText.Heading, (pair.Now ?? pair.Was)!.Id, pair.Was?.Heading, pair.Now?.Heading), Texts(EditionText.Text, (pair.Now ?? pair.Was)!.Id, pair.Was?.Text, pair.Now?.Text)
        }).SelectMany(changes => changes)
    ];

    private static IEnumerable<TextChange> Texts(EditionText what, Guid? section, AgencyText? before, AgencyText? after)
    {
        if (before?.Text != after?.Text) yield return new(what, section, null, before?.Text, after?.Text);
        var (was, now) = (Translations(before), Translations(after));
        foreach (var language in was.Keys.Union(now.Keys))
            if (was.GetValueOrDefault(language) != now.GetValueOrDefault(language)) yield return new(what, section, language, was.GetValueOrDefault(language), now.GetValueOrDefault(language));
    }

    private static Dictionary<string, string> Translations(AgencyText? text) => text is null ? [] : text.Translations.ToDictionary(each => each.Language, each => each.Text);

    // In the order of what there is now, and behind that what there is no more.
    private static IEnumerable<(T? Was, T? Now)> Paired<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, Guid> id) where T : class
    {
        var (was, now) = (before.ToDictionary(id), after.Select(id).ToHashSet());
        return [.. after.Select(each => (was.GetValueOrDefault(id(each)), (T?)each)), .. before.Where(each => !now.Contains(id(each))).Select(each => ((T?)each, (T?)null))];
    }
}
