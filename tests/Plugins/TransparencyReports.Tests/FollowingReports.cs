namespace Engage.Plugins.TransparencyReports;

public sealed class FollowingReports(ReportFixture reports) : IClassFixture<ReportFixture>
{
    [Fact]
    public async Task Who_follows_without_a_token_hears_of_what_is_published_and_withdrawn_and_of_nothing_before()
    {
        var name = await reports.Report();
        await using var published = (await reports.Engage.Anonymous.Subscribe("subscription { reportPublished { number state report { name } } }")).GetAsyncEnumerator();
        await using var changed = (await reports.Engage.Anonymous.Subscribe($"subscription {{ reportChanged(name: \"{name}\") {{ title current {{ number }} }} }}")).GetAsyncEnumerator();
        await using var worked = (await reports.Writer.Subscribe($"subscription {{ reportChanged(name: \"{name}\") {{ draft {{ title pending {{ state }} }} }} }}")).GetAsyncEnumerator();
        await ReportFixture.Done(reports.Writer, "describeReport", $"{{ report: \"{name}\", title: \"Renamed\" }}");
        var edition = await reports.Published(name);

        (await Next(published)).ShouldBe("{\"reportPublished\":{\"number\":1,\"state\":\"PUBLISHED\",\"report\":{\"name\":\"NAME\"}}}".Replace("NAME", name));
        (await Next(changed)).ShouldBe("""{"reportChanged":{"title":"Renamed","current":{"number":1}}}""");
        (await Next(worked)).ShouldContain("\"title\":\"Renamed\"");
        await ReportFixture.Done(reports.Reviewer, "withdrawEdition", $"{{ editionId: \"{edition}\", reason: \"R\" }}");
        (await Next(changed)).ShouldBe("{\"reportChanged\":{\"title\":\"NAME\",\"current\":null}}".Replace("NAME", name));
    }

    private static async Task<string> Next(IAsyncEnumerator<System.Text.Json.JsonElement> messages)
    {
        (await messages.MoveNextAsync()).ShouldBeTrue();
        return messages.Current.GetProperty("data").GetRawText();
    }
}
