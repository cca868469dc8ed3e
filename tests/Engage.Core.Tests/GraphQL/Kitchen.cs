using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Engage;
using JasperFx.Events;
using Marten;
using Marten.Events.Aggregation;

[assembly: EngagePlugin("kitchen", "Kitchen", "Everything that a plugin can declare, for the tests of the core.")]

namespace Engage.GraphQL;

public sealed class KitchenPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<MealCooked>("meal-cooked").Event<MealSeasoned>("meal-seasoned")
        .Projection<MealProjection>()
        .Permission("kitchen.cook", "Cook", Roles.Resident)
        .Permission("kitchen.taste", "Taste", Roles.Staff)
        .Setting<KitchenSettings>()
        .Query(typeof(MealQueries))
        .Mutation(typeof(Cook)).Mutation(typeof(Season)).Mutation(typeof(Burn)).Mutation(typeof(Ring))
        .Subscription(typeof(MealSubscriptions))
        .Extend<Meal>(typeof(MealExtensions))
        .File("menu.txt", "text/plain", "query ($taste: Taste) { menu(taste: $taste) }")
        .File("greeting.txt", "text/plain", "query ($name: String!, $times: Int, $loud: Boolean) { greeting(name: $name, times: $times, loud: $loud) }")
        .File("whoami.txt", "text/plain", "{ whoami }").File("refused.txt", "text/plain", "{ refused }").File("broken.txt", "text/plain", "{ broken }");
}

public sealed class KitchenSettings
{
    [Range(1, 10)]
    public int Stars { get; set; } = 3;
}

public sealed record MealCooked(string Name, Taste Taste);

public sealed record MealSeasoned(string Spice);

/// <summary>What a meal tastes like.</summary>
public enum Taste { Sweet, VerySour }

/// <summary>A meal.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Taste">What it tastes like.</param>
/// <param name="Note">What the cook says, if anything.</param>
/// <param name="Weights">Of its parts, in grams.</param>
/// <param name="Ready">When it is ready.</param>
/// <param name="Day">Which day it is for.</param>
/// <param name="Secret">Told to nobody.</param>
public sealed record Meal(
    Guid Id, string Name, Taste Taste, string? Note, IReadOnlyList<double?> Weights, DateTimeOffset? Ready, DateOnly Day, [property: Unpublished] string Secret, long Sequence = 0, bool Hot = true);

public sealed partial class MealProjection : SingleStreamProjection<Meal, Guid>
{
    public static Meal Create(IEvent<MealCooked> e) => new(e.StreamId, e.Data.Name, e.Data.Taste, null, [1.5, null], e.Timestamp, new(2026, 5, 3), "saffron");

    public static Meal Apply(IEvent<MealSeasoned> e, Meal meal) => meal with { Note = $"{meal.Note}+{e.Data.Spice}" };
}

public static class MealQueries
{
    /// <summary>One meal.</summary>
    /// <param name="id">Which.</param>
    public static Task<Meal?> Meal(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Meal>(id, stop);

    public static Task<Connection<Meal>> Meals(Page page, Taste? taste, IQuerySession session, CancellationToken stop) =>
        session.Query<Meal>().Where(meal => taste == null || meal.Taste == taste).ToConnection(page, Order.OldestFirst, meal => meal.Id, stop);

    /// <summary>The names of all meals of a taste.</summary>
    public static async Task<string> Menu(Taste? taste, IQuerySession session, CancellationToken stop) =>
        string.Concat((await session.Query<Meal>().Where(meal => taste == null || meal.Taste == taste).OrderBy(meal => meal.Name).ToListAsync(stop)).Select(meal => meal.Name + "\n"));

    public static string Greeting(string name, int times = 2, bool loud = false) => string.Concat(Enumerable.Repeat(loud ? name.ToUpperInvariant() : name, times));

    public static int Stars(KitchenSettings settings) => settings.Stars;

    public static string? Whoami(Actor actor, Agency agency) => actor.IsAnonymous ? null : $"{actor.Name} in {agency.Slug}";

    [Requires("kitchen.taste")]
    public static string Tasted() => "Good.";

    public static int Count(IReadOnlyList<Guid> ids) => ids.Count;

    public static int Total(IEnumerable<int> numbers) => numbers.Sum();

    public static string Refused() => throw new Refusal("kitchen.closed", "The kitchen is closed.");

    public static string Broken() => throw new InvalidOperationException("The secret is saffron.");

    [Costs(6_000)]
    public static ValueTask<IReadOnlyList<int>> Sum(IReadOnlyList<int> numbers) => ValueTask.FromResult<IReadOnlyList<int>>([numbers.Sum()]);
}

/// <summary>How to cook.</summary>
/// <param name="Name">The meal's name.</param>
/// <param name="Taste">What it shall taste like.</param>
/// <param name="Parts">What goes in.</param>
public sealed record CookInput(string Name, Taste Taste = Taste.Sweet, IReadOnlyList<PartInput>? Parts = null);

/// <summary>A part of a meal.</summary>
/// <param name="Grams">How much of it.</param>
public sealed record PartInput(double Grams);

public static class Cook
{
    /// <summary>Cooks a meal.</summary>
    [Requires("kitchen.cook")]
    public static async Task<Meal> Handle(CookInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        session.Events.StartStream<Meal>(id, new MealCooked(input.Name, input.Taste));
        if (input.Name == "spoilt") throw new Refusal("kitchen.spoilt", "It is spoilt.", nameof(input.Name));
        if (input.Name == "exploded") throw new InvalidOperationException("The secret is saffron.");
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Meal>(id, stop))!;
    }
}

