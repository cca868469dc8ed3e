using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.TransparencyReports;

/// <summary>A host with transparency reports, shared by the tests of a class, and what many of them begin with.</summary>
public class ReportFixture : PluginFixture
{
    /// <summary>Writes reports.</summary>
    public EngageClient Writer => Engage.As("Cleo", Roles.Staff);

    /// <summary>Checks what the writer wrote.</summary>
    public EngageClient Reviewer => Engage.As("Rhea", Roles.Staff);

    public EngageClient Auditor => Engage.As("Otto", Roles.Auditor);

    public EngageClient Resident => Engage.As("Ada", Roles.Resident);

    // Compiled in, so that a test can begin with events: a plugin that is loaded from a folder has types of its own.
    protected override Task<EngageHarness> Start() => EngageHarness.Start(plugins: "none", configure: engage => engage.AddPlugin<TransparencyReportsPlugin>());

    /// <summary>A dataset with a file whose records count, as if it had been imported. Answers the import's id.</summary>
    public async Task<Guid> Dataset(string name, DatasetTable table, IReadOnlyList<IReadOnlyDictionary<string, string>> records, DatasetAccess access = DatasetAccess.Protected)
    {
        var (import, at) = (Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        await Append<Dataset>(TransparencyReports.Dataset.IdOf(name), [
            new DatasetDescribed(name, $"Made-up {name}", "Made up for tests.", null, "Nobody", "CC0-1.0", access, Mapping(table, records), new string('0', 64)),
            new ImportBegun(import, $"{name}.csv", new string('0', 64), new string('0', 64), at)]);
        await Append<DatasetImport>(import, [.. records.Select((values, i) => new RecordAdded(table, StreamId.Of(name, $"{i}"), values))]);
        await AppendTo(TransparencyReports.Dataset.IdOf(name), new ImportCompleted(import, records.Count, records.Count, 0, 0, 0, at));
        return import;
    }

    // A mapping that names the values of all fields, each of which has a row then.
    private static string Mapping(DatasetTable table, IReadOnlyList<IReadOnlyDictionary<string, string>> records) =>
        System.Text.Json.JsonSerializer.Serialize(new
        {
            tables = new[]
        {
            new
            {
                table = table.ToString(),
                fields = records.SelectMany(record => record).Where(value => Tables.Field(table, value.Key)?.Kind is FieldKind.Code)
                    .GroupBy(value => value.Key, value => value.Value)
                    .ToDictionary(field => field.Key, field => new { column = field.Key, values = field.Distinct().ToDictionary(value => value) })
            }
        }
        });

    /// <summary>Appends events as if they had come about.</summary>
    public async Task Append<TStream>(Guid id, IReadOnlyList<object> events) where TStream : class
    {
        await using var session = Session();
        session.Events.StartStream<TStream>(id, events);
        await session.SaveChangesAsync();
    }

    /// <summary>Appends events to a stream that is there, as if they had come about.</summary>
    public async Task AppendTo(Guid id, params IReadOnlyList<object> events)
    {
        await using var session = Session();
        session.Events.Append(id, events);
        await session.SaveChangesAsync();
    }

    public IDocumentSession Session() => Engage.Services.GetRequiredService<IDocumentStore>().LightweightSession(Agency.Default);
}
