namespace Engage.Plugins.TransparencyReports;

internal static class CompleteImport
{
    /// <summary>The records of a file come to count, all at once.</summary>
    /// <param name="dataset">The dataset as it is now.</param>
    /// <param name="plan">What was done.</param>
    /// <param name="counted">The imports that counted when the file was compared with their records.</param>
    /// <param name="now">When.</param>
    public static ImportCompleted Decide(Dataset dataset, ImportPlan plan, IReadOnlyList<Guid> counted, DateTimeOffset now)
    {
        if (dataset.Imports.FirstOrDefault(import => import.Id == plan.ImportId)?.State is not ImportState.Begun)
            throw new Refusal("transparency-reports.import-taken-over", "Another import of this dataset was begun meanwhile and took the place of this one, of which nothing counts. Import the file again.");
        if (!dataset.Counting().Select(import => import.Id).SequenceEqual(counted))
            throw new Refusal("transparency-reports.import-conflict", "Somebody else changed the dataset, or imported into it, at the same time. Nothing of this file counts. Import it again.");
        var survey = plan.Survey;
        return new(
            plan.ImportId, survey.Rows, survey.Of(RecordChange.Added), survey.Of(RecordChange.Corrected), survey.Of(RecordChange.Unchanged), survey.Rejected.Count, now,
            survey.Of(RecordChange.Repeated), survey.LeftOut);
    }
}
