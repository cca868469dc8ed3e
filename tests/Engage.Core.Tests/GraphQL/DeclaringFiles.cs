using Engage.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Engage.GraphQL;

public sealed class DeclaringFiles
{
    private static readonly IServiceProviderIsService Container =
        Host.CreateEmptyApplicationBuilder(null).AddEngage().Services.BuildServiceProvider().GetRequiredService<IServiceProviderIsService>();

    [Theory]
    [InlineData("meetings.ics", "text/calendar")]
    [InlineData("use-of-force-2026.csv", "text/csv")]
    [InlineData("beats.geojson", "application/geo+json")]
    [InlineData("news.atom", "application/atom+xml")]
    [InlineData("sheet.ods", "application/vnd.oasis.opendocument.spreadsheet")]
    public void A_file_has_a_name_with_an_extension_and_a_media_type(string name, string type) =>
        new PluginBuilder("one").File(name, type, "{ text }").Files.ShouldBe([new(name, type, "{ text }")]);

    [Theory]
    [InlineData("meetings")]
    [InlineData("Meetings.ics")]
    [InlineData("meetings_all.ics")]
    [InlineData("-meetings.ics")]
    [InlineData("meetings..ics")]
    [InlineData("../meetings.ics")]
    [InlineData("meetings.tar.gz")]
    [InlineData("meetings.ics\n")]
    [InlineData("")]
    public void Any_other_name_is_refused(string name) => Should.Throw<ArgumentException>(() => new PluginBuilder("one").File(name, "text/calendar", "{ text }")).ParamName.ShouldBe("name");

    [Fact]
    public void A_name_of_80_characters_is_the_longest()
    {
        new PluginBuilder("one").File(new string('a', 76) + ".ics", "text/calendar", "{ text }").Files.Count.ShouldBe(1);
        Should.Throw<ArgumentException>(() => new PluginBuilder("one").File(new string('a', 77) + ".ics", "text/calendar", "{ text }"));
    }

    [Theory]
    [InlineData("calendar")]
    [InlineData("Text/Calendar")]
    [InlineData("text/calendar; charset=utf-8")]
    [InlineData("text/calendar\n")]
    [InlineData("text/calendar\r\nSet-Cookie: a=b")]
    [InlineData("")]
    public void Any_other_media_type_is_refused(string type) => Should.Throw<ArgumentException>(() => new PluginBuilder("one").File("meetings.ics", type, "{ text }")).ParamName.ShouldBe("contentType");

    [Fact]
    public void The_variables_of_the_query_are_the_parameters_of_the_address()
    {
        var file = Of("query ($id: ID!, $taste: Flavour, $day: Date, $most: Int = 5) { text(id: $id, taste: $taste, day: $day, most: $most) }").Find("one", "it.txt").ShouldNotBeNull();

        file.Parameters.ShouldBe(new Dictionary<string, string> { ["id"] = "ID", ["taste"] = "Flavour", ["day"] = "Date", ["most"] = "Int" });
        (file.Plugin, file.Name, file.ContentType).ShouldBe(("one", "it.txt", "text/plain"));
        Of("query ($id: ID!) { text(id: $id) }").Find("two", "it.txt").ShouldBeNull();
    }

    [Fact]
    public void A_file_may_be_missing() => Of("{ maybe }").Find("one", "it.txt").ShouldNotBeNull();

    [Theory]
    [InlineData("", "not one query of exactly one field")]
    [InlineData("{ text(", "cannot be parsed")]
    [InlineData("mutation { touch { errors { code } } }", "not one query of exactly one field")]
    [InlineData("subscription { text }", "not one query of exactly one field")]
    [InlineData("{ maybe other: maybe }", "not one query of exactly one field")]
    [InlineData("query A { maybe } query B { maybe }", "not one query of exactly one field")]
    [InlineData("{ ...It } fragment It on Query { maybe }", "not one query of exactly one field")]
    [InlineData("{ ... { maybe } }", "not one query of exactly one field")]
    [InlineData("query ($yes: Boolean!) { maybe @include(if: $yes) }", "not one query of exactly one field")]
    [InlineData("{ unknown }", "does not fit the schema")]
    [InlineData("{ text }", "does not fit the schema")]
    [InlineData("{ text(id: 1.5) }", "does not fit the schema")]
    [InlineData("query ($id: ID!, $most: String) { text(id: $id, most: $most) }", "does not fit the schema")]
    [InlineData("query ($id: ID!, $unused: Int) { text(id: $id) }", "does not fit the schema")]
    [InlineData("{ number }", "has to be a String")]
    [InlineData("{ lines }", "has to be a String")]
    [InlineData("{ __typename }", "has to be a String")]
    [InlineData("{ agency { name } }", "has to be a String")]
    [InlineData("query ($many: [String!]!) { joined(many: $many) }", "cannot stand in an address")]
    [InlineData("{ guarded }", "permission one.read, and a file is read without a token")]
    public void A_query_that_can_be_no_file_puts_the_plugin_aside_and_says_why(string query, string why)
    {
        var problem = Should.Throw<PluginProblem>(() => Of(query));

        problem.Code.ShouldBe(PluginCodes.File);
        problem.Message.ShouldStartWith("The query of the file 'it.txt' ");
        problem.Message.ShouldContain(why);
        problem.Message.ShouldEndWith("Correct it. (plugin one)");
    }

    [Fact]
    public void A_file_that_is_declared_twice_is_claimed_twice() =>
        Loaded(plugin => plugin.File("it.txt", "text/plain", "{ maybe }").File("it.txt", "text/csv", "{ maybe }")).Claims().ShouldBe([("the file", "one/it.txt"), ("the file", "one/it.txt")]);

    private static Files Of(string query)
    {
        var plugin = Loaded(plugin => plugin.Permission("one.read", "Read").Query(typeof(Texts)).Mutation(typeof(Touch)).File("it.txt", "text/plain", query));
        return Files.Of([plugin], SchemaMaker.Make([plugin], Container));
    }

    private static LoadedPlugin Loaded(Action<PluginBuilder> configure)
    {
        var builder = new PluginBuilder("one");
        configure(builder);
        return new("one", "one", "1.0.0", new KitchenPlugin(), typeof(KitchenPlugin).Assembly, builder) { Settings = [] };
    }

    public enum Flavour { Sweet, Sour }

    public static class Texts
    {
        public static string Text(Guid id, Flavour? taste = null, DateOnly? day = null, int most = 1) => $"{id} {taste} {day} {most}";

        public static string? Maybe() => null;

        public static int Number() => 1;

        public static IReadOnlyList<string> Lines() => [];

        public static string Joined(IReadOnlyList<string> many) => string.Concat(many);

        [Requires("one.read")]
        public static string Guarded() => "";
    }

    public static class Touch
    {
        [AllowAnonymous]
        public static Task Handle() => Task.CompletedTask;
    }
}
