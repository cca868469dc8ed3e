[assembly: EngagePlugin("diaries", "Diaries", "Personal data in every place that a plugin can put it.")]

namespace Diaries;

public sealed class DiariesPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<EntryWritten>("entry-written")
        .Event<EntryCorrected>("entry-corrected")
        .Event<VisitBooked>("visit-booked").Retain<VisitBooked>(TimeSpan.FromDays(30))
        .Projection<EntryProjection>()
        .Projection<VisitProjection>()
        .Projection<DiaryProjection>(ProjectionLifecycle.Async)
        .Projection<WordProjection>()
        .Permission("diaries.write", "Write a diary", Roles.Resident)
        .Query(typeof(DiaryQueries)).Extend<Entry>(typeof(EntryExtensions))
        .Mutation(typeof(WriteEntry)).Mutation(typeof(CorrectEntry)).Mutation(typeof(BookVisit)).Mutation(typeof(WriteWord))
        .Subscription(typeof(DiarySubscriptions));
}
