using System.Text.RegularExpressions;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;

namespace Engage;

/// <summary>
/// What a plugin declares itself to. The core reads the declarations of all enabled plugins and makes one event store and one GraphQL schema of them;
/// a plugin never sees the container, the store's options or the schema.
/// </summary>
public sealed partial class PluginBuilder
{
    internal PluginBuilder(string id) => Id = id;

    internal string Id { get; }
    internal List<EventDeclaration> Events { get; } = [];
    internal List<Action<StoreOptions>> Store { get; } = [];
    internal List<PermissionDeclaration> Permissions { get; } = [];
    internal List<Type> Queries { get; } = [];
    internal List<Type> Mutations { get; } = [];
    internal List<Type> Subscriptions { get; } = [];
    internal List<(Type Extended, Type Extension)> Extensions { get; } = [];
    internal List<Type> Settings { get; } = [];
    internal List<ImporterDeclaration> Importers { get; } = [];
    internal List<RetentionDeclaration> Retentions { get; } = [];
    internal List<SearchDeclaration> Searches { get; } = [];
    internal HashSet<string> ForAuditors { get; } = new(StringComparer.Ordinal);
    internal List<FileDeclaration> Files { get; } = [];

    /// <summary>Declares an event, stored under the alias <c>{plugin}.{name}</c>.</summary>
    /// <param name="name">Kebab case, past tense: <c>topic-opened</c>. It can never change once an event was stored.</param>
    public PluginBuilder Event<TEvent>(string name) where TEvent : class
    {
        var alias = $"{Id}.{Checked(name)}";
        Events.Add(new(alias, typeof(TEvent)));
        Store.Add(store => store.Events.MapEventType<TEvent>(alias));
        return this;
    }

    /// <summary>Declares that events stored under an older name are read as <typeparamref name="TEvent"/>.</summary>
    /// <param name="name">The name the older shape was stored under.</param>
    /// <param name="upcast">Makes the newer shape of the older one. Pure: it runs each time such an event is read.</param>
    public PluginBuilder Upcast<TOld, TEvent>(string name, Func<TOld, TEvent> upcast) where TOld : class where TEvent : class
    {
        var alias = $"{Id}.{Checked(name)}";
        Events.Add(new(alias, typeof(TOld)));
        Store.Add(store => store.Events.Upcast(alias, upcast));
        return this;
    }

    /// <summary>
    /// Declares how long the personal members of an event can be read, and with them what read models took over of them. After that they show nothing, as if
    /// their subject had been erased; everything else about the event stays.
    /// </summary>
    /// <param name="time">Whole days, counted from the end of the day (UTC) that the event happened on.</param>
    public PluginBuilder Retain<TEvent>(TimeSpan time) where TEvent : class
    {
        if (time < TimeSpan.FromDays(1) || time.Ticks % TimeSpan.TicksPerDay != 0)
            throw new ArgumentException($"Personal data of {typeof(TEvent).Name} is to be kept for {time}. Name whole days, at least one.", nameof(time));
        var declared = Events.Find(each => each.Type == typeof(TEvent))
            ?? throw new ArgumentException($"{typeof(TEvent).Name} is retained but not declared. Declare it with Event<{typeof(TEvent).Name}>(...) before.");
        Retentions.Add(new(declared.Alias, typeof(TEvent), (int)time.TotalDays));
        return this;
    }

    /// <summary>
    /// Declares that an event holds what the public is not to find out: data that only figures are published of, or what keeps a secret. In the log only auditors read it,
    /// as any event; webhooks send it only where who subscribed holds the permission <c>engage.audit</c>.
    /// </summary>
    public PluginBuilder Confidential<TEvent>() where TEvent : class
    {
        var declared = Events.Find(each => each.Type == typeof(TEvent))
            ?? throw new ArgumentException($"{typeof(TEvent).Name} is confidential but not declared. Declare it with Event<{typeof(TEvent).Name}>(...) before.");
        ForAuditors.Add(declared.Alias);
        return this;
    }

