using System.Reflection;
using Engage.Plugins;
using GraphQL;
using GraphQL.Utilities;
using Marten;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Snapshooter.Xunit;

namespace Engage.GraphQL;

public sealed class MakingASchema
{
    private static readonly IServiceProviderIsService Container =
        Host.CreateEmptyApplicationBuilder(null).AddEngage().Services.BuildServiceProvider().GetRequiredService<IServiceProviderIsService>();

    [Fact]
    public void Of_plain_classes_comes_a_whole_schema() => Snapshot.Match(Sdl(Declared("kitchen", new KitchenPlugin().Configure, new KitchenSettings())));

    [Fact]
    public void A_mutation_that_does_not_say_who_may_call_it_is_refused() =>
        Refused("engage.plugin-unguarded", "Unguarded", Declared("one", plugin => plugin.Mutation(typeof(Unguarded))));

    [Fact]
    public void A_permission_that_nobody_declares_is_refused() =>
        Refused("engage.plugin-unguarded", "kitchen.cook", Declared("one", plugin => plugin.Mutation(typeof(Cook))));

    [Fact]
    public void A_field_that_two_plugins_have_is_refused_with_the_names_of_both() =>
        Refused("engage.plugin-clash", "the plugin one and the plugin two both have the GraphQL field Query.greet",
            Declared("one", plugin => plugin.Query(typeof(Hello))), Declared("two", plugin => plugin.Query(typeof(Hello)), assembly: typeof(Marten.IDocumentStore).Assembly));

    [Fact]
    public void A_field_of_the_core_is_not_given_away() =>
        Refused("engage.plugin-clash", "the core and the plugin one both have the GraphQL field Query.plugins", Declared("one", plugin => plugin.Query(typeof(Impostor))));

    [Fact]
    public void One_name_for_an_input_and_an_output_is_refused() =>
        Refused("engage.plugin-clash", "Both", Declared("one", plugin => plugin.Query(typeof(BothWays))));

    [Fact]
    public void A_type_that_GraphQL_does_not_have_is_refused() =>
        Refused("engage.plugin-graphql", "System.IntPtr", Declared("one", plugin => plugin.Query(typeof(Strange))));

    [Fact]
    public void A_mutation_takes_one_argument_named_input() =>
        Refused("engage.plugin-graphql", "named input", Declared("one", plugin => plugin.Mutation(typeof(Loose))));

    [Fact]
    public void A_subscription_that_returns_no_stream_is_refused() =>
        Refused("engage.plugin-graphql", "IAsyncEnumerable", Declared("one", plugin => plugin.Subscription(typeof(Hello))));

    [Fact]
    public void A_subscription_that_would_keep_the_roles_of_its_beginning_is_refused() =>
        Refused("engage.plugin-graphql", "IEventFeed.Actor", Declared("one", plugin => plugin.Subscription(typeof(Lasting))));

    [Fact]
    public void An_extension_without_its_parent_is_refused() =>
        Refused("engage.plugin-graphql", "first parameter", Declared("one", plugin => plugin.Query(typeof(Hello)).Extend<Greeting>(typeof(Orphan))));

    [Fact]
    public void An_extension_of_many_parents_answers_for_each_of_them() =>
        Refused("engage.plugin-graphql", "one item for each", Declared("one", plugin => plugin.Query(typeof(Hello)).Extend<Greeting>(typeof(Miscounting))));

    [Fact]
    public void What_reaches_beyond_the_agency_of_a_request_is_refused()
    {
        Refused("engage.plugin-reach", "Far.Store of the plugin one takes IDocumentStore", Declared("one", plugin => plugin.Query(typeof(Far))));
        Refused("engage.plugin-reach", "takes NpgsqlDataSource", Declared("one", plugin => plugin.Mutation(typeof(FarMutation))));
        Refused("engage.plugin-reach", "takes IOptions`1", Declared("one", plugin => plugin.Query(typeof(FarOptions))));
        Refused("engage.plugin-reach", "takes RequestContext", Declared("one", plugin => plugin.Query(typeof(FarContext))));
        Refused("engage.plugin-reach", "takes IServiceProvider", Declared("one", plugin => plugin.Subscription(typeof(FarSubscription))));
    }

    [Fact]
    public void What_is_no_mutation_is_given_no_session_that_writes() =>
        Refused("engage.plugin-reach", "Only mutations may", Declared("one", plugin => plugin.Query(typeof(WritingQuery))));

    [Fact]
    public void A_field_that_counts_nothing_or_more_than_anybody_may_ask_for_is_refused()
    {
        Refused("engage.plugin-graphql", "Free.Ride", Declared("one", plugin => plugin.Query(typeof(Free))));
        Refused("engage.plugin-graphql", "Dear.Ride", Declared("one", plugin => plugin.Query(typeof(Dear))));
    }

    private static string Sdl(params LoadedPlugin[] plugins) =>
        SchemaMaker.Make(plugins, Container).Print(new PrintOptions { StringComparison = StringComparison.Ordinal });

    private static void Refused(string code, string part, params LoadedPlugin[] plugins)
    {
        var problem = Should.Throw<PluginProblem>(() => SchemaMaker.Make(plugins, Container));
        problem.Code.ShouldBe(code);
        problem.Message.ShouldContain(part);
    }

    private static LoadedPlugin Declared(string id, Action<PluginBuilder> configure, object? settings = null, Assembly? assembly = null)
    {
        var builder = new PluginBuilder(id);
        configure(builder);
        return new(id, id, "1.0.0", new KitchenPlugin(), assembly ?? typeof(KitchenPlugin).Assembly, builder) { Settings = settings is null ? [] : [settings] };
    }

    public static class Free
    {
        [Costs(0)]
        public static string Ride() => "";
    }

    public static class Dear
    {
        [Costs(100_001)]
        public static string Ride() => "";
    }

    public static class Far
    {
        public static string Store(IDocumentStore store) => store.ToString()!;
    }

    public static class FarMutation
    {
        [AllowAnonymous]
        public static Task Handle(NpgsqlDataSource source) => Task.FromResult(source);
    }

    public static class FarOptions
    {
        public static string Keys(IOptions<KeyManagementOptions> options) => options.ToString()!;
    }

    public static class FarContext
    {
        public static string Context(RequestContext context) => context.CorrelationId;
    }

    public static class FarSubscription
    {
        public static IAsyncEnumerable<Greeting> Anything(IServiceProvider services) => (IAsyncEnumerable<Greeting>)services;
    }

    public static class Lasting
    {
        public static IAsyncEnumerable<Greeting> Greeted(IEventFeed feed, Actor actor, CancellationToken stop) => (IAsyncEnumerable<Greeting>)(object)(feed, actor, stop);
    }

    public static class WritingQuery
    {
        public static string Write(IDocumentSession session) => session.TenantId;
    }

    public sealed record Greeting(string Text);

    public sealed record Both(string Text);

    public static class Hello
    {
        public static Greeting Greet() => new("Hello");
    }

    public static class Impostor
    {
        public static string Plugins() => "";
    }

    public static class BothWays
    {
        public static Both Echo(Both both) => both;
    }

    public static class Strange
    {
        public static nint Pointer() => 0;
    }

    public static class Unguarded
    {
        public static Greeting Handle(PartInput input) => new(input.Grams.ToString());
    }

    public static class Loose
    {
        [AllowAnonymous]
        public static Greeting Handle(string text) => new(text);
    }

    public static class Orphan
    {
        public static string Text(string other) => other;
    }

    public static class Miscounting
    {
        public static string Twice(IReadOnlyList<Greeting> greetings) => greetings.Count.ToString();
    }
}
