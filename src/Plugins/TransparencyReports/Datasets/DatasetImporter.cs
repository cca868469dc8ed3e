using JasperFx;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Engage.Plugins.TransparencyReports;

/// <summary>Imports a CSV file of the agency into a dataset, by a mapping file. What is in already stays as it is; what says something else corrects it.</summary>
public sealed class DatasetImporter : Importer
{
    private const int Batch = 1_000;
    private const int ShownRows = 1_000;

    /// <summary>The mapping file, which says what the dataset is and how rows become records.</summary>
    public string? Mapping { get; set; }

    public override async Task Import(ImportRun run, CancellationToken stop)
    {
        var mapping = MappingFile.Open(Mapping);
        var reading = new DatasetReading(DataFile.Open(run.Path, mapping.Mapping.Delimiter), mapping.Mapping);
        await using var session = run.OpenSession();
        // The version is remembered from here on: where another import begins meanwhile, this one is refused.
        var stream = await session.Events.FetchForWriting<Dataset>(Dataset.IdOf(mapping.Mapping.Dataset.Name), stop);
        var known = await CountingRecords.Of(session, stream.Aggregate, stop);
        var survey = Survey(run, reading, known, stop);
        foreach (var row in survey.Rejected) run.Reject(reading.File.Name, row.Line, row.Column is null ? row.Reason : $"{row.Column}: {row.Reason}");

        var plan = new ImportPlan(StreamId.New(TimeProvider.System), mapping, reading.File, survey);
        var begun = BeginImport.Decide(stream.Aggregate, plan, DateTimeOffset.UtcNow).ToList();
        stream.AppendMany(begun);
        await Exclusively(() => session.SaveChangesAsync(stop));
        if (survey.Changes > 0)
        {
            await Write(run, session, reading, known, plan, stop);
            var counted = stream.Aggregate?.Counting().Select(import => import.Id).ToList() ?? [];
            // A session remembers what it read: asked again, it would not see who came in between.
            await using var completing = run.OpenSession();
            await Exclusively(() => completing.Change<Dataset>(stream.Id, dataset => [CompleteImport.Decide(dataset!, plan, counted, DateTimeOffset.UtcNow)], stop));
        }

        run.Say($"Read as {reading.File.Charset.WebName}: {survey.Rows} rows of {reading.File.Name}.");
        foreach (var told in survey.Told()) run.Say(told);
        run.Say(survey.Changes == 0
            ? $"Nothing has changed: the {survey.Of(RecordChange.Unchanged)} records that could be read were imported before."
            : $"Records added: {survey.Of(RecordChange.Added)}, corrected: {survey.Of(RecordChange.Corrected)}, unchanged: {survey.Of(RecordChange.Unchanged)}, "
                + $"said again by another row: {survey.Of(RecordChange.Repeated)}. Rows rejected: {survey.Rejected.Count}.");
        run.Say(mapping.Mapping.Dataset.Name);
    }

    private static DatasetSurvey Survey(ImportRun run, DatasetReading reading, IReadOnlyDictionary<Guid, Guid> known, CancellationToken stop)
    {
        var survey = new DatasetSurvey();
        foreach (var row in reading.Outcomes(known))
        {
            survey.Count(row);
            if (row.Line % ShownRows != 0) continue;
            stop.ThrowIfCancellationRequested();
            run.Progress("lines read", (int)Math.Min(row.Line, reading.File.Lines), reading.File.Lines);
        }
        run.Progress("lines read", reading.File.Lines, reading.File.Lines);
        return survey;
    }

    private static async Task Write(ImportRun run, IDocumentSession session, DatasetReading reading, IReadOnlyDictionary<Guid, Guid> known, ImportPlan plan, CancellationToken stop)
    {
        // The rejected rows first, so that a page of them is found without looking for it.
        var written = new List<object>(plan.Survey.Rejected.Chunk(RowsRejected.Most).Select(rows => new RowsRejected(rows)));
        var (version, records) = (0L, 0);
        foreach (var row in reading.Outcomes(known))
        {
            foreach (var (key, record, change) in row.Records)
            {
                if (change is RecordChange.Added) written.Add(new RecordAdded(record.Table, key, record.Values));
                else if (change is RecordChange.Corrected) written.Add(new RecordCorrected(record.Table, key, record.Values));
                else continue;
                records++;
            }
            if (written.Count < Batch) continue;
            await Save();
        }
        if (written.Count > 0) await Save();
        // Another program wrote into the file while it was read. What is half of the one and half of the other must never count.
        if (records != plan.Survey.Changes || DataFile.Open(run.Path, reading.File.Delimiter).Digest != reading.File.Digest)
            throw new Refusal("transparency-reports.file-changed", "The file changed while it was read, so nothing of it counts. Import it again when nobody writes to it.");

        async Task Save()
        {
            if (version == 0) session.Events.StartStream<DatasetImport>(plan.ImportId, written);
            else session.Events.Append(plan.ImportId, version + written.Count, written);
            await session.SaveChangesAsync(stop);
            version += written.Count;
            written.Clear();
            run.Progress("records written", records, plan.Survey.Changes);
        }
    }

    private static async Task Exclusively(Func<Task> save)
    {
        try
        {
            await save();
        }
        catch (Exception fault) when (fault is ConcurrencyException or ExistingStreamIdCollisionException)
        {
            throw new Refusal("transparency-reports.import-conflict", "Somebody else changed the dataset, or imported into it, at the same time. Nothing of this file counts. Import it again.");
        }
    }
}
