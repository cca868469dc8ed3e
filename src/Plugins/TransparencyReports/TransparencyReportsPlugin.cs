[assembly: EngagePlugin("transparency-reports", "Transparency reports", "An agency's own data in, figures out that anyone can trace to the events behind them, with privacy that cannot be undone by subtraction.")]

namespace Engage.Plugins.TransparencyReports;

public sealed class TransparencyReportsPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin)
    {
        Datasets(plugin);
        Metrics(plugin);
        Reports(plugin);
        Pages(plugin);
    }

    private static void Datasets(PluginBuilder plugin) => plugin
        .Event<DatasetDescribed>("dataset-described")
        .Event<DatasetTranslated>("dataset-translated")
        .Event<ImportBegun>("import-begun")
        .Event<ImportCompleted>("import-completed")
        .Event<ImportAbandoned>("import-abandoned")
        .Event<ImportWithdrawn>("import-withdrawn")
        .Event<RecordAdded>("record-added")
        .Event<RecordCorrected>("record-corrected")
        .Event<RowsRejected>("rows-rejected")
        .Confidential<ImportCompleted>().Confidential<RecordAdded>().Confidential<RecordCorrected>().Confidential<RowsRejected>()
        .Projection<DatasetProjection>()
        .Search<DatasetDescribed>(e => new(e.StreamId) { Title = e.Data.Title, Body = e.Data.Description })
        .Importer<DatasetImporter>("dataset")
        .Permission(ReportPermissions.ManageData, "See the rows that imports rejected, and withdraw imports", Roles.Staff, Roles.Administrator)
        .Permission(ReportPermissions.Translate, "Translate datasets, metrics and reports", Roles.Staff)
        .Query(typeof(DatasetQueries)).Extend<Dataset>(typeof(DatasetExtensions)).Extend<DatasetImport>(typeof(DatasetImportExtensions)).Extend<DatasetHit>(typeof(DatasetHitExtensions))
        .Mutation(typeof(WithdrawImport)).Mutation(typeof(TranslateDataset))
        .Subscription(typeof(DatasetSubscriptions));

    private static void Metrics(PluginBuilder plugin) => plugin
        .Event<MetricDefined>("metric-defined")
        .Event<MetricRevised>("metric-revised")
        .Event<MetricDescribed>("metric-described")
        .Event<MetricTranslated>("metric-translated")
        .Event<MetricRetired>("metric-retired")
        .Projection<MetricProjection>()
        .Permission(ReportPermissions.Define, "Define, revise and retire metrics", Roles.Staff)
        .Query(typeof(MetricQueries)).Extend<Metric>(typeof(MetricExtensions)).Extend<MetricDefinition>(typeof(MetricDefinitionExtensions))
        .Mutation(typeof(DefineMetric)).Mutation(typeof(ReviseMetric)).Mutation(typeof(DescribeMetric)).Mutation(typeof(TranslateMetric)).Mutation(typeof(RetireMetric))
        .Subscription(typeof(MetricSubscriptions));

    private static void Reports(PluginBuilder plugin) => plugin
        .Event<ReportDrafted>("report-drafted")
        .Event<ReportDescribed>("report-described")
        .Event<ReportTranslated>("report-translated")
        .Event<SectionsWritten>("sections-written")
        .Event<SectionTranslated>("section-translated")
        .Event<EditionCompiled>("edition-compiled").Confidential<EditionCompiled>()
        .Event<EditionReturned>("edition-returned")
        .Event<EditionApproved>("edition-approved")
        .Event<EditionPublished>("edition-published")
        .Event<EditionWithdrawn>("edition-withdrawn")
        .Event<FigureOpened>("figure-opened")
        // That it was published does not repeat what it says; until then the search leaves it out.
        .Search<EditionCompiled>(e => ReportSearch.Of(e.Data))
        .Projection<TransparencyReportProjection>()
        .Projection<ReportEditionProjection>()
        .Index<ReportEdition>(edition => edition.Index(e => e.ReportId))
        .Permission(ReportPermissions.Write, "Write reports and compile editions", Roles.Staff)
        .Permission(ReportPermissions.Review, "Approve what somebody else wrote, or return it", Roles.Staff, Roles.Administrator)
        .Permission(ReportPermissions.Publish, "Publish approved editions, and withdraw them", Roles.Staff, Roles.Administrator)
        .Permission(ReportPermissions.Audit, "Trace suppressed figures to their events", Roles.Auditor)
        .Query(typeof(ReportQueries)).Query(typeof(ReportSearch))
        .Extend<TransparencyReport>(typeof(TransparencyReportExtensions)).Extend<ReportDraft>(typeof(ReportDraftExtensions)).Extend<ReportSection>(typeof(ReportSectionExtensions))
        .Extend<ReportEdition>(typeof(ReportEditionExtensions)).Extend<EditionSection>(typeof(EditionSectionExtensions)).Extend<ReportHit>(typeof(ReportHitExtensions))
        .Extend<ReportEdition>(typeof(ChangesOfEditions)).Extend<EditionChanges>(typeof(EditionChangesExtensions))
        .Extend<RowChange>(typeof(RowChangeExtensions)).Extend<FigureChange>(typeof(FigureChangeExtensions)).Extend<ReportFigure>(typeof(FigureExtensions))
        .Extend<FigureRow>(typeof(TracesOfRows)).Extend<FigureTrace>(typeof(FigureTraceExtensions)).Extend<TracedEvent>(typeof(TracedEventExtensions))
        .Extend<FigureOpening>(typeof(FigureOpeningExtensions))
        .Mutation(typeof(DraftReport)).Mutation(typeof(DescribeReport)).Mutation(typeof(TranslateReport)).Mutation(typeof(WriteSections)).Mutation(typeof(TranslateSection))
        .Mutation(typeof(CompileEdition)).Mutation(typeof(ReturnEdition)).Mutation(typeof(ApproveEdition)).Mutation(typeof(PublishEdition)).Mutation(typeof(WithdrawEdition))
        .Mutation(typeof(OpenFigure))
        .Subscription(typeof(ReportSubscriptions));

    private static void Pages(PluginBuilder plugin) => plugin
        .Query(typeof(PageQueries))
        .File("report.html", "text/html", "query ($report: String!, $edition: Int, $language: String) { reportPage(report: $report, edition: $edition, language: $language) }")
        .File("reports.html", "text/html", "query ($language: String) { reportIndexPage(language: $language) }")
        .File("report.css", "text/css", "{ reportStyle }")
        .File("figures.csv", "text/csv", "query ($report: String!, $edition: Int) { reportFiguresCsv(report: $report, edition: $edition) }")
        .File("edition.json", "application/json", "query ($report: String!, $edition: Int) { reportEditionJson(report: $report, edition: $edition) }")
        .File("datapackage.json", "application/json", "query ($report: String!, $edition: Int, $language: String) { reportDataPackage(report: $report, edition: $edition, language: $language) }")
        .File("catalog.jsonld", "application/ld+json", "{ reportCatalogue }")
        .File("editions.atom", "application/atom+xml", "query ($report: String, $language: String) { reportFeed(report: $report, language: $language) }");
}

public static class ReportPermissions
{
    public const string ManageData = "transparency-reports.manage-data";
    public const string Define = "transparency-reports.define";
    public const string Write = "transparency-reports.write";
    public const string Review = "transparency-reports.review";
    public const string Publish = "transparency-reports.publish";
    public const string Translate = "transparency-reports.translate";
    public const string Audit = "transparency-reports.audit";
}
