namespace Engage.Plugins.TransparencyReports;

/// <summary>A dataset in another language.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Title">Its title in it, 1 to 200 characters.</param>
/// <param name="Description">What it holds and what it does not, in it, 1 to 5,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">The <c>textVersion</c> of the words that were translated. Where they were changed since, the translation is refused (<c>engage.conflict</c>).</param>
public sealed record TranslateDatasetInput(string Dataset, string Language, string Title, string Description, TranslationStatus Status, int? Of = null);

public static class TranslateDataset
{
    /// <summary>Translates the title and the description of a dataset, or translates them anew.</summary>
    [Requires(ReportPermissions.Translate)]
    public static Task<Dataset> Handle(TranslateDatasetInput input, IDocumentSession session, CancellationToken stop) =>
        session.ChangeDataset(input.Dataset, dataset => Decide(dataset, input), stop);

    public static DatasetTranslated Decide(Dataset dataset, TranslateDatasetInput input)
    {
        if (input.Of is { } of && of != DatasetExtensions.TextVersion(dataset)) throw Refusal.Conflict();
        return new(
            dataset.Title.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Title, nameof(input.Title), 200),
            Text.Checked(input.Description, nameof(input.Description), 5_000), input.Status);
    }
}
