namespace Engage.Plugins.TransparencyReports;

public sealed class KeepingRecordsFromWebhooks(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Theory]
    [InlineData("record-added")]
    [InlineData("record-corrected")]
    [InlineData("rows-rejected")]
    [InlineData("import-completed")]
    [InlineData("edition-compiled")]
    public async Task Who_manages_webhooks_and_is_no_auditor_is_not_sent_what_only_figures_are_published_of(string name)
    {
        var admin = reports.Engage.As("Admin", Roles.Administrator);
        await reports.Refused(admin, "subscribeWebhook", $$"""{ url: "https://1.1.1.1/hook", events: ["transparency-reports.{{name}}"] }""", "engage.forbidden");
        ReportFixture.CodeOf(await ReportFixture.Mutation(
            admin, "subscribeWebhook", """{ url: "https://1.1.1.1/hook", events: ["transparency-reports.edition-published"] }""", "__typename")).ShouldNotBe("engage.forbidden");
    }
}
