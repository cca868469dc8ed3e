using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Engage.Plugins.TransparencyReports;

public sealed class TakingTurns(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task While_all_records_are_read_for_one_reader_the_next_is_told_to_come_again_and_nobody_is_kept_from_publishing()
    {
        var name = await reports.Report(DatasetAccess.Open);
        var edition = await reports.Published(name);
        var (reproduce, trace) = ("reproduce { matches }", "figures(first: 1) { nodes { rows(first: 1) { nodes { trace { events { nodes { id } } } } } } }");
        await Busy(turns => turns.Reader, async () =>
        {
            foreach (var select in new[] { reproduce, trace }) (await Ask(edition, select)).ShouldContain("\"engage.busy\"");
            edition = await reports.Published(name, "Once more.");
        });
        foreach (var select in new[] { reproduce, trace }) (await Ask(edition, select)).ShouldNotContain("errors");
        // What is known already takes no turn.
        await Busy(turns => turns.Reader, async () => (await Ask(edition, reproduce)).ShouldContain("true"));
    }

    [Fact]
    public async Task One_edition_is_compiled_at_a_time_and_one_row_opened()
    {
        var name = await reports.Report();
        var edition = await reports.Published(name);
        var figures = (await reports.Engage.Anonymous.Edition(edition, "figures { nodes { rows { nodes { id } } } }")).GetProperty("figures");
        var row = figures.GetProperty("nodes")[0].GetProperty("rows").GetProperty("nodes")[0].GetProperty("id").GetString();
        await Busy(turns => turns.Staff, async () =>
        {
            await reports.Refused(reports.Writer, "compileEdition", $"{{ report: \"{name}\", correction: \"Typo.\" }}", "engage.busy");
            await reports.Refused(reports.Auditor, "openFigure", $"{{ editionId: \"{edition}\", rowId: \"{row}\", reason: \"R\" }}", "engage.busy");
            (await Ask(edition, "reproduce { matches }")).ShouldContain("true");
        });
        await reports.Compiled(name, "Typo.");
    }

    [Fact]
    public async Task Whoever_is_refused_by_what_they_read_leaves_the_turn_to_the_next()
    {
        var turns = new Turns(TimeSpan.Zero);
        await Should.ThrowAsync<InvalidOperationException>(() => turns.Reader<int>(() => throw new InvalidOperationException(), default));
        (await turns.Reader(() => Task.FromResult(1), default)).ShouldBe(1);
    }

    private async Task Busy(Func<Turns, Func<Func<Task<int>>, CancellationToken, Task<int>>> whose, Func<Task> meanwhile)
    {
        var (turns, done) = (new Turns(TimeSpan.Zero), new TaskCompletionSource<int>());
        Turns.Hosts.AddOrUpdate(reports.Engage.Services.GetRequiredService<IDocumentStore>(), turns);
        var first = whose(turns)(() => done.Task, default);
        await meanwhile();
        done.SetResult(0);
        await first;
    }

    private async Task<string> Ask(Guid edition, string select) =>
        (await reports.Engage.Anonymous.GraphQL($"{{ reportEdition(id: \"{edition}\") {{ {select} }} }}")).ToString();
}