/// <summary>How to season.</summary>
/// <param name="Meal">Which meal.</param>
/// <param name="Spice">With what.</param>
public sealed record SeasonInput(Guid Meal, string Spice);

public static class Season
{
    /// <summary>Lets a test hold up everybody who has read the meal and not written yet.</summary>
    public static Func<Task> BeforeWriting { get; set; } = () => Task.CompletedTask;

    /// <summary>Seasons a meal; of one that is peppered nothing is left to show.</summary>
    [AllowAnonymous]
    public static async Task<Meal?> Handle(SeasonInput input, IDocumentSession session, CancellationToken stop)
    {
        var stream = await session.Events.FetchForWriting<Meal>(input.Meal, stop);
        if (stream.Aggregate is null) throw Refusal.NotFound("meal", nameof(input.Meal));
        if (input.Spice == "none") throw new Refusal("kitchen.bland", "It needs a spice.", nameof(input.Spice));
        await BeforeWriting();
        stream.AppendOne(new MealSeasoned(input.Spice));
        await session.SaveChangesAsync(stop);
        return input.Spice == "pepper" ? null : await session.LoadAsync<Meal>(input.Meal, stop);
    }
}

public static class Burn
{
    [AllowAnonymous]
    public static Task Handle() => Task.CompletedTask;
}

public static class Ring
{
    [AllowAnonymous]
    public static string? Handle() => null;
}

public static class MealSubscriptions
{
    /// <summary>Each meal that is cooked.</summary>
    public static async IAsyncEnumerable<Occurred<MealCooked>> MealCooked(IEventFeed feed, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var cooked in feed.Of<MealCooked>(stop)) yield return cooked;
    }

    /// <summary>The courses of each meal: a message for every word of its name.</summary>
    public static async IAsyncEnumerable<Course> CourseServed(IEventFeed feed, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var cooked in feed.Of<MealCooked>(stop))
            foreach (var word in cooked.Data.Name.Split(' ')) yield return new(word);
    }

    [Requires("kitchen.taste")]
    public static IAsyncEnumerable<Occurred<MealCooked>> MealTasted(IEventFeed feed, CancellationToken stop) => feed.Of<MealCooked>(stop);
}

/// <summary>A part of a meal.</summary>
/// <param name="Name">What it is.</param>
public sealed record Course(string Name);

public static class MealExtensions
{
    public static int Asked;

    public static string Shout(Meal meal, string suffix = "!") => meal.Name.ToUpperInvariant() + suffix;

    public static IReadOnlyList<string> Unknown(IReadOnlyList<Meal> meals) => throw new InvalidOperationException("The secret is saffron.");

    public static IReadOnlyList<string> Kept(IReadOnlyList<Meal> meals) => throw new Refusal("kitchen.closed", "The kitchen is closed.");

    public static IReadOnlyList<string> Together(IReadOnlyList<Meal> meals)
    {
        Interlocked.Increment(ref Asked);
        return [.. meals.Select(meal => $"{meal.Name} of {meals.Count}")];
    }
}