    /// <summary>
    /// Declares what of an event can be found by its words, in the language of the agency. The core keeps an index of it behind the log, for what was imported too;
    /// no words are stored in it, and what is personal goes from it with its subject. <see cref="ISearch"/> reads what people look for.
    /// </summary>
    /// <param name="texts">Says which texts of which document the event gives; null where it gives none. Pure: it runs again when the index is made anew.</param>
    public PluginBuilder Search<TEvent>(Func<IEvent<TEvent>, Searchable?> texts) where TEvent : class
    {
        var declared = Events.Find(each => each.Type == typeof(TEvent))
            ?? throw new ArgumentException($"{typeof(TEvent).Name} is to be searched but not declared. Declare it with Event<{typeof(TEvent).Name}>(...) before.");
        Searches.Add(new(declared.Alias, typeof(TEvent), each => texts((IEvent<TEvent>)each)));
        return this;
    }

    /// <summary>Declares a projection. Its documents live in the schema <c>engage_{plugin}</c> and can be thrown away and rebuilt from the events.</summary>
    /// <param name="lifecycle">
    /// <see cref="ProjectionLifecycle.Inline"/> for what a writer must read back at once (the default); <see cref="ProjectionLifecycle.Async"/> for what
    /// spans streams and may lag behind by a moment.
    /// </param>
    public PluginBuilder Projection<TProjection>(ProjectionLifecycle lifecycle = ProjectionLifecycle.Inline) where TProjection : ProjectionBase, new()
    {
        Store.Add(store => AddProjection(store, new TProjection(), lifecycle));
        return this;
    }

    /// <summary>
    /// Declares a document that is made of no events: what somebody keeps for themselves, and must be able to take back for good, since the log never forgets.
    /// Use cases store and delete it through their session; two who change one at the same moment do not overwrite each other (<c>engage.conflict</c>).
    /// Rebuilding read models leaves it alone. Keep nothing in it that anything published is made of.
    /// </summary>
    public PluginBuilder Document<TDocument>() where TDocument : notnull
    {
        Store.Add(store => store.Schema.For<TDocument>().UseOptimisticConcurrency(true));
        return this;
    }

    /// <summary>Declares an index on a document that one of the plugin's projections writes.</summary>
    public PluginBuilder Index<TDocument>(Action<MartenRegistry.DocumentMappingExpression<TDocument>> index) where TDocument : notnull
    {
        Store.Add(store => index(store.Schema.For<TDocument>()));
        return this;
    }

    /// <summary>Declares a permission and the roles that hold it until an agency decides otherwise.</summary>
    /// <param name="permission">The whole name, <c>{plugin}.{verb}</c>.</param>
    /// <param name="description">What it allows, as a phrase: «Close a topic».</param>
    /// <param name="roles">Names from <see cref="Roles"/>. With none, nobody holds it by default.</param>
    public PluginBuilder Permission(string permission, string description, params string[] roles)
    {
        if (!permission.StartsWith(Id + '.', StringComparison.Ordinal))
            throw new ArgumentException($"The permission '{permission}' must begin with '{Id}.'.", nameof(permission));
        Checked(permission[(Id.Length + 1)..]);
        Permissions.Add(new(permission, description, roles));
        return this;
    }

    /// <summary>Every public static method of <paramref name="queries"/> becomes a field of the GraphQL type Query.</summary>
    public PluginBuilder Query(Type queries) => Add(Queries, queries);

    /// <summary>
    /// The method <c>Handle</c> of <paramref name="useCase"/> becomes a mutation named after the class. It takes a parameter <c>input</c> and must say
    /// who may call it, with <see cref="RequiresAttribute"/> or <see cref="AllowAnonymousAttribute"/>.
    /// </summary>
    public PluginBuilder Mutation(Type useCase) => Add(Mutations, useCase);

    /// <summary>Every public static method of <paramref name="subscriptions"/> that returns an <see cref="IAsyncEnumerable{T}"/> becomes a subscription.</summary>
    public PluginBuilder Subscription(Type subscriptions) => Add(Subscriptions, subscriptions);

