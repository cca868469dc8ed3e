[assembly: EngagePlugin("diaries", "Diaries", "Personal data in every place that a plugin can put it.")]

namespace Diaries;

public sealed class DiariesPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<EntryWritten>("entry-written")
        .Event<EntryCorrected>("entry-corrected")
        .Event<VisitBooked>("visit-booked").Retain<VisitBooked>(TimeSpan.FromDays(30))
        .Search<EntryWritten>(e => new(e.StreamId) { Title = e.Data.Title, Tags = e.Data.Tags, Body = e.Data.Text })
        .Search<EntryCorrected>(e => new(e.StreamId) { Title = e.Data.Title, Body = e.Data.Text })
        .Search<VisitBooked>(e => new(e.StreamId) { Body = e.Data.Address })
        .Projection<EntryProjection>()
        .Projection<VisitProjection>()
        .Projection<DiaryProjection>(ProjectionLifecycle.Async)
        .Projection<WordProjection>()
        .Permission("diaries.write", "Write a diary", Roles.Resident)
        .Query(typeof(DiaryQueries)).Query(typeof(SearchQueries)).Extend<Entry>(typeof(EntryExtensions)).Extend<Found>(typeof(FoundExtensions))
        .Mutation(typeof(WriteEntry)).Mutation(typeof(CorrectEntry)).Mutation(typeof(BookVisit)).Mutation(typeof(WriteWord))
        .Subscription(typeof(DiarySubscriptions));
}