    /// <summary>Adds the public static methods of <paramref name="extension"/> as fields to the GraphQL type of <typeparamref name="T"/>; their first parameter is the parent.</summary>
    public PluginBuilder Extend<T>(Type extension)
    {
        Extensions.Add((typeof(T), extension));
        return this;
    }

    /// <summary>
    /// Binds the configuration section <c>Engage:Plugins:{plugin}</c> to <typeparamref name="TSettings"/>, which GraphQL methods then take as a parameter.
    /// Its data annotations are checked before the plugin starts.
    /// </summary>
    public PluginBuilder Setting<TSettings>() where TSettings : class, new() => Add(Settings, typeof(TSettings));

    /// <summary>Declares an importer, run by <c>import {plugin} {name} PATH</c> on the command line.</summary>
    /// <param name="name">What it imports, in kebab case: <c>deliberation</c>.</param>
    public PluginBuilder Importer<TImporter>(string name) where TImporter : Importer, new()
    {
        Importers.Add(new(Checked(name), typeof(TImporter)));
        return this;
    }

    /// <summary>
    /// Declares a file for programs that speak no GraphQL, at <c>/agencies/{slug}/{plugin}/{name}</c>: what <paramref name="query"/> answers to somebody without a token.
    /// What stands behind the question mark of the address are the query's variables. Where the field answers null there is no file.
    /// </summary>
    /// <param name="name">Kebab case with an extension: <c>meetings.ics</c>. People put the address into their programs, so it should never change.</param>
    /// <param name="contentType">Its media type: <c>text/calendar</c>. It is sent in UTF-8.</param>
    /// <param name="query">
    /// A GraphQL query of one field of the type String, which takes no permission: <c>query ($board: ID) { meetingCalendar(boardId: $board) }</c>. Its variables are
    /// scalars and enums.
    /// </param>
    public PluginBuilder File(string name, string contentType, string query)
    {
        if (!FileName().IsMatch(name))
            throw new ArgumentException($"'{name}' is no name of a file: lower case letters and digits, joined by single hyphens, with an extension, at most 80 characters.", nameof(name));
        if (!MediaType().IsMatch(contentType))
            throw new ArgumentException($"'{contentType}' is no media type such as text/calendar, in lower case and without a charset.", nameof(contentType));
        Files.Add(new(name, contentType, query));
        return this;
    }

    private static void AddProjection(StoreOptions store, ProjectionBase projection, ProjectionLifecycle lifecycle)
    {
        switch (projection)
        {
            case EventProjection each:
                store.Projections.Add(each, lifecycle);
                break;
            case IProjectionSource<IDocumentOperations, IQuerySession> aggregate:
                store.Projections.Add(aggregate, lifecycle);
                break;
            default:
                throw new ArgumentException($"{projection.GetType().Name} is no projection that an event store can run.");
        }
    }

    private PluginBuilder Add(List<Type> types, Type type)
    {
        types.Add(type);
        return this;
    }

    private static string Checked(string name) => KebabCase().IsMatch(name)
        ? name
        : throw new ArgumentException($"'{name}' is not in kebab case: lower case letters and digits, joined by single hyphens, at most 60 characters.", nameof(name));

    [GeneratedRegex("^(?=.{1,60}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();

    // No $, which would let a line end stand behind it, in an address and in a header.
    [GeneratedRegex(@"^(?=.{3,80}\z)[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9]+\z")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[a-z]+/[a-z0-9]+([.+-][a-z0-9]+)*\z")]
    private static partial Regex MediaType();
}

internal sealed record EventDeclaration(string Alias, Type Type);

internal sealed record PermissionDeclaration(string Name, string Description, IReadOnlyList<string> Roles);

internal sealed record RetentionDeclaration(string Alias, Type Type, int Days);

internal sealed record SearchDeclaration(string Alias, Type Type, Func<IEvent, Searchable?> Texts);

internal sealed record FileDeclaration(string Name, string ContentType, string Query);

internal sealed record ImporterDeclaration(string Name, Type Type);
